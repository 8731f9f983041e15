"""Owns the counting of lines of therapy from the list of treatments.

A line is what was begun together: drugs that share the record's line number, or else drugs whose starts lie within
45 days. Of early disease a course is one line: what follows within 60 days of the end of what went before it in the same
setting (AC, then paclitaxel) is part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matcher.answer import Evidence
from matcher.derive.therapy import ANTICANCER, describe, in_setting, is_instance
from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth

_TOGETHER_DAYS = 45
_NEXT_DAYS = 60
_OF_EARLY_DISEASE = ("neoadjuvant", "adjuvant")


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines there were, at least and at most, and the treatments counted."""

    least: int
    most: int
    evidence: tuple[Evidence, ...]


def count_lines(
    patient: Patient, concept: str, setting: str | None, *, counting: str | None = None, without: str | None = None
) -> Count:
    """The lines that held a drug of the class, in the setting; an open list of treatments has no upper bound.

    ``counting`` is a class that counts as well, because the trial says so, ``without`` one that does not; whether what
    was begun together with one that does not count is a line, is not known.
    """
    uncounted = [] if without is None else [t for t in patient.treatments if _is_both(t, without, concept)]
    certain: list[Treatment] = []
    possible: list[Treatment] = []
    evidence: list[Evidence] = []
    for place, treatment in enumerate(patient.treatments):
        if treatment.indication or (treatment.kind != "drug" and concept in ANTICANCER):
            continue
        belongs = is_instance(treatment, concept)
        if counting is not None and is_instance(treatment, counting) is Truth.TRUE:
            belongs = Truth.TRUE
        if belongs is Truth.FALSE or treatment in uncounted:
            continue
        if any(_begun_together(treatment, other) for other in uncounted):
            belongs = Truth.UNKNOWN
        placed = in_setting(patient, treatment, setting)
        if placed is Truth.FALSE:
            continue
        possible.append(treatment)
        evidence.append(describe(place, treatment))
        if belongs is placed is Truth.TRUE:
            certain.append(treatment)
    most = _regimens(possible) if "treatments" in patient.complete else 1000
    return Count(_regimens(_apart(certain)), most, tuple(evidence))


def _apart(treatments: list[Treatment]) -> list[Treatment]:
    """Those that are surely lines of their own, or of one with another: what has neither line nor date may belong to any of its setting.

    Nor is it sure of what has neither line nor setting, beside others whose line the record tells: it may have served another
    purpose, such as the collection of stem cells.
    """
    numbered = any(t.line is not None for t in treatments)
    found: list[Treatment] = []
    for one in treatments:
        beside = any(other is not one and other.setting == one.setting and other.start for other in treatments)
        undated = one.line is None and one.start is None and beside
        unplaced = one.line is None and one.setting is None and numbered
        if not undated and not unplaced:
            found.append(one)
    return found


def _is_both(treatment: Treatment, left_out: str, concept: str) -> bool:
    """Whether a treatment would count, were it not of a class that is left out."""
    return is_instance(treatment, left_out) is Truth.TRUE and is_instance(treatment, concept) is not Truth.FALSE


def _begun_together(one: Treatment, other: Treatment) -> bool:
    if one.setting != other.setting:
        return False
    if one.line is not None and other.line is not None:
        return one.line == other.line
    if one.start is None or other.start is None:
        return True
    return abs((one.start.first - other.start.first).days) <= _TOGETHER_DAYS


def _regimens(treatments: list[Treatment]) -> int:
    numbered = {(t.setting, t.line) for t in treatments if t.line}
    ended = {
        (t.setting or "", t.start.first): (t.end or t.start).first
        for t in sorted(treatments, key=lambda t: (t.end or t.start).first if t.start else date.min)
        if t.start
    }
    starts = sorted((t.setting or "", t.start.first) for t in treatments if t.line is None and t.start)
    count = len(numbered) + (1 if any(t.line is None and t.start is None for t in treatments) else 0)
    for position, (setting, start) in enumerate(starts):
        before = starts[position - 1] if position else None
        if before is None or before[0] != setting:
            count += 1
        elif setting in _OF_EARLY_DISEASE:
            count += (start - ended[before]).days > _NEXT_DAYS
        else:
            count += (start - before[1]).days > _TOGETHER_DAYS
    return count
