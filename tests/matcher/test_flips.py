"""A change in a trial is told to those whose standing it changes, and to no one else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.document import prepare
from indexer.index import StudyIndex, open_index
from matcher.flips import Flip, flips
from matcher.patient import load_patients
from tests.indexer.records import record, status

BEFORE, SINCE = "2026-02-01T09:00:00", "2026-02-04"
ALIKE = {"as_of": "2026-02-05", "sex": "female", "diagnosis": {"cancer": "breast cancer"}}
PEOPLE = load_patients(
    [
        {"id": "ecog-1", "ecog": 1, "age": 40, **ALIKE},
        {"id": "ecog-2", "ecog": 2, "age": 60, **ALIKE},
    ]
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[StudyIndex]:
    opened = open_index(f"sqlite:{tmp_path / 'index.sqlite'}")
    yield opened
    opened.close()


def trial(*lines: str, overall: str = "RECRUITING", **fields: str) -> dict[str, Any]:
    text = "Inclusion Criteria:\n\n" + "".join(f"* {line}\n" for line in lines)
    eligibility = {"eligibilityCriteria": text, "sex": "FEMALE", **fields}
    return record(1, eligibilityModule=eligibility, statusModule=status(overall, "2026-02-01"))


def told(index: StudyIndex, before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Flip]:
    if before:
        with index.change() as change:
            change.put(prepare(before, BEFORE))
    with index.change() as change:
        if after:
            change.put(prepare(after, f"{SINCE}T09:00:00"))
        else:
            change.withdraw("NCT90000001", SINCE)
    return list(flips(index, SINCE, PEOPLE))


def test_a_threshold_that_moves_is_told_to_whom_it_lets_in(index: StudyIndex) -> None:
    before = trial("ECOG performance status 0 or 1", "Age 18 years or older")
    (flip,) = told(index, before, trial("ECOG performance status 0 to 2", "Age 18 years or older"))
    assert (flip.patient_id, flip.before, flip.now) == ("ecog-2", "ineligible", "eligible")
    (line,) = flip.because
    assert line.startswith("changed: ")
    assert "“ECOG performance status 0 or 1” → “ECOG performance status 0 to 2”" in line


def test_a_criterion_that_is_added_is_told_to_whom_it_keeps_out(index: StudyIndex) -> None:
    before = trial("ECOG performance status 0 to 2")
    (flip,) = told(index, before, trial("ECOG performance status 0 to 2", "Younger than 50 years"))
    assert (flip.patient_id, flip.before, flip.now) == ("ecog-2", "eligible", "ineligible")
    assert flip.because[0].startswith("added: ")


def test_a_limit_in_the_registrys_own_field_counts_too(index: StudyIndex) -> None:
    line = "ECOG performance status 0 to 2"
    (flip,) = told(index, trial(line), trial(line, maximumAge="50 Years"))
    assert (flip.patient_id, flip.because) == ("ecog-2", ("maximum_age: none → 50 Years",))


def test_a_trial_that_closes_is_told_to_whom_it_was_open(index: StudyIndex) -> None:
    line = "ECOG performance status 0 or 1"
    (flip,) = told(index, trial(line), trial(line, overall="COMPLETED"))
    assert (flip.patient_id, flip.before, flip.now) == ("ecog-1", "eligible", "closed")
    assert flip.because == ("status: RECRUITING → COMPLETED",)


def test_a_trial_that_is_new_is_told_to_whom_it_fits(index: StudyIndex) -> None:
    (came,) = told(index, None, trial("ECOG performance status 0 or 1"))
    assert (came.patient_id, came.before, came.now, came.because) == (
        "ecog-1",
        "absent",
        "eligible",
        ("the trial is new",),
    )


def test_a_trial_that_left_is_told_to_whom_it_was_open(index: StudyIndex) -> None:
    (left,) = told(index, trial("ECOG performance status 0 or 1"), None)
    assert (left.patient_id, left.now, left.because) == ("ecog-1", "absent", ("the trial has left the registry",))


def test_what_changes_nothing_for_anyone_is_not_told(index: StudyIndex) -> None:
    before = trial("ECOG performance status 0 or 1", "Written informed consent")
    assert told(index, before, trial("Performance status (ECOG) of 0-1", "Written informed consent")) == []
