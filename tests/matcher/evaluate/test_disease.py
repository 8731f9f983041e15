"""Diagnosis, stage, spread and what can be measured."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Between, Comparison, Kind, Window
from matcher.answer import Weight
from matcher.truth import Truth
from tests.matcher.doubts.readings import read
from tests.matcher.people import ask, patient, truth

DUCTAL = {"cancer": "breast cancer", "histology": "invasive ductal carcinoma"}


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


@pytest.mark.parametrize(
    ("own", "asked", "expected"),
    [
        ("IIA", ("I", "II"), Truth.TRUE),
        ("IIIB", ("IIIA",), Truth.FALSE),
        ("III", ("IIIA",), Truth.UNKNOWN),
        ("IV", ("I", "II", "III"), Truth.FALSE),
        (None, ("IV",), Truth.UNKNOWN),
    ],
)
def test_stage_groups(own: str | None, asked: tuple[str, ...], expected: Truth) -> None:
    assert truth(patient(diagnosis={"stage": own}), Kind.STAGE, "stage", asked) is expected


@pytest.mark.parametrize(
    ("own", "asked", "expected"),
    [
        ("T1c", ("T1", "T2"), Truth.TRUE),
        ("ypT1", ("T1c",), Truth.UNKNOWN),
        ("T4b", ("T4d",), Truth.FALSE),
        ("T2", ("T3", "T4"), Truth.FALSE),
    ],
)
def test_tnm_categories(own: str, asked: tuple[str, ...], expected: Truth) -> None:
    assert truth(patient(diagnosis={"t": own}), Kind.STAGE, "T", asked) is expected


def test_locally_advanced_cancer_that_was_operated_on_was_not_unresectable() -> None:
    disease = {"extent": "locally advanced"}
    assert truth(patient(diagnosis=disease), Kind.STAGE, "unresectable") is Truth.UNKNOWN
    operated = patient(diagnosis=disease, treatments=[{"name": "mastectomy", "kind": "surgery"}])
    assert truth(operated, Kind.STAGE, "unresectable") is Truth.FALSE


def spread(*metastases: dict[str, Any], whole: bool = True) -> Any:
    complete = ["metastases"] if whole else []
    return patient(diagnosis={"extent": "metastatic"}, metastases=list(metastases), complete=complete)


@pytest.mark.parametrize(
    ("site", "state", "expected"),
    [
        ({"site": "brain", "status": "stable"}, "any", Truth.TRUE),
        ({"site": "brain", "status": "stable"}, "active", Truth.FALSE),
        ({"site": "brain", "status": "active"}, "active", Truth.TRUE),
        ({"site": "brain"}, "active", Truth.UNKNOWN),
        ({"site": "brain", "present": False}, "any", Truth.FALSE),
        ({"site": "leptomeningeal"}, "any", Truth.TRUE),
        ({"site": "liver"}, "any", Truth.FALSE),
    ],
)
def test_brain_metastases_and_their_state(site: dict[str, Any], state: str, expected: Truth) -> None:
    assert truth(spread(site), Kind.METASTASIS, "brain", state) is expected


def test_a_site_that_an_open_list_does_not_name_is_open() -> None:
    assert truth(spread({"site": "liver"}, whole=False), Kind.METASTASIS, "brain", "any") is Truth.UNKNOWN


def test_early_disease_has_no_metastasis_whatever_the_list_says() -> None:
    assert truth(patient(diagnosis={"stage": "IIA"}), Kind.METASTASIS, "brain", "any") is Truth.FALSE


def test_bone_only_needs_the_whole_list() -> None:
    assert truth(spread({"site": "bone"}), Kind.METASTASIS, "bone only", "any") is Truth.TRUE
    assert truth(spread({"site": "bone"}, whole=False), Kind.METASTASIS, "bone only", "any") is Truth.UNKNOWN
    assert truth(spread({"site": "bone"}, {"site": "liver"}), Kind.METASTASIS, "bone only", "any") is Truth.FALSE


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
    ("extent", "expected"),
    [("early", Truth.UNKNOWN), ("locally advanced", Truth.TRUE), ("metastatic", Truth.FALSE)],
)
def test_locally_advanced_by_a_trials_own_stages_is_open_where_a_record_says_early(
    extent: str, expected: Truth
) -> None:
    defined = {"detail": (("defined", "by its stages"),)}
    assert truth(patient(diagnosis={"extent": extent}), Kind.STAGE, "locally advanced", **defined) is expected


@pytest.mark.parametrize(
    ("concept", "other"), [("bilateral breast cancer", True), ("multicentric breast cancer", False)]
)
def test_a_cancer_of_the_other_breast_would_be_among_whole_conditions(concept: str, *, other: bool) -> None:
    answer = ask(patient(diagnosis=DUCTAL, conditions=[], complete=["conditions"]), Kind.CANCER, concept)
    assert answer.truth is Truth.UNKNOWN
    assert (answer.weight is Weight.REQUIRED) is other


@pytest.mark.parametrize(
    ("own", "bound", "expected"),
    [
        ("N2", Comparison(">=", 4, ""), Truth.TRUE),
        ("pN1", Comparison(">=", 4, ""), Truth.FALSE),
        ("cN1", Comparison(">=", 4, ""), Truth.UNKNOWN),
        ("pN1", Between(1, 3, ""), Truth.TRUE),
        ("cN1", Between(1, 3, ""), Truth.UNKNOWN),
        ("cN1", Comparison("<=", 3, ""), Truth.UNKNOWN),
        ("cN1", Comparison(">=", 1, ""), Truth.TRUE),
        ("cN2", Comparison(">=", 4, ""), Truth.UNKNOWN),
        ("cN0", Comparison("<=", 3, ""), Truth.TRUE),
        ("pN2b", Comparison(">=", 4, ""), Truth.UNKNOWN),
        ("N0", Comparison("<=", 3, ""), Truth.TRUE),
    ],
)
def test_the_category_tells_how_many_nodes_hold_cancer(own: str, bound: Comparison | Between, expected: Truth) -> None:
    found = truth(patient(diagnosis=DUCTAL | {"n": own}), Kind.DISEASE_MEASURE, "positive axillary lymph nodes", bound)
    assert found is expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "clear surgical margins", "present": True}, Truth.FALSE),
        ({"name": "positive margins", "present": False}, Truth.FALSE),
        ({"name": "positive margins"}, Truth.TRUE),
        ({"name": "hypertension"}, Truth.UNKNOWN),
    ],
)
def test_margins_are_told_by_an_entry_that_speaks_of_them(entry: dict[str, Any], expected: Truth) -> None:
    someone = patient(diagnosis=DUCTAL, conditions=[entry], complete=["conditions"])
    assert truth(someone, Kind.DISEASE_MEASURE, "positive surgical margins") is expected


def test_isolated_cells_are_not_n0() -> None:
    assert truth(patient(diagnosis=DUCTAL | {"n": "pN0"}), Kind.STAGE, "N", ("N0(i+)",)) is Truth.FALSE
    assert truth(patient(diagnosis=DUCTAL | {"n": "pN0(i+)"}), Kind.STAGE, "N", ("N0(i+)",)) is Truth.TRUE


def test_stages_that_define_an_extent_decide_in_its_place() -> None:
    local = patient(diagnosis=DUCTAL | {"extent": "locally advanced", "stage": "IIIA"})
    answer = ask(local, Kind.STAGE, "early", detail=(("defined", "by its stages"),))
    assert (answer.truth, answer.weight) == (Truth.UNKNOWN, Weight.NEVER)


def test_how_wide_the_margins_are_is_a_measurement() -> None:
    wide = Comparison(">=", 2, "mm")
    measured = patient(diagnosis=DUCTAL, labs=[{"name": "surgical margin", "value": 5, "unit": "mm"}])
    positive = patient(diagnosis=DUCTAL, conditions=[{"name": "positive margins"}])
    assert truth(measured, Kind.DISEASE_MEASURE, "surgical margins", wide) is Truth.TRUE
    assert truth(positive, Kind.DISEASE_MEASURE, "surgical margins", wide) is Truth.FALSE


def test_the_record_may_say_that_the_tumour_cannot_be_taken_out() -> None:
    local = DUCTAL | {"extent": "locally advanced"}
    assert truth(patient(diagnosis=local), Kind.STAGE, "unresectable") is Truth.UNKNOWN
    told = patient(diagnosis=local, conditions=[{"name": "unresectable breast tumour"}])
    assert truth(told, Kind.STAGE, "unresectable") is Truth.TRUE
    denied = patient(diagnosis=local, conditions=[{"name": "inoperable tumour", "present": False}])
    assert truth(denied, Kind.STAGE, "unresectable") is Truth.FALSE


def test_early_disease_that_has_come_back_may_be_unresectable() -> None:
    again = patient(diagnosis=DUCTAL | {"extent": "early", "presentation": "recurrent"})
    assert truth(again, Kind.STAGE, "unresectable") is Truth.UNKNOWN


def test_a_stage_that_there_is_not_decides_nothing() -> None:
    early = patient(diagnosis=DUCTAL | {"stage": "IA"})
    assert truth(early, Kind.STAGE, "stage", ("IC", "II", "III")) is Truth.UNKNOWN


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
    ("diagnosis", "asked", "expected"),
    [
        ({"t": "T2", "n": "N1", "m": "M0"}, ("II", "III"), Truth.TRUE),
        ({"t": "cT1c", "n": "cN0"}, ("II", "III"), Truth.FALSE),
        ({"t": "T1", "n": "N1mi"}, ("I",), Truth.TRUE),
        ({"t": "T4b", "n": "N0"}, ("IIIB",), Truth.UNKNOWN),
        ({"t": "Tis", "n": "N0"}, ("0",), Truth.TRUE),
        ({"t": "T2", "n": "NX"}, ("II",), Truth.UNKNOWN),
        ({"t": "ypT0", "n": "ypN0"}, ("II",), Truth.UNKNOWN),
        ({"extent": "early"}, ("I", "II", "III"), Truth.TRUE),
        ({"extent": "early"}, ("IV",), Truth.FALSE),
        ({"extent": "early"}, ("I", "II"), Truth.UNKNOWN),
        ({"extent": "locally advanced"}, ("I",), Truth.FALSE),
        ({"m": "M1"}, ("IV",), Truth.TRUE),
        ({}, ("I", "II", "III"), Truth.UNKNOWN),
    ],
)
def test_a_stage_that_is_not_recorded_is_told_by_categories_and_extent(
    diagnosis: dict[str, str], asked: tuple[str, ...], expected: Truth
) -> None:
    assert truth(patient(diagnosis={"cancer": "breast cancer"} | diagnosis), Kind.STAGE, "stage", asked) is expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"diagnosis": {"presentation": "recurrent", "extent": "metastatic"}}, Truth.UNKNOWN),
        ({"diagnosis": {"presentation": "recurrent", "extent": "locally advanced"}}, Truth.TRUE),
        ({"diagnosis": {"presentation": "primary", "extent": "early"}}, Truth.FALSE),
        (
            {
                "diagnosis": {"presentation": "recurrent", "extent": "metastatic"},
                "conditions": [{"name": "loco-regional recurrence", "present": False}],
            },
            Truth.FALSE,
        ),
    ],
)
def test_what_came_back_elsewhere_need_not_be_a_local_recurrence(record: dict[str, Any], expected: Truth) -> None:
    assert truth(patient(**record), Kind.STAGE, "recurrent", None, detail=(("where", "local"),)) is expected


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
