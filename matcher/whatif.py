"""Owns what would change if a criterion were relaxed or dropped: whom each rules out, and who would come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from criteria.criterion import Criteria, Criterion
from criteria.tree import Node
from matcher.cohort import Cohort
from matcher.patient.record import Patient


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion in the funnel of a cohort.

    ``fails`` counts whom it contradicts, ``remaining`` who is left after it and all before it, ``returns`` whom it
    alone rules out: they would be screened further if it were dropped. ``patients`` are their ids.
    """

    criterion: Criterion
    fails: int
    remaining: int
    returns: int
    patients: tuple[str, ...]


def funnel(patients: Iterable[Patient], criteria: Criteria) -> tuple[Step, ...]:
    """The criteria that hold for all arms, in the order of the text, with their counts in this cohort."""
    cohort = Cohort(patients)
    shared = tuple(c for c in criteria.criteria if c.arm is None)
    failing = cohort.failing(replace(criteria, criteria=shared))
    steps = []
    remaining = cohort.everyone
    for place, (criterion, fails) in enumerate(zip(shared, failing, strict=True)):
        others = 0
        for other, mask in enumerate(failing):
            others |= mask if other != place else 0
        remaining &= ~fails
        alone = fails & ~others
        back = tuple(p.id for number, p in enumerate(cohort.patients) if alone >> number & 1)
        steps.append(Step(criterion, fails.bit_count(), remaining.bit_count(), len(back), back))
    return tuple(steps)


def without(criteria: Criteria, *places: int) -> Criteria:
    """The criteria less those at ``places``."""
    kept = tuple(c for place, c in enumerate(criteria.criteria) if place not in places)
    return replace(criteria, criteria=kept)


def relaxed(criteria: Criteria, place: int, node: Node) -> Criteria:
    """The criteria with another requirement in the place of one."""
    changed = tuple(
        replace(criterion, node=node) if number == place else criterion
        for number, criterion in enumerate(criteria.criteria)
    )
    return replace(criteria, criteria=changed)
