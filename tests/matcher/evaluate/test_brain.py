"""Metastases of the brain and what trials let in of them, from the words of a criterion to the verdict."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import parse
from criteria.tree import Kind
from matcher.at_once.cohort import Cohort
from matcher.screen import screen
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS, patient, truth

STABLE = {"site": "brain", "status": "stable", "treated": "2025-08", "stable_since": "2025-08"}
RECENT = {"site": "brain", "status": "stable", "treated": "2026-03-01", "stable_since": "2026-03-01"}
ACTIVE = {"site": "brain", "status": "active"}
BONE = {"site": "bone"}
STEROID = {"name": "dexamethasone", "dose": "4 mg"}

UNLESS = "Brain metastases, unless treated and stable for at least 4 weeks without corticosteroids"
NOT_ALONE = "CNS metastases unless stable and not the only site of metastasis"
PERMITTED = (
    "Active brain metastases. Patients with treated brain metastases that have been stable for 3 months are eligible."
)


def verdict(words: str, *sites: dict[str, Any], medications: tuple[dict[str, Any], ...] = ()) -> Verdict:
    """The verdict on someone whose cancer has spread to these sites; that of a cohort must be the same."""
    person = patient(
        diagnosis={"cancer": "breast cancer", "stage": "IV", "extent": "metastatic"},
        metastases=list(sites),
        medications=list(medications),
        complete=ALL_LISTS,
    )
    criteria = parse(f"Exclusion Criteria:\n\n* {words}\n")
    found = screen(person, criteria).verdict
    assert Cohort([person]).screen(criteria).verdict(0) is found
    return found


@pytest.mark.parametrize(
    ("words", "sites", "expected"),
    [
        (UNLESS, (BONE,), Verdict.ELIGIBLE),
        (UNLESS, (STABLE,), Verdict.ELIGIBLE),
        (UNLESS, (RECENT,), Verdict.INELIGIBLE),
        (UNLESS, (ACTIVE,), Verdict.INELIGIBLE),
        (UNLESS, ({"site": "brain", "treated": "2025-08"},), Verdict.UNKNOWN),
        (NOT_ALONE, (STABLE, BONE), Verdict.ELIGIBLE),
        (NOT_ALONE, (STABLE,), Verdict.INELIGIBLE),
        (PERMITTED, (STABLE,), Verdict.ELIGIBLE),
        (PERMITTED, (ACTIVE,), Verdict.INELIGIBLE),
    ],
)
def test_metastases_of_the_brain_are_settled_by_state_time_and_place(
    words: str, sites: tuple[dict[str, Any], ...], expected: Verdict
) -> None:
    assert verdict(words, *sites) is expected


def test_steroids_undo_an_exception_that_is_made_without_them() -> None:
    assert verdict(UNLESS, STABLE, medications=(STEROID,)) is Verdict.INELIGIBLE


def test_a_treatment_of_the_brain_in_the_list_of_treatments_counts() -> None:
    person = patient(
        diagnosis={"cancer": "breast cancer", "extent": "metastatic"},
        metastases=[{"site": "brain", "status": "stable"}],
        treatments=[{"name": "radiosurgery", "kind": "radiation", "site": "brain", "end": "2025-06"}],
        complete=ALL_LISTS,
    )
    assert screen(person, parse(f"Exclusion Criteria:\n\n* {UNLESS}\n")).verdict is Verdict.ELIGIBLE


def test_a_permission_with_a_condition_restricts() -> None:
    person = patient(diagnosis={"cancer": "breast cancer"}, metastases=[ACTIVE], complete=ALL_LISTS)
    criteria = parse("Inclusion Criteria:\n\n* Patients with treated and stable brain metastases are eligible\n")
    assert screen(person, criteria).verdict is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("site", "conditions", "whole", "expected"),
    [
        (STABLE, [], ALL_LISTS, Verdict.ELIGIBLE),
        (STABLE, [{"name": "osteoarthritis"}], ALL_LISTS, Verdict.ELIGIBLE),
        (STABLE, [{"name": "seizure"}], ALL_LISTS, Verdict.UNKNOWN),
        (STABLE, [], ["metastases"], Verdict.UNKNOWN),
        ({"site": "brain", "treated": "2025-08"}, [], ALL_LISTS, Verdict.UNKNOWN),
    ],
)
def test_a_stable_metastasis_is_silent_where_the_whole_list_of_conditions_names_no_sign(
    site: dict[str, Any], conditions: list[dict[str, Any]], whole: list[str], expected: Verdict
) -> None:
    person = patient(
        diagnosis={"cancer": "breast cancer", "extent": "metastatic"},
        metastases=[site],
        conditions=conditions,
        complete=whole,
    )
    criteria = parse(
        "Exclusion Criteria:\n\n* Brain metastases unless treated and asymptomatic for at least 3 months\n"
    )
    assert screen(person, criteria).verdict is expected
    assert Cohort([person]).screen(criteria).verdict(0) is expected


@pytest.mark.parametrize(
    ("lesion", "treatments", "ruled_out"),
    [
        ({"status": "active"}, [], True),
        ({"status": "active"}, [{"name": "mastectomy", "kind": "surgery"}], True),
        ({"status": "active"}, [{"name": "radiation therapy", "kind": "radiation", "setting": "metastatic"}], False),
        ({"status": "active"}, [{"name": "intrathecal methotrexate"}], False),
        ({}, [], False),
        ({"status": "active", "treated": "2025-03"}, [], False),
    ],
)
def test_active_metastases_without_radiation_or_surgery_in_the_whole_list_were_not_treated(
    lesion: dict[str, Any], treatments: list[dict[str, Any]], ruled_out: bool
) -> None:
    record = {
        "metastases": [{"site": "brain"} | lesion],
        "treatments": treatments,
        "complete": ["treatments", "metastases"],
    }
    found = read(exclusion="* Brain metastases, unless previously treated or stable", **record)
    assert (found is Verdict.INELIGIBLE) is ruled_out


def test_bone_that_holds_marrow_and_was_irradiated_is_no_spread_to_it() -> None:
    fields = [{"name": "prior radiation fields under 25% of marrow-containing bone", "present": True}]
    line = "* Bone marrow metastases"
    assert read("", line, conditions=fields, metastases=[BONE], complete=ALL_LISTS) is not Verdict.INELIGIBLE
    assert read("", line, metastases=[{"site": "bone marrow"}], complete=ALL_LISTS) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("lesions", "expected"),
    [(1, Verdict.ELIGIBLE), (6, Verdict.ELIGIBLE), (7, Verdict.INELIGIBLE), (None, Verdict.UNKNOWN)],
)
def test_there_may_be_too_many_of_them(lesions: int | None, expected: Verdict) -> None:
    record = {"site": "brain"} if lesions is None else {"site": "brain", "lesions": lesions}
    text = "Inclusion Criteria:\n\n* Patients must have at least 1 and up to 6 intact brain metastases"
    assert screen(patient(metastases=[record], complete=ALL_LISTS), parse(text)).verdict is expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [({}, Verdict.UNKNOWN), ({"largest_cm": 1.6}, Verdict.ELIGIBLE), ({"largest_cm": 4.0}, Verdict.INELIGIBLE)],
)
def test_a_condition_that_names_the_brain_tells_no_size(size: dict[str, float], expected: Verdict) -> None:
    planned = [{"name": "radiosurgery of the brain metastases planned", "date": "2026-01-02"}]
    record: dict[str, Any] = {"metastases": [ACTIVE | size], "conditions": planned, "complete": ALL_LISTS}
    assert read("", "* Brain metastases > 3 cm", **record) is expected


def test_the_state_of_a_metastasis_counts_before_an_entry_that_only_speaks_of_it() -> None:
    person = patient(
        metastases=[{"site": "brain", "status": "stable"}],
        conditions=[{"name": "brain metastases without change for half a year"}],
        complete=ALL_LISTS,
    )
    assert truth(person, Kind.METASTASIS, "brain", "active") is Truth.FALSE


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("neurologically stable since radiosurgery", Truth.TRUE),
        ("asymptomatic", Truth.TRUE),
        ("no neurological symptoms, off steroids", Truth.TRUE),
        ("asymptomatic until last week, then seizures", Truth.UNKNOWN),
        ("initially without symptoms", Truth.UNKNOWN),
        ("three lesions", Truth.UNKNOWN),
    ],
)
def test_a_note_beside_a_metastasis_tells_whether_it_makes_itself_felt(note: str, expected: Truth) -> None:
    person = patient(metastases=[STABLE | {"note": note}], conditions=[])
    assert truth(person, Kind.METASTASIS, "brain", "stable", detail=(("symptoms", "none"),)) is expected
