"""Stage, categories, extent and metastases."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Between, Comparison, Kind
from matcher.answer import Weight
from matcher.truth import Truth
from tests.matcher.people import DUCTAL, ask, patient, truth


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


@pytest.mark.parametrize(
    ("own", "asked", "sign", "expected"),
    [
        ("N1", ("N2", "N3"), "fixed nodes", Truth.FALSE),
        ("N2a", ("N2", "N3"), "fixed nodes", Truth.UNKNOWN),
        ("N0", ("N1", "N2", "N3"), "suspicious nodes", Truth.FALSE),
        ("N1", ("N1", "N2", "N3"), "suspicious nodes", Truth.UNKNOWN),
        ("N3a", ("N3a",), "nodes below the clavicle", Truth.UNKNOWN),
        ("N3c", ("N3c", "N3a"), "nodes below the clavicle", Truth.TRUE),
    ],
)
def test_a_category_that_is_needed_for_a_sign_does_not_prove_it(
    own: str, asked: tuple[str, ...], sign: str, expected: Truth
) -> None:
    assert truth(patient(diagnosis={"n": own}), Kind.STAGE, "N", asked, detail=(("sign", sign),)) is expected


def test_the_category_of_the_first_tumour_says_nothing_of_one_that_came_back() -> None:
    asked, sign = ("T4a", "T4c"), (("sign", "chest wall"),)
    assert truth(patient(diagnosis={"t": "T2"}), Kind.STAGE, "T", asked, detail=sign) is Truth.FALSE
    assert truth(patient(diagnosis={"t": "T4a"}), Kind.STAGE, "T", asked, detail=sign) is Truth.TRUE
    again = patient(diagnosis={"t": "T2", "presentation": "recurrent"})
    assert truth(again, Kind.STAGE, "T", asked, detail=sign) is Truth.UNKNOWN


def test_the_conditions_tell_of_a_sign_what_the_category_leaves_open() -> None:
    asked, sign = ("N2", "N3"), (("sign", "fixed nodes"),)
    told = [{"name": "matted axillary nodes", "present": False}]
    denied = patient(diagnosis={"n": "N2"}, conditions=told)
    assert truth(denied, Kind.STAGE, "N", asked, detail=sign) is Truth.FALSE
    skin, wall = ("T4a", "T4b", "T4c"), (("sign", "chest wall"),)
    only = patient(diagnosis={"t": "T4"}, conditions=[{"name": "fixation to the chest wall", "present": False}])
    assert truth(only, Kind.STAGE, "T", skin, detail=wall) is Truth.UNKNOWN


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


def test_isolated_cells_are_not_n0() -> None:
    assert truth(patient(diagnosis=DUCTAL | {"n": "pN0"}), Kind.STAGE, "N", ("N0(i+)",)) is Truth.FALSE
    assert truth(patient(diagnosis=DUCTAL | {"n": "pN0(i+)"}), Kind.STAGE, "N", ("N0(i+)",)) is Truth.TRUE


def test_stages_that_define_an_extent_decide_in_its_place() -> None:
    local = patient(diagnosis=DUCTAL | {"extent": "locally advanced", "stage": "IIIA"})
    answer = ask(local, Kind.STAGE, "early", detail=(("defined", "by its stages"),))
    assert (answer.truth, answer.weight) == (Truth.UNKNOWN, Weight.NEVER)


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
    ("asked", "expected"),
    [(("T0", "T1", "T2"), Truth.UNKNOWN), (("T1", "T2"), Truth.FALSE), (("Tis", "T1"), Truth.TRUE)],
)
def test_carcinoma_in_situ_may_lie_in_a_range_from_t0(asked: tuple[str, ...], expected: Truth) -> None:
    assert truth(patient(diagnosis={"t": "Tis"}), Kind.STAGE, "T", asked) is expected


def test_what_came_back_and_is_locally_advanced_may_be_advanced() -> None:
    cured = {"treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2020-06"}], "complete": ["treatments"]}
    back = DUCTAL | {"extent": "locally advanced", "presentation": "recurrent"}
    assert truth(patient(diagnosis=back, **cured), Kind.STAGE, "advanced") is Truth.UNKNOWN
    first = DUCTAL | {"extent": "locally advanced", "presentation": "primary"}
    assert truth(patient(diagnosis=first, **cured), Kind.STAGE, "advanced") is Truth.FALSE


def test_in_situ_with_microinvasion_is_breast_cancer_and_may_be_in_situ() -> None:
    found = patient(diagnosis={"cancer": "ductal carcinoma in situ with microinvasion"})
    assert truth(found, Kind.CANCER, "breast cancer") is Truth.TRUE
    assert truth(found, Kind.CANCER, "ductal carcinoma in situ") is Truth.UNKNOWN


def test_what_came_back_is_there_measurable_or_not() -> None:
    cured = {"treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2020-06"}], "complete": ["treatments"]}
    or_not = {"detail": (("measurable", "or not"),)}
    back = DUCTAL | {"extent": "locally advanced", "presentation": "recurrent"}
    assert truth(patient(diagnosis=back, **cured), Kind.DISEASE_MEASURE, "evaluable disease", **or_not) is Truth.TRUE
    first = DUCTAL | {"extent": "locally advanced", "presentation": "primary"}
    assert (
        truth(patient(diagnosis=first, **cured), Kind.DISEASE_MEASURE, "evaluable disease", **or_not) is Truth.UNKNOWN
    )


def test_a_note_of_the_diagnosis_may_say_that_it_cannot_be_taken_out() -> None:
    diagnosis = {"cancer": "breast cancer", "extent": "locally advanced", "stage": "IIIC"}
    told = patient(diagnosis=diagnosis | {"note": "unresectable"})
    assert truth(told, Kind.STAGE, "unresectable") is Truth.TRUE
    assert truth(patient(diagnosis=diagnosis), Kind.STAGE, "unresectable") is Truth.UNKNOWN
