"""What the entries of a record tell of treatment: plans, operations, radiation, what it was given for and where."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Comparison, Kind, Window
from matcher.answer import Weight
from matcher.patient import Patient
from matcher.truth import Truth
from tests.matcher.people import ALL_LISTS, ask, patient, treated, truth


def test_plans_come_from_the_conditions_and_are_open_otherwise() -> None:
    planned = patient(conditions=[{"name": "planned breast surgery"}])
    assert truth(planned, Kind.THERAPY, "surgery", "planned") is Truth.TRUE
    answer = ask(patient(), Kind.THERAPY, "surgery", "planned")
    assert answer.truth is Truth.UNKNOWN
    assert answer.weight is Weight.REQUIRED


@pytest.mark.parametrize(
    ("entry", "concept", "expected"),
    [
        ("candidate for letrozole", "aromatase inhibitor", (Truth.TRUE, Weight.ALWAYS)),
        ("candidate for letrozole", "chemotherapy", (Truth.UNKNOWN, Weight.REQUIRED)),
        ("letrozole", "letrozole", (Truth.UNKNOWN, Weight.REQUIRED)),
        # what one could be given is no plan: it keeps no verdict open, and rules nobody out
        ("eligible for capecitabine or eribulin", "eribulin", (Truth.UNKNOWN, Weight.NEVER)),
        ("able to receive dexamethasone", "dexamethasone", (Truth.UNKNOWN, Weight.NEVER)),
    ],
)
def test_plans_and_fitness_for_a_treatment_are_told_apart(
    entry: str, concept: str, expected: tuple[Truth, Weight]
) -> None:
    answer = ask(patient(conditions=[{"name": entry}]), Kind.THERAPY, concept, "planned")
    assert (answer.truth, answer.weight) == expected


def test_one_plan_settles_neither_treatment_in_general_nor_denies_what_is_wider() -> None:
    some = ask(patient(conditions=[{"name": "candidate for letrozole"}]), Kind.THERAPY, "anticancer therapy", "planned")
    assert (some.truth, some.weight) == (Truth.UNKNOWN, Weight.NEVER)
    none = {"name": "eligible for letrozole", "present": False}
    assert truth(patient(conditions=[none]), Kind.THERAPY, "endocrine therapy", "planned") is Truth.UNKNOWN


def test_an_entry_among_the_conditions_that_tells_of_an_operation_keeps_it_open() -> None:
    told = patient(conditions=[{"name": "jaw surgery in the past 3 weeks"}], treatments=[], complete=ALL_LISTS)
    assert truth(told, Kind.THERAPY, "dental procedure", "prior") is Truth.UNKNOWN
    denied = patient(conditions=[{"name": "allergy after past dental surgery"}], treatments=[], complete=ALL_LISTS)
    assert truth(denied, Kind.THERAPY, "dental procedure", "prior") is Truth.FALSE


FOR_BREAST_CANCER = (("for", "breast cancer"),)


@pytest.mark.parametrize(
    ("treatment", "conditions", "expected"),
    [
        ({"name": "radiation therapy", "kind": "radiation"}, [], Truth.TRUE),
        ({"name": "radiation therapy", "kind": "radiation", "indication": "lymphoma"}, [], Truth.FALSE),
        ({"name": "radiation therapy", "kind": "radiation"}, [{"name": "Hodgkin lymphoma"}], Truth.UNKNOWN),
        ({"name": "radiation therapy", "kind": "radiation", "setting": "adjuvant"}, [{"name": "lymphoma"}], Truth.TRUE),
    ],
)
def test_what_was_given_for_something_else_was_not_for_the_breast_cancer(
    treatment: dict[str, Any], conditions: list[dict[str, Any]], expected: Truth
) -> None:
    person = treated(treatment, conditions=conditions)
    assert truth(person, Kind.THERAPY, "radiation therapy", "prior", detail=FOR_BREAST_CANCER) is expected


@pytest.mark.parametrize(
    ("entry", "concept", "expected"),
    [
        ("referred for radiotherapy without chemotherapy", "radiation therapy", Truth.TRUE),
        ("referred for radiotherapy without chemotherapy", "chemotherapy", Truth.UNKNOWN),
        ("adjuvant hormonal therapy being considered", "endocrine therapy", Truth.TRUE),
        ("history of radiotherapy", "radiation therapy", Truth.UNKNOWN),
    ],
)
def test_a_record_tells_of_plans_in_many_words(entry: str, concept: str, expected: Truth) -> None:
    assert truth(treated(conditions=[{"name": entry}]), Kind.THERAPY, concept, "planned") is expected


@pytest.mark.parametrize(
    ("setting", "expected"), [("prevention", Truth.TRUE), ("adjuvant", Truth.FALSE), (None, Truth.UNKNOWN)]
)
def test_chemoprevention_is_what_was_given_for_it(setting: str | None, expected: Truth) -> None:
    person = treated({"name": "tamoxifen", "setting": setting, "start": "2015-01", "end": "2018-01"})
    assert truth(person, Kind.THERAPY, "chemoprevention", "prior") is expected


def test_adjuvant_radiation_after_breast_conserving_surgery_was_to_the_breast() -> None:
    radiation = {
        "name": "radiation therapy",
        "kind": "radiation",
        "setting": "adjuvant",
        "start": "2022-03",
        "end": "2022-04",
    }
    kept = patient(
        treatments=[{"name": "lumpectomy", "kind": "surgery", "start": "2022-01"}, radiation], complete=ALL_LISTS
    )
    removed = patient(
        treatments=[{"name": "mastectomy", "kind": "surgery", "start": "2022-01"}, radiation], complete=ALL_LISTS
    )

    def to(person: Patient, site: str) -> Truth:
        return truth(person, Kind.THERAPY, "radiation therapy", "prior", detail=(("site", site),))

    assert to(kept, "the breast") is Truth.TRUE
    assert to(kept, "the brain") is Truth.FALSE
    assert to(kept, "the contralateral breast") is Truth.UNKNOWN
    assert to(removed, "the breast") is Truth.UNKNOWN


def test_small_words_of_a_plan_name_no_regimen() -> None:
    entry = [{"name": "plan to continue letrozole for at least 180 days"}]
    assert truth(patient(conditions=entry), Kind.THERAPY, "chemotherapy", "planned") is Truth.UNKNOWN
    assert truth(patient(conditions=[{"name": "planned AC"}]), Kind.THERAPY, "chemotherapy", "planned") is Truth.TRUE


def test_a_lesion_that_is_not_named_may_be_any() -> None:
    rib = {
        "name": "radiation therapy",
        "kind": "radiation",
        "site": "painful rib lesion",
        "start": "2025-10",
        "end": "2025-10",
    }
    person = patient(treatments=[rib], complete=ALL_LISTS)
    for site, expected in (
        ("the target tumours", Truth.UNKNOWN),
        ("the only measurable lesion", Truth.UNKNOWN),
        ("the rib", Truth.TRUE),
        ("the liver", Truth.FALSE),
    ):
        assert truth(person, Kind.THERAPY, "radiation therapy", "prior", detail=(("site", site),)) is expected


def test_an_amount_is_of_what_was_given_for_this_cancer() -> None:
    bound = Comparison(">=", 4, "weeks")
    prevention = {"name": "tamoxifen", "setting": "prevention", "start": "2020-01", "end": "2024-01"}
    for given, expected in ((prevention, Truth.FALSE), (prevention | {"setting": "adjuvant"}, Truth.TRUE)):
        person = patient(treatments=[given], complete=ALL_LISTS)
        assert truth(person, Kind.THERAPY, "tamoxifen", bound, detail=(("for", "breast cancer"),)) is expected


@pytest.mark.parametrize(
    ("entry", "asked", "expected"),
    [
        ("core needle biopsy", "surgery", Truth.FALSE),
        ("fine needle aspiration of the axilla", "excisional biopsy", Truth.FALSE),
        ("ultrasound-guided core biopsy", "chemotherapy", Truth.FALSE),
        ("core needle biopsy", "biopsy", Truth.TRUE),
        ("port placement", "surgery", Truth.UNKNOWN),
        ("lumpectomy after core needle biopsy", "surgery", Truth.UNKNOWN),
    ],
)
def test_a_biopsy_by_needle_is_no_operation(entry: str, asked: str, expected: Truth) -> None:
    person = patient(treatments=[{"name": entry, "kind": "surgery", "start": "2026-01"}], complete=["treatments"])
    assert truth(person, Kind.THERAPY, asked, "prior") is expected


@pytest.mark.parametrize(
    ("entry", "site", "expected"),
    [
        ("knee replacement", "breast", Truth.FALSE),
        ("hernia repair", "contralateral breast", Truth.FALSE),
        ("breast excision", "contralateral breast", Truth.UNKNOWN),
        ("mastectomy", "breast", Truth.TRUE),
        ("tumor resection", "breast", Truth.UNKNOWN),
    ],
)
def test_where_an_operation_was_done_is_told_by_its_name(entry: str, site: str, expected: Truth) -> None:
    person = patient(treatments=[{"name": entry, "kind": "surgery", "start": "2026-01"}], complete=["treatments"])
    assert truth(person, Kind.THERAPY, "surgery", "prior", detail=(("site", site),)) is expected


def test_what_no_cancer_needs_was_not_done_for_it() -> None:
    person = patient(treatments=[{"name": "cataract extraction", "kind": "surgery"}], complete=["treatments"])
    assert truth(person, Kind.THERAPY, "surgery", "prior", detail=(("for", "cancer"),)) is Truth.FALSE


@pytest.mark.parametrize(
    ("entry", "asked", "when", "expected"),
    [
        ({"name": "coronary stenting", "date": "2018-03"}, "coronary angioplasty", None, Truth.TRUE),
        ({"name": "history of kidney transplant"}, "organ transplant", None, Truth.TRUE),
        ({"name": "kidney transplant planned"}, "organ transplant", None, Truth.FALSE),
        ({"name": "pacemaker", "present": False}, "pacemaker", None, Truth.FALSE),
        ({"name": "coronary stenting", "date": "2018-03"}, "coronary angioplasty", Window("<=", 6, "months"), Truth.FALSE),
        ({"name": "coronary stenting"}, "coronary angioplasty", Window("<=", 6, "months"), Truth.UNKNOWN),
    ],
)  # fmt: skip
def test_an_operation_among_the_conditions_was_done(
    entry: dict[str, Any], asked: str, when: Window | None, expected: Truth
) -> None:
    person = patient(conditions=[entry], complete=ALL_LISTS)
    assert truth(person, Kind.THERAPY, asked, "prior", when=when) is expected


def test_a_plan_for_one_setting_is_none_for_the_other() -> None:
    planned = patient(conditions=[{"name": "planned adjuvant chemotherapy"}])
    assert truth(planned, Kind.THERAPY, "chemotherapy", "planned", setting="adjuvant") is Truth.TRUE
    assert truth(planned, Kind.THERAPY, "chemotherapy", "planned", setting="neoadjuvant") is not Truth.TRUE


def test_what_is_listed_as_no_drug_is_none_that_treats_cancer() -> None:
    worn = treated({"name": "zorbic sleeve", "kind": "other", "outcome": "ongoing"})
    assert truth(worn, Kind.THERAPY, "chemotherapy", "concurrent") is Truth.FALSE
    unknown = treated({"name": "zorbinib", "outcome": "ongoing"})
    assert truth(unknown, Kind.THERAPY, "chemotherapy", "concurrent") is Truth.UNKNOWN


def test_tied_tubes_are_no_hysterectomy() -> None:
    tied = treated({"name": "tubal ligation", "kind": "surgery", "start": "2012-05"})
    assert truth(tied, Kind.THERAPY, "hysterectomy", "prior") is Truth.FALSE
    assert truth(tied, Kind.THERAPY, "surgical sterilization", "prior") is Truth.TRUE


SITES = [
    ("contralateral breast", "ipsilateral breast", [], Truth.FALSE),
    ("contralateral breast", "contralateral breast", [], Truth.TRUE),
    (None, "the present target area", [{"name": "radiation to the target area", "present": False}], Truth.FALSE),
    (None, "the present target area", [{"name": "prior radiation to the target area"}], Truth.TRUE),
    (None, "the present target area", [{"name": "prior radiation to the hip"}], Truth.UNKNOWN),
    ("breast", "the breast to be studied", [{"name": "radiation therapy to the left arm", "present": False}], Truth.UNKNOWN),
    ("spine", "spine or pelvis", [{"name": "radiation therapy to the pelvis", "present": False}], Truth.TRUE),
]  # fmt: skip


@pytest.mark.parametrize(("site", "asked", "conditions", "expected"), SITES)
def test_where_radiation_was_given_or_not(site: str | None, asked: str, conditions: Any, expected: Truth) -> None:
    beam = {"name": "radiation therapy", "kind": "radiation", "start": "2019-02", "end": "2019-03", "site": site}
    person = treated({key: value for key, value in beam.items() if value}, conditions=conditions)
    assert truth(person, Kind.THERAPY, "radiation therapy", "prior", detail=(("site", asked),)) is expected


def test_radiation_to_the_other_breast_before_this_cancer_was_found_was_not_for_it() -> None:
    beam = {
        "name": "radiation therapy",
        "kind": "radiation",
        "setting": "adjuvant",
        "start": "2012-02",
        "end": "2012-03",
    }
    found = {"cancer": "breast cancer", "presentation": "primary", "diagnosed": "2025-11"}
    for site, expected in (("contralateral breast", Truth.FALSE), ("breast", Truth.UNKNOWN)):
        person = treated(beam | {"site": site}, diagnosis=found)
        asked = (("for", "breast cancer"),)
        assert truth(person, Kind.THERAPY, "radiation therapy", "prior", detail=asked) is expected


def test_in_how_many_fractions_radiation_was_given_is_told_by_its_dose() -> None:
    def few(**more: Any) -> Truth:
        given = {"name": "radiation therapy", "kind": "radiation", "end": "2026-03", **more}
        return truth(treated(given), Kind.THERAPY, "radiation therapy", detail=(("fractions", "<= 10"),))

    assert few(dose="20 Gy in 5 fractions") is Truth.TRUE
    assert few(dose="50 Gy in 25 fractions") is Truth.FALSE
    assert few(note="8 Gy, single fraction") is Truth.TRUE
    assert few() is Truth.UNKNOWN


def test_a_plan_for_any_treatment_of_the_setting_is_one() -> None:
    def plan(entry: str) -> Truth:
        person = patient(conditions=[{"name": entry}])
        return truth(person, Kind.THERAPY, "anticancer therapy", "planned", setting="metastatic")

    assert plan("first-line treatment of metastatic disease to begin") is Truth.TRUE
    assert plan("treatment to begin") is Truth.UNKNOWN
    assert plan("adjuvant treatment to begin") is Truth.UNKNOWN
