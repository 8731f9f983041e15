"""Owns what would change if a criterion were relaxed or dropped: whom each rules out, and who would come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from criteria.criterion import Criteria, Criterion
from criteria.tree import Node
from indexer.records import typed_criteria
from indexer.study import Study
from matcher.at_once.cohort import Cohort, TrialCohort
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
    return funnel_of(Cohort(patients), criteria)


def funnel_of(cohort: Cohort, criteria: Criteria) -> tuple[Step, ...]:
    """``funnel`` for patients whose answers are kept already."""
    shared = tuple(c for c in criteria.criteria if c.arm is None)
    failing = cohort.failing(replace(criteria, criteria=shared))
    steps = []
    remaining = cohort.everyone
    once = twice = 0  # whom at least one criterion contradicts, and whom at least two do
    for fails in failing:
        twice |= once & fails
        once |= fails
    for criterion, fails in zip(shared, failing, strict=True):
        remaining &= ~fails
        back = cohort.ids(fails & ~twice)
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


def reworded(study: Study, criteria: Criteria, place: int, words: str) -> Criteria:
    """The criteria of a trial as they would be read if other words stood in the place of one criterion.

    Raises ValueError for one that comes from a field of the registry, which has no words.
    """
    criterion = criteria.criteria[place]
    if criterion.registry_field is not None:
        raise ValueError("a field of the registry has no words to change")
    span, text = criterion.span, criteria.text
    return typed_criteria(replace(study, eligibility=text[: span.start] + words + text[span.end :]))


def returning(before: TrialCohort, after: TrialCohort) -> TrialCohort:
    """Of those who were ruled out, who would now be eligible; ``ineligible`` are those who stay ruled out."""
    return TrialCohort(before.ineligible & after.eligible, before.ineligible & after.ineligible)
