"""Readings that cannot be right, by what they say of a trial or a person, rule nobody out."""

from __future__ import annotations

from criteria import parse
from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import (
    Comparison,
    Kind,
    Section,
    Window,
)
from matcher.doubts import beyond_doubt
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, both, excluded, node, read, verdict
from tests.matcher.people import ALL_LISTS, patient


def test_a_sound_reading_is_left_as_it_is() -> None:
    text = "Adults with metastatic disease"
    tree = both(
        node(text, "Adults", Kind.AGE, "age", Comparison(">=", 18, "years")),
        node(text, "metastatic", Kind.STAGE, "metastatic"),
    )
    criteria = Criteria(text, (Criterion(Span(0, len(text)), Section.INCLUSION, tree),))
    assert beyond_doubt(criteria) is criteria


def test_whom_the_trial_asks_for_it_cannot_exclude() -> None:
    text = "Metastatic disease. No evidence of metastatic spread to the eye"
    asked = node(text, "Metastatic", Kind.STAGE, "metastatic")
    misread = excluded(node(text, "metastatic spread", Kind.STAGE, "metastatic"))
    assert verdict(text, asked, misread, **METASTATIC) is Verdict.UNKNOWN
    assert verdict(text, misread, **METASTATIC) is Verdict.INELIGIBLE


def test_the_cancer_of_the_trial_excludes_nobody() -> None:
    text = "Invasive breast cancer. Other conditions, but not the diagnosis of breast cancer"
    asked = node(text, "Invasive breast cancer", Kind.CANCER, "invasive breast cancer")
    misread = excluded(node(text, "breast cancer", Kind.CANCER, "breast cancer"))
    person = {"diagnosis": {"cancer": "breast cancer", "histology": "invasive ductal carcinoma"}}
    assert verdict(text, asked, misread, **person) is Verdict.ELIGIBLE


def test_no_one_is_of_two_stages_or_of_both_sexes_at_once() -> None:
    text = "Stage I through III, female, male"
    stages = both(node(text, "Stage I", Kind.STAGE, "stage", ("I",)), node(text, "III", Kind.STAGE, "stage", ("III",)))
    assert verdict(text, stages, diagnosis={"stage": "IIA"}) is Verdict.UNKNOWN
    sexes = both(node(text, "female", Kind.SEX, "female"), node(text, " male", Kind.SEX, "male"))
    assert verdict(text, sexes, sex="male") is Verdict.ELIGIBLE


def test_examples_in_a_bracket_ask_for_nothing() -> None:
    text = "No more than 1 prior chemotherapy (which includes antibody drug conjugates)"
    example = node(text, "antibody drug conjugates", Kind.THERAPY, "antibody-drug conjugate", "prior")
    assert verdict(text, example, complete=["treatments"]) is Verdict.ELIGIBLE


def test_a_sentence_that_defines_asks_for_nothing() -> None:
    text = "Prior PARP inhibitor use counts as a line of therapy."
    defined = node(text, "PARP inhibitor", Kind.THERAPY, "PARP inhibitor", "prior")
    assert verdict(text, defined, complete=["treatments"]) is Verdict.ELIGIBLE


def test_a_point_in_time_is_no_excluded_treatment() -> None:
    text = "No recurrence after completion of surgery and chemotherapy"
    anchor = excluded(node(text, "chemotherapy", Kind.THERAPY, "chemotherapy", "prior"))
    treated = {"treatments": [{"name": "paclitaxel", "setting": "adjuvant"}], "complete": ["treatments"]}
    assert verdict(text, anchor, **treated) is Verdict.UNKNOWN


def test_a_bracket_that_changes_a_bound_leaves_it_open() -> None:
    text = "INR at most 1.3 (or at most 3 on anticoagulants)"
    bound = node(text, "INR at most 1.3", Kind.LAB, "INR", Comparison("<=", 1.3))
    high = {"labs": [{"name": "INR", "value": 2.4}]}
    assert verdict(text, bound, **high) is Verdict.UNKNOWN
    assert verdict("INR at most 1.3 at entry", bound, **high) is Verdict.INELIGIBLE


def test_no_trial_asks_for_a_second_cancer() -> None:
    text = "At least 5 years since another malignancy"
    reading = node(text, "another malignancy", Kind.CANCER, "other malignancy", when=Window("<", 5, "years"))
    clean = {"diagnosis": {"cancer": "breast cancer"}, "complete": ["conditions"]}
    assert verdict(text, reading, **clean) is Verdict.ELIGIBLE
    assert verdict(text, reading, **clean, conditions=[{"name": "melanoma", "date": "2025-01"}]) is Verdict.INELIGIBLE


def test_no_one_reaches_an_impossible_age() -> None:
    text = "140 - age"
    assert verdict(text, node(text, "140", Kind.AGE, "age", Comparison(">=", 140, "years")), age=60) is Verdict.ELIGIBLE


def test_other_treatment_after_named_ones_means_drugs() -> None:
    text = "No other anti-tumor therapy within 3 weeks"
    leaf = node(text, "anti-tumor therapy", Kind.THERAPY, "anticancer therapy", "prior", when=Window("<=", 3, "weeks"))
    radiation = [{"name": "radiation therapy", "kind": "radiation", "start": "2026-03-01", "end": "2026-03-10"}]
    record = {"treatments": radiation, "complete": ["treatments"]}
    assert verdict(text, excluded(leaf), **record) is Verdict.ELIGIBLE


def test_what_a_criterion_says_of_one_phase_leaves_the_rest_of_the_trial() -> None:
    text = "For phase II, HER2-negative"
    tree = node(text, "HER2-negative", Kind.BIOMARKER, "HER2", "negative")
    assert verdict(text, tree, biomarkers=[{"name": "HER2", "ihc": "3+"}]) is Verdict.ELIGIBLE


def test_progression_of_metastases_is_not_their_presence() -> None:
    assert read(inclusion="No evidence of progression of metastases", **METASTATIC) is not Verdict.INELIGIBLE


def test_a_menopausal_state_before_a_must_says_of_whom_it_is_asked() -> None:
    postmenopausal = patient(menopausal_status="postmenopausal", complete=ALL_LISTS)
    text = "Inclusion Criteria:\n\n* Pre- or perimenopausal sexually active women must practise contraception"
    assert screen(postmenopausal, parse(text)).verdict is Verdict.ELIGIBLE
