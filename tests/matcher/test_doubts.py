"""Readings that cannot be right, or that the words around them speak against, rule nobody out."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import (
    All,
    Allow,
    Comparison,
    If,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Section,
    Unless,
    Unparsed,
    Window,
)
from criteria.tree import Any as AnyOf
from matcher.doubts import beyond_doubt
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import patient

METASTATIC = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}}


def node(text: str, words: str, kind: Kind, concept: str, value: Any = None, **more: Any) -> Leaf:
    start = text.index(words)
    return Leaf(Requirement(kind, concept, value, **more), Span(start, start + len(words)))


def verdict(text: str, *trees: Node, **record: Any) -> Verdict:
    criteria = tuple(Criterion(Span(0, len(text)), Section.INCLUSION, tree) for tree in trees)
    return screen(patient(**record), Criteria(text, criteria)).verdict


def excluded(leaf: Leaf) -> Not:
    return Not(leaf, leaf.span)


def both(*nodes: Node) -> All:
    return All(nodes, nodes[0].span.cover(nodes[-1].span))


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ER positive or PIK3CA mutated", Verdict.ELIGIBLE),
        ("ER positive and PIK3CA mutated", Verdict.INELIGIBLE),
        ("ER positive (or so). Also PIK3CA mutated", Verdict.INELIGIBLE),
    ],
)
def test_the_text_decides_between_and_and_or(text: str, expected: Verdict) -> None:
    tree = both(
        node(text, "ER positive", Kind.BIOMARKER, "ER", "positive"),
        node(text, "PIK3CA mutated", Kind.BIOMARKER, "PIK3CA", "mutated"),
    )
    markers = [{"name": "ER", "result": "positive"}, {"name": "PIK3CA", "result": "wild-type"}]
    assert verdict(text, tree, biomarkers=markers) is expected


def test_pregnancy_or_lactation_under_exclusion_means_neither() -> None:
    text = "Pregnancy or lactation"
    tree = both(
        excluded(node(text, "Pregnancy", Kind.PREGNANCY, "pregnant")),
        excluded(node(text, "lactation", Kind.PREGNANCY, "breastfeeding")),
    )
    assert verdict(text, tree, sex="female", pregnant=True, breastfeeding=False) is Verdict.INELIGIBLE


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


def test_tumour_types_that_are_announced_as_a_list_are_alternatives() -> None:
    text = "Patients must have one of these tumor types:\nBRCA1 mutated breast cancer\nMSI-high tumors\nECOG 0"
    lines = {line: Span(text.index(line), text.index(line) + len(line)) for line in text.splitlines()}
    first, second, third, last = lines.values()
    criteria = Criteria(
        text,
        (
            Criterion(first, Section.INCLUSION, Unparsed(first)),
            Criterion(second, Section.INCLUSION, node(text, "BRCA1 mutated", Kind.BIOMARKER, "BRCA1", "mutated")),
            Criterion(third, Section.INCLUSION, node(text, "MSI-high", Kind.BIOMARKER, "MSI", "high")),
            Criterion(last, Section.INCLUSION, node(text, "ECOG 0", Kind.PERFORMANCE, "ECOG", Comparison("<=", 0))),
        ),
    )
    markers = [{"name": "BRCA1", "result": "wild-type"}, {"name": "MSI", "result": "stable"}]
    assert screen(patient(biomarkers=markers, ecog=0), criteria).verdict is Verdict.UNKNOWN
    assert screen(patient(biomarkers=markers, ecog=2), criteria).verdict is Verdict.INELIGIBLE


def brain(phrase: str, **more: Any) -> Verdict:
    text = f"No brain metastases {phrase}"
    metastasis = excluded(node(text, "brain metastases", Kind.METASTASIS, "brain", "any"))
    exception = Unparsed(Span(text.index(phrase), len(text)))
    lesion = {"site": "brain", "status": "stable", "treated": "2026-02-01"} | more.pop("lesion", {})
    return verdict(text, Unless(metastasis, exception, Span(0, len(text))), metastases=[lesion], **more)


@pytest.mark.parametrize(
    ("phrase", "more", "expected"),
    [
        ("unless treated and stable", {}, Verdict.ELIGIBLE),
        ("unless treated and stable", {"lesion": {"status": "active"}}, Verdict.INELIGIBLE),
        ("unless treated and stable for at least 4 weeks", {}, Verdict.ELIGIBLE),
        ("unless treated and stable for at least 8 weeks", {}, Verdict.INELIGIBLE),
        ("unless stable without steroids", {}, Verdict.UNKNOWN),
        ("unless stable without steroids", {"complete": ["medications"]}, Verdict.ELIGIBLE),
        ("unless stable without steroids", {"medications": [{"name": "dexamethasone"}]}, Verdict.INELIGIBLE),
        ("unless asymptomatic and stable", {"conditions": [{"name": "symptoms of brain metastases", "present": False}]},
         Verdict.ELIGIBLE),
        ("unless the sponsor agrees", {}, Verdict.UNKNOWN),
    ],
)  # fmt: skip
def test_exceptions_for_brain_metastases_are_read_by_their_parts(phrase: str, more: Any, expected: Verdict) -> None:
    assert brain(phrase, **more) is expected


def test_a_proviso_of_an_exception_must_hold_too() -> None:
    text = "No brain metastases; stable ones are eligible provided the patient is adult"
    exception = If(
        node(text, "adult", Kind.AGE, "age", Comparison(">=", 18, "years")),
        node(text, "stable", Kind.METASTASIS, "brain", "stable"),
        Span(0, len(text)),
    )
    tree = Unless(
        excluded(node(text, "brain metastases", Kind.METASTASIS, "brain", "any")), exception, Span(0, len(text))
    )
    stable = {"metastases": [{"site": "brain", "status": "stable"}]}
    assert verdict(text, tree, **stable, age=40) is Verdict.ELIGIBLE
    assert verdict(text, tree, **stable, age=12) is Verdict.INELIGIBLE


def test_an_unread_exception_that_names_the_other_cancer_holds() -> None:
    text = "No other malignancy except treated basal cell carcinoma of the skin"
    malignancy = excluded(node(text, "other malignancy", Kind.CANCER, "other malignancy"))
    tree = Unless(malignancy, Unparsed(Span(text.index("except"), len(text))), Span(0, len(text)))
    record = {"diagnosis": {"cancer": "breast cancer"}, "complete": ["conditions"]}
    assert verdict(text, tree, **record, conditions=[{"name": "basal cell carcinoma"}]) is Verdict.ELIGIBLE
    two = [{"name": "basal cell carcinoma"}, {"name": "melanoma"}]
    assert verdict(text, tree, **record, conditions=two) is Verdict.UNKNOWN


def test_a_qualifier_that_was_not_read_does_not_matter_where_the_condition_itself_is_absent() -> None:
    text = "No whistling disorder that would need treatment"
    both_parts = both(
        node(text, "whistling disorder", Kind.COMORBIDITY, "whistling disorder"), Unparsed(Span(21, len(text)))
    )
    assert verdict(text, Not(both_parts, Span(0, len(text))), complete=["conditions"]) is Verdict.ELIGIBLE
    assert verdict(text, Not(both_parts, Span(0, len(text)))) is Verdict.UNKNOWN


def test_alternatives_outside_a_conjunction_are_left_alone() -> None:
    text = "ER positive or PR positive"
    either = AnyOf(
        (
            node(text, "ER positive", Kind.BIOMARKER, "ER", "positive"),
            node(text, "PR positive", Kind.BIOMARKER, "PR", "positive"),
        ),
        Span(0, len(text)),
    )
    markers = [{"name": "ER", "result": "negative"}, {"name": "PR", "result": "negative"}]
    assert verdict(text, either, biomarkers=markers) is Verdict.INELIGIBLE


def test_an_exception_for_one_treatment_keeps_the_others_excluded() -> None:
    text = "No chemotherapy (except adjuvant chemotherapy), fulvestrant"
    parts = both(
        excluded(node(text, "chemotherapy", Kind.THERAPY, "chemotherapy", "prior")),
        excluded(node(text, "fulvestrant", Kind.THERAPY, "fulvestrant", "prior")),
    )
    exception = node(text, "adjuvant chemotherapy", Kind.THERAPY, "chemotherapy", "prior", setting="early")
    tree = Unless(parts, exception, Span(0, len(text)))

    def treated(drug: str, setting: str) -> Verdict:
        return verdict(text, tree, treatments=[{"name": drug, "setting": setting}], complete=["treatments"])

    assert treated("paclitaxel", "adjuvant") is Verdict.ELIGIBLE
    assert treated("paclitaxel", "metastatic") is Verdict.INELIGIBLE
    assert treated("fulvestrant", "adjuvant") is Verdict.INELIGIBLE


def test_an_exception_about_treatment_leaves_what_the_cancer_must_be() -> None:
    text = "TNBC with 2 lines of therapy, unless ineligible for such therapy; or PIK3CA mutated"
    described = both(
        node(text, "TNBC", Kind.BIOMARKER, "TNBC", "positive"),
        node(text, "2 lines", Kind.LINES, "systemic therapy", Comparison(">=", 2, "lines")),
    )
    first = Unless(described, Unparsed(Span(text.index("unless"), text.index(";"))), described.span)
    tree = AnyOf((first, node(text, "PIK3CA mutated", Kind.BIOMARKER, "PIK3CA", "mutated")), Span(0, len(text)))
    wild = {"name": "PIK3CA", "result": "wild-type"}
    assert verdict(text, tree, biomarkers=[{"name": "ER", "result": "positive"}, wild]) is Verdict.INELIGIBLE
    negative = [{"name": name, "result": "negative"} for name in ("ER", "PR", "HER2")]
    assert verdict(text, tree, biomarkers=[*negative, wild], complete=["treatments"]) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("text", "expected"), [("HR+/HER2- disease", Verdict.INELIGIBLE), ("HR+ or HER2- disease", Verdict.ELIGIBLE)]
)
def test_a_slash_between_states_means_both(text: str, expected: Verdict) -> None:
    tree = AnyOf(
        (node(text, "HR+", Kind.BIOMARKER, "HR", "positive"), node(text, "HER2-", Kind.BIOMARKER, "HER2", "negative")),
        Span(0, len(text)),
    )
    markers = [{"name": "ER", "result": "positive"}, {"name": "HER2", "ihc": "3+"}]
    assert verdict(text, tree, biomarkers=markers) is expected


def test_a_permission_with_a_condition_restricts() -> None:
    text = "Adults. Patients with treated and stable brain metastases are eligible."
    tree = node(text, "Adults", Kind.AGE, "age", Comparison(">=", 18, "years"))

    def with_brain(status: str) -> Verdict:
        return verdict(text, tree, age=50, metastases=[{"site": "brain", "status": status, "treated": "2025-01"}])

    assert with_brain("stable") is Verdict.ELIGIBLE
    assert with_brain("active") is Verdict.INELIGIBLE
    assert verdict(text, tree, age=50, complete=["metastases"], metastases=[]) is Verdict.ELIGIBLE


def test_what_a_criterion_says_of_one_phase_leaves_the_rest_of_the_trial() -> None:
    text = "For phase II, HER2-negative"
    tree = node(text, "HER2-negative", Kind.BIOMARKER, "HER2", "negative")
    assert verdict(text, tree, biomarkers=[{"name": "HER2", "ihc": "3+"}]) is Verdict.ELIGIBLE


def test_what_needs_proof_is_no_permission() -> None:
    text = "Histological proof of metastatic cancer (prior surgery is accepted)"
    leaf = node(text, "metastatic", Kind.STAGE, "metastatic")
    assert verdict(text, Allow(leaf, leaf.span), diagnosis={"extent": "early"}) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Patients must be willing to take calcium tablets", "calcium", Verdict.UNKNOWN),
        ("Haemoglobin of 10 or more; iron therapy should be given to keep it there", "iron therapy", Verdict.UNKNOWN),
        ("Scheduled for surgical resection of the tumour", "surgical resection", Verdict.UNKNOWN),
        ("At least two weeks between radiation and the start of gemcitabine", "gemcitabine", Verdict.UNKNOWN),
        ("Patients must have received gemcitabine", "gemcitabine", Verdict.INELIGIBLE),
        ("Previous treatment must have included:\n* gemcitabine", "gemcitabine", Verdict.INELIGIBLE),
    ],
)
def test_a_treatment_that_is_only_named_need_not_have_been_had(text: str, words: str, expected: Verdict) -> None:
    asked = node(text, words, Kind.THERAPY, words, "prior")
    assert verdict(text, asked, treatments=[], complete=["treatments", "medications"]) is expected


@pytest.mark.parametrize(
    ("text", "words", "kind", "concept", "record"),
    [
        ("Unstable illness (e.g., asthma, angina)", "asthma", Kind.COMORBIDITY, "asthma", {"conditions": [{"name": "asthma"}]}),
        ("Prior chemotherapy for stage II disease", "stage II", Kind.STAGE, "metastatic", METASTATIC),
        ("Patients with metastatic disease who cannot lie flat", "metastatic", Kind.STAGE, "metastatic", METASTATIC),
        ("Previous breast cancer of the same side", "breast cancer", Kind.CANCER, "breast cancer", METASTATIC),
    ],
)  # fmt: skip
def test_what_its_sentence_narrows_or_only_mentions_is_not_excluded_as_such(
    text: str, words: str, kind: Kind, concept: str, record: dict[str, Any]
) -> None:
    assert verdict(text, excluded(node(text, words, kind, concept)), **record) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Surgery to the stomach",
        "Surgery in excess of two hours",
        "Not a candidate for surgery",
        "Surgery planned within 6 months",
        "Surgery requiring general anaesthesia",
    ],
)
def test_a_treatment_that_is_narrowed_or_lies_ahead_is_not_excluded_as_such(text: str) -> None:
    words = "Surgery" if "Surgery" in text else "surgery"
    had = {"treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2024-03"}]}
    assert verdict(text, excluded(node(text, words, Kind.THERAPY, "surgery", "prior")), **had) is Verdict.UNKNOWN


def test_either_result_of_a_test_restricts_nobody() -> None:
    text = "Progesterone receptor positive or negative"
    asked = node(text, "Progesterone receptor positive", Kind.BIOMARKER, "PR", "positive")
    assert verdict(text, asked, biomarkers=[{"name": "PR", "result": "negative"}]) is Verdict.ELIGIBLE


def test_no_trial_asks_for_a_cancer_that_it_lists_as_harmless() -> None:
    text = "Treated basal cell carcinoma"
    asked = node(text, "basal cell carcinoma", Kind.CANCER, "basal cell carcinoma")
    assert verdict(text, asked, conditions=[], complete=["conditions"]) is Verdict.ELIGIBLE
