"""What a disease needs, by its entry or by the medicines that are taken; and states that hold it in check."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import parse
from criteria.tree import Comparison, Kind
from matcher.answer import Weight
from matcher.screen import screen
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.people import ask, patient, truth


def has(name: str, medicines: tuple[str, ...] = (), whole: bool = True, **more: Any) -> Any:
    return patient(
        conditions=[{"name": name, **more}],
        medications=[{"name": medicine} for medicine in medicines],
        complete=["conditions", "medications", "treatments"] if whole else ["conditions"],
    )


def needs(person: Any, concept: str, what: str, **more: Any) -> Truth:
    return truth(person, Kind.COMORBIDITY, concept, detail=(("requiring", what),), **more)


@pytest.mark.parametrize(
    ("medicines", "note", "expected"),
    [
        (("insulin glargine",), None, Truth.TRUE),
        (("metformin",), None, Truth.FALSE),
        (("metformin",), "insulin-requiring since 2022", Truth.TRUE),
        ((), "diet and metformin, no insulin", Truth.FALSE),
        ((), "controlled, not insulin-dependent", Truth.FALSE),
    ],
)
def test_insulin(medicines: tuple[str, ...], note: str | None, expected: Truth) -> None:
    assert needs(has("type 2 diabetes", medicines, note=note), "diabetes", "insulin") is expected


def test_an_open_list_of_medicines_leaves_it_open() -> None:
    assert needs(has("type 2 diabetes", ("metformin",), whole=False), "diabetes", "insulin") is Truth.UNKNOWN


def test_a_medicine_that_serves_as_well_leaves_it_open() -> None:
    rate = has("atrial fibrillation", ("metoprolol",))
    assert needs(rate, "arrhythmia", "anti-arrhythmic therapy") is Truth.UNKNOWN
    assert needs(has("atrial fibrillation", ("amiodarone",)), "arrhythmia", "antiarrhythmics") is Truth.TRUE
    assert needs(has("atrial fibrillation"), "arrhythmia", "antiarrhythmics") is Truth.FALSE


def test_fibrillation_of_the_atria_is_treated_by_what_thins_the_blood() -> None:
    assert needs(has("atrial fibrillation", ("apixaban",)), "arrhythmia", "medication") is Truth.TRUE
    assert needs(has("sinus bradycardia", ("apixaban",)), "arrhythmia", "medication") is Truth.UNKNOWN


def test_what_was_needed_once_is_not_told_by_the_medicines_of_today() -> None:
    assert needs(has("pneumonitis"), "pneumonitis", "steroids") is Truth.UNKNOWN
    assert needs(has("pneumonitis", note="never required steroids"), "pneumonitis", "steroids") is Truth.FALSE
    assert needs(has("pneumonitis", note="treated with prednisone"), "pneumonitis", "steroids") is Truth.TRUE


def test_what_is_gone_needs_nothing_now() -> None:
    over = has("cellulitis", ("aspirin",), status="resolved", date="2019")
    assert needs(over, "infection", "parenteral treatment") is Truth.FALSE
    still = has("cellulitis", ("aspirin",), status="improving", date="2025-12")
    assert needs(still, "infection", "parenteral treatment") is Truth.UNKNOWN


def test_treatment_of_any_kind() -> None:
    assert needs(has("gout", ("letrozole",)), "gout", "systemic treatment") is Truth.UNKNOWN
    assert needs(has("psoriasis", ("letrozole",)), "psoriasis", "systemic treatment") is Truth.FALSE
    assert needs(has("psoriasis", ("methotrexate",)), "autoimmune disease", "systemic treatment") is Truth.TRUE
    assert needs(has("psoriasis"), "psoriasis", "systemic treatment") is Truth.FALSE
    assert needs(has("psoriasis", ("letrozole",), note="topical steroid only"), "psoriasis", "treatment") is Truth.FALSE


@pytest.mark.parametrize("status", ["controlled", "stable", "well managed", "compensated", "no symptoms"])
def test_what_is_held_in_check_is_no_obstacle_where_it_must_be_bad(status: str) -> None:
    answer = ask(has("asthma", status=status), Kind.COMORBIDITY, "asthma", "severe")
    assert (answer.truth, answer.weight) == (Truth.UNKNOWN, Weight.REQUIRED)
    assert truth(has("asthma", status=status), Kind.COMORBIDITY, "asthma", "uncontrolled") is Truth.FALSE


@pytest.mark.parametrize("status", ["decompensated", "poorly managed", None])
def test_what_is_not_held_in_check_is_one(status: str | None) -> None:
    assert ask(has("asthma", status=status), Kind.COMORBIDITY, "asthma", "severe").weight is Weight.ALWAYS


@pytest.mark.parametrize(
    ("status", "expected"), [("mild", Truth.FALSE), ("moderate", Truth.TRUE), ("old", Truth.UNKNOWN)]
)
def test_the_words_for_grades(status: str, expected: Truth) -> None:
    bound = Comparison(">=", 2, "grade")
    assert truth(has("neuropathy", status=status), Kind.COMORBIDITY, "peripheral neuropathy", bound) is expected


def test_what_is_chronic_is_not_acute() -> None:
    assert truth(has("chronic hepatitis B"), Kind.COMORBIDITY, "hepatitis b", "acute") is Truth.FALSE


def test_what_an_entry_says_that_it_does_not_need() -> None:
    small = patient(conditions=[{"name": "ascites", "status": "slight, not requiring paracentesis"}])
    needs = (("requiring", "paracentesis"),)
    assert truth(small, Kind.COMORBIDITY, "ascites", detail=needs) is Truth.FALSE
    assert truth(small, Kind.COMORBIDITY, "ascites", detail=(("requiring", "repeated shunts"),)) is Truth.UNKNOWN


def test_what_is_controlled_by_diet_alone_needs_no_treatment() -> None:
    by_diet = patient(conditions=[{"name": "type 2 diabetes", "status": "controlled by diet alone"}])
    needs = (("requiring", "ongoing systemic treatment"),)
    assert truth(by_diet, Kind.COMORBIDITY, "type 2 diabetes mellitus", detail=needs) is Truth.FALSE


def test_nobody_has_diabetes_of_type_1_without_insulin() -> None:
    assert needs(has("type 1 diabetes"), "diabetes", "insulin") is Truth.TRUE
    assert needs(has("type 2 diabetes"), "diabetes", "insulin") is Truth.FALSE


@pytest.mark.parametrize("line", ["Insulin-dependent diabetes mellitus", "Insulin-requiring diabetes"])
def test_what_a_disease_depends_on_is_read_with_it(line: str) -> None:
    criteria = parse(f"Exclusion Criteria:\n\n* {line}\n")
    assert screen(has("type 1 diabetes"), criteria).verdict is Verdict.INELIGIBLE
    assert screen(has("type 2 diabetes", ("insulin glargine",)), criteria).verdict is Verdict.INELIGIBLE
    assert screen(has("type 2 diabetes", ("metformin",)), criteria).verdict is Verdict.ELIGIBLE


def test_what_is_over_without_steroids_never_needed_them() -> None:
    def past(note: str | None, status: str | None = "resolved") -> Truth:
        detail = (("history", "history of"), ("requiring", "systemic steroids"))
        return truth(has("pneumonitis", status=status, note=note), Kind.COMORBIDITY, "pneumonitis", detail=detail)

    assert past("no steroids") is Truth.FALSE
    assert past("resolved without corticosteroids") is Truth.FALSE
    assert past("no steroids since 2025-06") is Truth.UNKNOWN
    assert past("no steroids", status=None) is Truth.UNKNOWN
    assert past(None) is not Truth.TRUE
    assert past("prednisone for 3 weeks") is Truth.TRUE
