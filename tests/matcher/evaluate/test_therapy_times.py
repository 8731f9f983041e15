"""How long a treatment has gone on by its start, and how lately the cancer came through one."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree import Comparison, Kind, Window
from matcher.answer import Weight
from matcher.truth import Truth
from tests.matcher.people import ask, treated, truth

NINETY_DAYS = Window(">=", 90, "days")


def on(start: str | None, **more: Any) -> dict[str, Any]:
    return {"name": "letrozole", "setting": "adjuvant", "start": start, "outcome": "ongoing"} | more


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2025-06", Truth.TRUE),
        ("2026-02-01", Truth.FALSE),
        ("2025-12", Truth.UNKNOWN),
        (None, Truth.UNKNOWN),
    ],
)
def test_what_goes_on_is_dated_by_its_start(start: str | None, expected: Truth) -> None:
    assert truth(treated(on(start)), Kind.THERAPY, "aromatase inhibitor", "concurrent", when=NINETY_DAYS) is expected


def test_what_has_ended_does_not_go_on_however_long_it_was_given() -> None:
    ended = on("2020-01", end="2025-01", outcome="completed")
    assert truth(treated(ended), Kind.THERAPY, "letrozole", "concurrent", when=NINETY_DAYS) is Truth.FALSE


def test_who_changed_from_one_drug_of_a_class_to_another_may_have_been_on_it_for_long_enough() -> None:
    before = on("2024-01", name="anastrozole", end="2026-01", outcome="intolerance")
    person = treated(before, on("2026-02-01"))
    assert truth(person, Kind.THERAPY, "aromatase inhibitor", "concurrent", when=NINETY_DAYS) is Truth.UNKNOWN
    assert truth(person, Kind.THERAPY, "letrozole", "concurrent", when=NINETY_DAYS) is Truth.FALSE


def test_no_list_of_medicines_tells_since_when_one_is_taken() -> None:
    person = treated(medications=[{"name": "zoledronic acid"}])
    assert truth(person, Kind.THERAPY, "bisphosphonate", "concurrent") is Truth.TRUE
    answer = ask(person, Kind.THERAPY, "bisphosphonate", "concurrent", when=NINETY_DAYS)
    assert answer.truth is Truth.UNKNOWN
    assert answer.missing[0].what == "start and purpose of zoledronic acid"


@pytest.mark.parametrize(
    ("start", "told", "expected"),
    [
        ("2025-06", ">= 60 days", Truth.TRUE),
        ("2026-02-20", ">= 60 days", Truth.FALSE),
        ("2026-02-20", "<= 8 weeks", Truth.TRUE),
        ("2023-05", "<= 8 weeks", Truth.FALSE),
        (None, "<= 8 weeks", Truth.UNKNOWN),
    ],
)
def test_when_a_treatment_was_started(start: str | None, told: str, expected: Truth) -> None:
    assert truth(treated(on(start)), Kind.THERAPY, "letrozole", "prior", detail=(("begun", told),)) is expected


def test_a_drug_that_stands_among_the_treatments_and_the_medicines_has_the_start_of_the_treatment() -> None:
    asked: dict[str, Any] = {"kind": Kind.THERAPY, "concept": "aromatase inhibitor", "value": "prior"}
    asked["detail"] = (("begun", ">= 60 days"),)
    taken = [{"name": "letrozole"}]
    assert truth(treated(on("2026-02-20"), medications=taken), **asked) is Truth.FALSE
    assert truth(treated(on("2025-06"), medications=taken), **asked) is Truth.TRUE
    assert truth(treated(medications=taken), **asked) is Truth.UNKNOWN


def test_treatments_of_a_class_may_be_long_enough_together() -> None:
    first = on("2022-01", name="tamoxifen", end="2023-06", outcome="completed")
    then = on("2023-06", end="2024-12", outcome="completed")
    two_years = Comparison(">=", 2, "years")
    assert truth(treated(first, then), Kind.THERAPY, "endocrine therapy", two_years) is Truth.UNKNOWN
    assert truth(treated(first), Kind.THERAPY, "endocrine therapy", two_years) is Truth.FALSE


HALF_A_YEAR = Window("<=", 6, "months")


@pytest.mark.parametrize(
    ("end", "outcome", "expected"),
    [
        ("2025-12", "progression", Truth.TRUE),
        ("2024-12", "progression", Truth.FALSE),
        ("2024-12", "completed", Truth.UNKNOWN),
        (None, "ongoing", Truth.FALSE),
    ],
)
def test_a_progression_is_dated_by_the_end_of_the_treatment(end: str | None, outcome: str, expected: Truth) -> None:
    given = {"name": "capecitabine", "setting": "metastatic", "start": "2024-01", "end": end, "outcome": outcome}
    assert truth(treated(given), Kind.THERAPY, "capecitabine", "progressed", when=HALF_A_YEAR) is expected


@pytest.mark.parametrize(("end", "expected"), [("2025-12", Truth.TRUE), ("2024-12", Truth.FALSE)])
def test_progression_on_treatment_in_general_is_dated_by_the_latest(end: str, expected: Truth) -> None:
    given = {"name": "capecitabine", "setting": "metastatic", "line": 1, "start": "2024-01", "end": end,
             "outcome": "progression"}  # fmt: skip
    assert truth(treated(given), Kind.THERAPY, "anticancer therapy", "progressed", when=HALF_A_YEAR) is expected


def test_a_time_to_relapse_may_be_counted_from_the_last_dose_on_which_the_cancer_progressed() -> None:
    given = {"name": "capecitabine", "setting": "metastatic", "start": "2024-01", "end": "2025-06",
             "outcome": "progression"}  # fmt: skip
    asked = {"detail": (("relapse", "<= 3 months"),)}
    assert truth(treated(given), Kind.THERAPY, "capecitabine", "progressed", **asked) is Truth.UNKNOWN
    during = {"detail": (("relapse", "<= 3 months or during"),)}
    assert truth(treated(given), Kind.THERAPY, "capecitabine", "progressed", **during) is Truth.TRUE


def test_a_relapse_after_treatment_in_general_is_told_by_its_day_and_without_what_does_not_count() -> None:
    given = [
        {"name": "docetaxel", "setting": "adjuvant", "start": "2020-07", "end": "2020-11", "outcome": "completed"},
        {"name": "anastrozole", "setting": "adjuvant", "start": "2021-02", "end": "2025-08", "outcome": "progression"},
    ]
    diagnosis = {"extent": "metastatic", "presentation": "recurrent", "metastatic_since": "2025-11"}
    record = treated(*given, diagnosis=diagnosis, complete=["treatments"])
    soon = ("relapse", "<= 6 months")
    every = {"detail": (soon,)}
    others = {"detail": (("not", "endocrine therapy"), soon)}
    assert truth(record, Kind.THERAPY, "systemic therapy", "progressed", **every) is Truth.TRUE
    assert truth(record, Kind.THERAPY, "systemic therapy", "progressed", **others) is Truth.FALSE


def test_what_was_given_for_metastatic_disease_is_followed_by_no_relapse() -> None:
    short = {
        "name": "capecitabine",
        "setting": "metastatic",
        "start": "2025-08",
        "end": "2025-10",
        "outcome": "progression",
    }
    diagnosis = {"extent": "metastatic", "presentation": "recurrent", "metastatic_since": "2025-07"}
    soon = {"detail": (("relapse", "<= 6 months"),)}
    record = treated(short, diagnosis=diagnosis)
    assert truth(record, Kind.THERAPY, "systemic therapy", "progressed", **soon) is Truth.FALSE


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "core biopsy of the liver", "kind": "other", "start": "2026-02-01"},
        {"name": "tetanus vaccine", "kind": "vaccine", "start": "1998"},
    ],
)
def test_what_is_done_on_one_day_is_over_then(entry: dict[str, Any]) -> None:
    concept = "vaccine" if entry["kind"] == "vaccine" else "biopsy"
    person = treated(entry, complete=["treatments", "medications"])
    assert truth(person, Kind.THERAPY, concept, "concurrent") is Truth.FALSE
    assert truth(person, Kind.THERAPY, concept, "prior", when=Window("<=", 2, "weeks")) is Truth.FALSE


def test_endocrine_therapy_that_goes_on_may_be_none_of_the_standard_therapy_that_is_over() -> None:
    three_weeks = Window("<", 3, "weeks")
    goes_on = treated(on("2025-06"), medications=[{"name": "letrozole"}])
    assert truth(goes_on, Kind.THERAPY, "standard therapy", when=three_weeks) is Truth.UNKNOWN


def test_another_entry_may_tell_since_when_a_medicine_is_taken() -> None:
    def taking(told: str) -> Any:
        return treated(medications=[{"name": "letrozole"}], conditions=[{"name": "zorbic fever", "status": told}])

    on_it = taking("controlled on letrozole since 2025-06")
    assert truth(on_it, Kind.THERAPY, "letrozole", "concurrent", when=NINETY_DAYS) is Truth.TRUE
    assert truth(on_it, Kind.THERAPY, "letrozole", Comparison(">=", 4, "weeks")) is Truth.TRUE
    for told in ("controlled on letrozole since 2026-03", "controlled since 2025-06, on letrozole"):
        assert truth(taking(told), Kind.THERAPY, "letrozole", "concurrent", when=NINETY_DAYS) is Truth.UNKNOWN


def test_a_date_that_no_calendar_has_tells_not_since_when_a_medicine_is_taken() -> None:
    on_it = treated(medications=[{"name": "letrozole", "note": "since 2024-13"}])
    assert truth(on_it, Kind.THERAPY, "letrozole", Comparison(">=", 4, "weeks")) is Truth.UNKNOWN


def test_what_is_being_given_need_not_be_planned() -> None:
    on_it = treated(on("2026-01"))
    answer = ask(on_it, Kind.THERAPY, "aromatase inhibitor", "planned")
    assert (answer.truth, answer.weight) == (Truth.UNKNOWN, Weight.NEVER)
    over = treated(on("2025-01", end="2025-12", outcome="completed"))
    assert ask(over, Kind.THERAPY, "aromatase inhibitor", "planned").weight is Weight.REQUIRED
