"""Exceptions and permissions let through what they name, and no more."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.span import Span
from criteria.tree import (
    Allow,
    Comparison,
    If,
    Kind,
    Not,
    Unless,
    Unparsed,
)
from criteria.tree import Any as AnyOf
from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, both, excluded, node, read, verdict
from tests.matcher.people import ALL_LISTS


def test_of_whom_it_is_open_whether_she_has_it_only_the_rest_of_the_exception_is_asked() -> None:
    line = "* Seronegative for hepatitis C antibody. If the hepatitis C antibody test is positive, the patient must be HCV RNA negative."
    cured = {"conditions": [{"name": "hepatitis C", "status": "cured"}], "complete": ALL_LISTS}
    assert read(line, **cured, labs=[{"name": "HCV RNA", "value": "negative"}]) is Verdict.ELIGIBLE
    assert read(line, **cured) is Verdict.UNKNOWN


def test_to_whom_an_exclusion_does_not_apply_is_not_kept_out() -> None:
    diabetes = {"conditions": [{"name": "type 2 diabetes", "status": "controlled by diet"}], "complete": ALL_LISTS}
    behind = "This exclusion does not apply to patients whose diabetes is controlled by diet."
    assert read("", f"* Diabetes. {behind}", **diabetes) is not Verdict.INELIGIBLE
    assert read("", "* Diabetes. All patients will be seen by a dietitian.", **diabetes) is Verdict.INELIGIBLE


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


def test_what_needs_proof_is_no_permission() -> None:
    text = "Histological proof of metastatic cancer (prior surgery is accepted)"
    leaf = node(text, "metastatic", Kind.STAGE, "metastatic")
    assert verdict(text, Allow(leaf, leaf.span), diagnosis={"extent": "early"}) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "record", "expected"),
    [
        ("Age 18-70 years (fit women above 70 are eligible if ECOG 0)", {"age": 74, "ecog": 0}, Verdict.UNKNOWN),
        ("Age 18-70 years (fit women above 70 are eligible if ECOG 0)", {"age": 64, "ecog": 1}, Verdict.ELIGIBLE),
        ("ECOG 0-1 (ECOG 2 is allowed if it comes from bone pain)", {"ecog": 2}, Verdict.UNKNOWN),
        ("ECOG 0-1 (ECOG 2 is allowed if it comes from bone pain)", {"ecog": 3}, Verdict.INELIGIBLE),
        ("ECOG 0-1 (ECOG 2 is allowed if it comes from bone pain)", {"ecog": 1}, Verdict.ELIGIBLE),
    ],
)
def test_the_condition_of_an_aside_is_that_of_the_aside(line: str, record: dict[str, Any], expected: Verdict) -> None:
    """An aside lets others in; it never asks more of those whom the sentence itself takes."""
    assert read(inclusion=f"* {line}", **METASTATIC | {"age": 50} | record) is expected


@pytest.mark.parametrize(
    ("line", "record", "expected"),
    [
        ("Stage I to III, except T4d", {"stage": "IIIB", "t": "T4d"}, Verdict.INELIGIBLE),
        ("Stage I to III, except T4d", {"stage": "IV", "t": "T4d"}, Verdict.INELIGIBLE),
        ("Stage I to III, except T4d", {"stage": "II", "t": "T2"}, Verdict.ELIGIBLE),
        ("Stage I to III, excluding oddly shaped tumors", {"stage": "IV"}, Verdict.INELIGIBLE),
        ("Stage I to III, excluding oddly shaped tumors", {"stage": "II"}, Verdict.UNKNOWN),
        ("Only patients with stage II disease are eligible", {"stage": "III"}, Verdict.INELIGIBLE),
    ],
)
def test_what_is_left_out_of_a_diagnosis_lets_nobody_in(line: str, record: dict[str, str], expected: Verdict) -> None:
    assert read(inclusion=f"* {line}", diagnosis={"cancer": "breast cancer"} | record) is expected


@pytest.mark.parametrize(("lines", "expected"), [(0, Verdict.ELIGIBLE), (1, Verdict.ELIGIBLE), (3, Verdict.INELIGIBLE)])
def test_a_line_of_treatment_is_as_good_as_none(lines: int, expected: Verdict) -> None:
    given = [
        {"name": "capecitabine", "setting": "metastatic", "line": n + 1, "start": f"202{n}-01", "end": f"202{n}-06"}
        for n in range(lines)
    ]
    record = METASTATIC | {"treatments": given, "complete": ["treatments"]}
    assert read(inclusion="* Chemotherapy-naive or at most one line for metastatic disease", **record) is expected


def test_what_is_asked_in_these_cases_is_asked_of_those_whom_the_exception_lets_in() -> None:
    line = "* Earlier radiotherapy, except for DCIS. In these cases, radiotherapy must have been over 5 years ago"
    assert read(exclusion=line, treatments=[], complete=ALL_LISTS) is Verdict.ELIGIBLE
    irradiated = [{"name": "radiation therapy", "kind": "radiation", "start": "2010-01", "end": "2010-02"}]
    assert read(exclusion=line, treatments=irradiated, complete=ALL_LISTS) is not Verdict.ELIGIBLE
