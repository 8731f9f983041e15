"""Owns what changes in trials mean for patients: whose standing with a trial is another now, and by which change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from criteria.criterion import Criteria
from indexer.diff import CriterionChange, StudyDiff, changed_since, diff
from indexer.index.base import StudyIndex, Version
from indexer.records import read_study, typed_criteria
from indexer.review import Corrections, corrected, corrections
from indexer.study import Study
from matcher.patient.record import Patient
from matcher.screen import screen
from matcher.screening import CriterionResult, Screening
from matcher.topic import Topic, topic
from matcher.truth import Truth


class Standing(StrEnum):
    """How a patient stands with a trial: its verdict for her, or why there is none to act on."""

    ELIGIBLE = "eligible"
    UNKNOWN = "unknown"
    INELIGIBLE = "ineligible"
    CLOSED = "closed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Flip:
    """A patient whose standing with a trial is another than it was; ``because`` names the changes, one line each.

    ``ABSENT`` before is a trial that is new, ``ABSENT`` now is one that has left the registry.
    """

    patient_id: str
    nct_id: str
    title: str
    before: Standing
    now: Standing
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One version of a study, read."""

    study: Study
    criteria: Criteria


def flips(index: StudyIndex, since: str, patients: Sequence[Patient]) -> Iterator[Flip]:
    """The flips by what changed on the day ``since`` or later, in the order of the trials' ids.

    Both versions are read by the present parser, with the corrections that people made, so that only changes of the
    trial count. One that the patient can neither join now nor could before is not told of.
    """
    known = corrections(index)
    for before, now in changed_since(index, since):
        old, new = _read(before, known), _read(now, known)
        about = [side for side in (old, new) if side is not None and topic(side.study) is not Topic.OTHER]
        if not about:
            continue
        changed = diff(before.record(), now.record()) if before and now else None
        for patient in patients:
            flip = _flip(patient, old, new, changed, about[-1].study)
            if flip is not None:
                yield flip


def _read(version: Version | None, known: Corrections) -> _Side | None:
    if version is None:
        return None
    study = read_study(version.record())
    return _Side(study, corrected(typed_criteria(study), known))


def _flip(
    patient: Patient, old: _Side | None, new: _Side | None, changed: StudyDiff | None, study: Study
) -> Flip | None:
    before, now = _standing(patient, old), _standing(patient, new)
    if before is now or not {before, now} & _OPEN:
        return None
    because = tuple(_because(patient, old, new, changed)) if old and new and changed else (_REASONS[before, now],)
    return Flip(patient.id, study.nct_id, study.title, before, now, because)


_OPEN = {Standing.ELIGIBLE, Standing.UNKNOWN}
_REASONS = {
    **{(Standing.ABSENT, now): "the trial is new" for now in _OPEN},
    **{(before, Standing.ABSENT): "the trial has left the registry" for before in _OPEN},
}


def _standing(patient: Patient, side: _Side | None) -> Standing:
    if side is None:
        return Standing.ABSENT
    if not side.study.open:
        return Standing.CLOSED
    return Standing(screen(patient, side.criteria, side.study).verdict)


def _because(patient: Patient, old: _Side, new: _Side, changed: StudyDiff) -> Iterator[str]:
    """The changes that made the difference, else all that could have."""
    if old.study.open != new.study.open:
        yield f"status: {old.study.status} → {new.study.status}"
        return
    before, now = screen(patient, old.criteria, old.study), screen(patient, new.criteria, new.study)
    gone, come = _obstacles(before, old), _obstacles(now, new)
    moved = {words for words, _ in gone.items() ^ come.items()}
    lines = [_line(change) for change in changed.criteria if change.before in moved or change.after in moved]
    lines += [
        f"{field.name}: {_shown(field.before)} → {_shown(field.after)}"
        for field in changed.fields
        if field.name in _REGISTRY_FIELDS and _REGISTRY_FIELDS[field.name] in moved
    ]
    yield from lines or [_line(change) for change in changed.criteria] or ["arms or headings of the criteria"]


_REGISTRY_FIELDS = {
    "sex": "sex",
    "minimum_age": "minimumAge",
    "maximum_age": "maximumAge",
    "healthy_volunteers": "healthyVolunteers",
    "conditions": "conditions",
}


def _obstacles(screening: Screening, side: _Side) -> dict[str, str]:
    """What stands between the patient and the trial, or is open: its words, or the registry's name of the field."""
    return {
        _name(result, side.criteria.text): "fails" if result.truth is Truth.FALSE else "open"
        for result in screening.criteria
        if result.truth is Truth.FALSE or result.decisive
    }


def _name(result: CriterionResult, text: str) -> str:
    return result.criterion.registry_field or result.criterion.span.of(text)


def _line(change: CriterionChange) -> str:
    meaning = "; ".join(change.meaning)
    said = " → ".join(f"“{' '.join(words.split())}”" for words in (change.before, change.after) if words)
    return f"{change.how}: {meaning} ({said})" if meaning else f"{change.how}: {said}"


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else "none" if value is None else str(value)
