"""Diagnosis, what else there is of cancer, and what can be measured."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Comparison, Kind, Window
from matcher.answer import Weight
from matcher.truth import Truth
from tests.matcher.doubts.readings import read
from tests.matcher.people import DUCTAL, ask, patient, truth


@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        ("breast cancer", Truth.TRUE),
        ("invasive breast cancer", Truth.TRUE),
        ("solid tumor", Truth.TRUE),
        ("inflammatory breast cancer", Truth.FALSE),
        ("metaplastic breast cancer", Truth.FALSE),
        ("lobular carcinoma", Truth.FALSE),
        ("ductal carcinoma in situ", Truth.FALSE),
        ("breast sarcoma", Truth.FALSE),
        ("adenoid cystic carcinoma of the breast", Truth.FALSE),
        ("bilateral breast cancer", Truth.UNKNOWN),
    ],
)
def test_forms_of_breast_cancer(concept: str, expected: Truth) -> None:
    assert truth(patient(diagnosis=DUCTAL), Kind.CANCER, concept) is expected


@pytest.mark.parametrize(
    ("presentation", "extent", "expected"),
    [
        ("de_novo", "metastatic", Truth.TRUE),
        ("recurrent", "metastatic", Truth.FALSE),
        ("primary", "early", Truth.FALSE),
        (None, "metastatic", Truth.UNKNOWN),
    ],
)
def test_a_cancer_that_had_spread_when_it_was_found(presentation: str | None, extent: str, expected: Truth) -> None:
    diagnosis = DUCTAL | {"extent": extent} | ({"presentation": presentation} if presentation else {})
    assert truth(patient(diagnosis=diagnosis), Kind.CANCER, "de novo metastatic breast cancer") is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"diagnosed": "2025-11-02", "presentation": "primary"}, Truth.TRUE),
        ({"diagnosed": "2025-11-02", "extent": "early"}, Truth.TRUE),
        ({"diagnosed": "2022-05-20", "extent": "early"}, Truth.FALSE),
        ({"diagnosed": "2025-03", "extent": "early"}, Truth.UNKNOWN),  # a month around the limit
        ({"extent": "early"}, Truth.UNKNOWN),
        ({"diagnosed": "2022-05-20", "extent": "metastatic", "presentation": "de_novo"}, Truth.FALSE),
        # "diagnosed with metastatic breast cancer within 12 months" may mean the spread
        ({"diagnosed": "2022-05-20", "extent": "metastatic"}, Truth.UNKNOWN),
        ({"diagnosed": "2022-05-20", "presentation": "recurrent"}, Truth.UNKNOWN),  # of which diagnosis?
    ],
)
def test_how_long_ago_it_was_diagnosed(more: dict[str, str], expected: Truth) -> None:
    when = Window("<=", 12, "months")
    assert truth(patient(diagnosis=DUCTAL | more), Kind.CANCER, "breast cancer", when=when) is expected


@pytest.mark.parametrize(
    ("t", "expected"),
    [
        ("T1mi", Truth.TRUE),
        ("pT2", Truth.FALSE),
        ("T1c", Truth.FALSE),
        ("T1", Truth.UNKNOWN),
        ("TX", Truth.UNKNOWN),
        (None, Truth.UNKNOWN),
    ],
)
def test_a_tumor_of_a_larger_category_is_no_microinvasion(t: str | None, expected: Truth) -> None:
    assert truth(patient(diagnosis=DUCTAL | {"t": t}), Kind.CANCER, "microinvasive breast cancer") is expected


def test_t4d_is_inflammatory() -> None:
    assert truth(patient(diagnosis=DUCTAL | {"t": "cT4d"}), Kind.CANCER, "inflammatory breast cancer") is Truth.TRUE


def test_another_cancer_is_open_until_the_conditions_are_whole() -> None:
    assert truth(patient(diagnosis=DUCTAL), Kind.CANCER, "other malignancy") is Truth.UNKNOWN
    whole = patient(diagnosis=DUCTAL, conditions=[{"name": "hypertension"}], complete=["conditions"])
    assert truth(whole, Kind.CANCER, "other malignancy") is Truth.FALSE


def test_another_cancer_counts_inside_its_window_only() -> None:
    window = Window("<=", 5, "years")
    old = patient(diagnosis=DUCTAL, conditions=[{"name": "melanoma", "date": "2015"}], complete=["conditions"])
    new = patient(diagnosis=DUCTAL, conditions=[{"name": "melanoma", "date": "2024"}], complete=["conditions"])
    assert truth(old, Kind.CANCER, "other malignancy", when=window) is Truth.FALSE
    assert truth(new, Kind.CANCER, "other malignancy", when=window) is Truth.TRUE


def test_measurable_disease_is_as_recorded() -> None:
    assert truth(patient(), Kind.DISEASE_MEASURE, "measurable disease") is Truth.UNKNOWN
    measured = patient(diagnosis={"measurable_disease": True})
    assert truth(measured, Kind.DISEASE_MEASURE, "measurable disease") is Truth.TRUE


def test_bone_metastases_that_cannot_be_measured_are_evaluable() -> None:
    person = patient(diagnosis={"extent": "metastatic", "measurable_disease": False}, metastases=[{"site": "bone"}])
    assert truth(person, Kind.DISEASE_MEASURE, "evaluable disease") is Truth.TRUE


def test_tumour_size_in_either_unit_and_from_the_t_category() -> None:
    sized = patient(diagnosis={"tumor_size_cm": 2.8})
    assert truth(sized, Kind.DISEASE_MEASURE, "tumor size", Comparison(">", 20, "mm")) is Truth.TRUE
    staged = patient(diagnosis={"t": "T2"})
    assert truth(staged, Kind.DISEASE_MEASURE, "tumor size", Comparison(">", 2, "cm")) is Truth.TRUE
    assert truth(staged, Kind.DISEASE_MEASURE, "tumor size", Comparison(">", 3, "cm")) is Truth.UNKNOWN


def test_progression_is_that_of_the_latest_treatment() -> None:
    first = {"name": "letrozole", "setting": "metastatic", "line": 1, "start": "2024-01", "outcome": "progression"}
    second = {"name": "capecitabine", "setting": "metastatic", "line": 2, "start": "2025-01"}
    assert truth(patient(treatments=[first]), Kind.DISEASE_MEASURE, "progressive disease") is Truth.TRUE
    assert truth(patient(treatments=[first, second]), Kind.DISEASE_MEASURE, "progressive disease") is Truth.UNKNOWN


def test_a_cancer_elsewhere_is_no_obstacle_to_an_exclusion_where_the_record_knows_one_cancer() -> None:
    assert ask(patient(diagnosis=DUCTAL), Kind.CANCER, "gastric cancer").weight is Weight.REQUIRED


@pytest.mark.parametrize(
    ("concept", "other"), [("bilateral breast cancer", True), ("multicentric breast cancer", False)]
)
def test_a_cancer_of_the_other_breast_would_be_among_whole_conditions(concept: str, *, other: bool) -> None:
    answer = ask(patient(diagnosis=DUCTAL, conditions=[], complete=["conditions"]), Kind.CANCER, concept)
    assert answer.truth is Truth.UNKNOWN
    assert (answer.weight is Weight.REQUIRED) is other


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "clear surgical margins", "present": True}, Truth.FALSE),
        ({"name": "clean margins"}, Truth.FALSE),
        ({"name": "positive margins", "present": False}, Truth.FALSE),
        ({"name": "positive margins"}, Truth.TRUE),
        ({"name": "invasive tumor at the resection margins", "present": False}, Truth.FALSE),
        ({"name": "positive or unknown margins", "present": False}, Truth.FALSE),
        ({"name": "positive or unknown margins"}, Truth.UNKNOWN),
        ({"name": "hypertension"}, Truth.UNKNOWN),
    ],
)
def test_margins_are_told_by_an_entry_that_speaks_of_them(entry: dict[str, Any], expected: Truth) -> None:
    someone = patient(diagnosis=DUCTAL, conditions=[entry], complete=["conditions"])
    assert truth(someone, Kind.DISEASE_MEASURE, "positive surgical margins") is expected


@pytest.mark.parametrize(
    ("wide", "unit", "expected"), [(0, "mm", Truth.TRUE), (1, "mm", Truth.UNKNOWN), (0.4, "cm", Truth.FALSE)]
)
def test_a_wide_margin_holds_no_tumor(wide: float, unit: str, expected: Truth) -> None:
    measured = patient(diagnosis=DUCTAL, labs=[{"name": "closest surgical margin", "value": wide, "unit": unit}])
    assert truth(measured, Kind.DISEASE_MEASURE, "positive surgical margins") is expected


def test_how_wide_the_margins_are_is_a_measurement() -> None:
    wide = Comparison(">=", 2, "mm")
    measured = patient(diagnosis=DUCTAL, labs=[{"name": "surgical margin", "value": 5, "unit": "mm"}])
    positive = patient(diagnosis=DUCTAL, conditions=[{"name": "positive margins"}])
    assert truth(measured, Kind.DISEASE_MEASURE, "surgical margins", wide) is Truth.TRUE
    assert truth(positive, Kind.DISEASE_MEASURE, "surgical margins", wide) is Truth.FALSE


@pytest.mark.parametrize(
    ("line", "diagnosis", "verdict"),
    [
        (
            "- Measurable or non-measurable disease",
            {"extent": "locally advanced", "measurable_disease": False},
            "eligible",
        ),
        ("- Measurable or non-measurable disease", {"extent": "metastatic", "measurable_disease": False}, "eligible"),
        ("- Measurable or non-measurable disease", {"extent": "early", "measurable_disease": False}, "unknown"),
        ("- Measurable or evaluable disease", {"extent": "locally advanced", "measurable_disease": False}, "unknown"),
        ("- Measurable disease", {"extent": "metastatic", "measurable_disease": False}, "ineligible"),
    ],
)
def test_disease_that_may_be_measurable_or_not_is_any_that_there_is(
    line: str, diagnosis: dict[str, Any], verdict: str
) -> None:
    assert read(inclusion=line, diagnosis={"cancer": "breast cancer"} | diagnosis) == verdict


@pytest.mark.parametrize(
    ("concept", "condition", "expected"),
    [
        ("unilateral breast cancer", {"name": "bilateral breast cancer"}, Truth.FALSE),
        ("unilateral breast cancer", {"name": "bilateral breast cancer", "present": False}, Truth.TRUE),
        ("unilateral breast cancer", {"name": "asthma"}, Truth.TRUE),
        ("unifocal breast cancer", {"name": "unifocal disease"}, Truth.TRUE),
        ("unifocal breast cancer", {"name": "multicentric breast cancer"}, Truth.FALSE),
        ("unifocal breast cancer", {"name": "multicentric breast cancer", "present": False}, Truth.UNKNOWN),
        ("unicentric breast cancer", {"name": "multicentric disease", "present": False}, Truth.TRUE),
    ],
)
def test_one_focus_is_told_by_its_opposite(concept: str, condition: dict[str, Any], expected: Truth) -> None:
    record = patient(diagnosis=DUCTAL, conditions=[condition])
    assert truth(record, Kind.CANCER, concept) is expected


@pytest.mark.parametrize(
    ("diagnosis", "expected"),
    [
        ({"extent": "early", "residual_disease": False}, Truth.TRUE),
        ({"extent": "early", "residual_disease": True}, Truth.UNKNOWN),
        ({"extent": "early"}, Truth.UNKNOWN),
        ({"residual_disease": False}, Truth.UNKNOWN),
        ({"extent": "metastatic", "residual_disease": False}, Truth.FALSE),
    ],
)
def test_no_evidence_of_disease_is_no_residual_disease_where_it_has_not_spread(
    diagnosis: dict[str, Any], expected: Truth
) -> None:
    someone = patient(diagnosis={"cancer": "breast cancer", **diagnosis})
    assert truth(someone, Kind.DISEASE_MEASURE, "no evidence of disease") is expected
