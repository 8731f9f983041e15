"""Owns ages, menopausal statuses and sexes of which nobody has two: inclusions that ask for each are for different people."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial

from criteria.criterion import Criterion
from criteria.nodes import conjuncts
from criteria.tree import All, Any, Between, Comparison, Kind, Leaf, Node, Unparsed
from matcher.doubts.trial.opened import opened_where_apart

_ANOTHER_AGE = "another criterion asks for another age, so that they are for different groups"
_ANOTHER_STATUS = {
    Kind.MENOPAUSE: "another criterion asks for another menopausal status, so that they are for different women",
    Kind.SEX: "another criterion asks for the other sex, so that they are for different people",
}

Range = tuple[float, float]
"""Years: the youngest and the oldest."""


def without_other_ages(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where the ages that they ask for exclude each other."""
    return opened_where_apart(criteria, _ages, _apart, _ANOTHER_AGE)


def without_other_statuses(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where the statuses, or the sexes, that they ask for exclude each other.

    Left open is all that such a line asks for: "premenopausal, on goserelin" asks no postmenopausal woman for goserelin,
    "men, aged 18 to 45" no woman for her age.
    """
    for kind, why in _ANOTHER_STATUS.items():
        criteria = opened_where_apart(criteria, partial(_told, kind=kind), frozenset[str].isdisjoint, why)
    return tuple(criteria)


def _told(criterion: Criterion, kind: Kind) -> frozenset[str] | None:
    return _statuses(criterion.node, kind) or None


def _ages(criterion: Criterion) -> Range | None:
    """The ages that a criterion asks of everyone."""
    bounds = [bound for part in conjuncts(criterion.node) for bound in _bounds(part)]
    if not bounds:
        return None
    return max(low for low, _ in bounds), min(high for _, high in bounds)


def _bounds(node: Node) -> Iterator[Range]:
    if not isinstance(node, Leaf) or node.requirement.kind is not Kind.AGE:
        return
    match node.requirement.value:
        case Between(low=low, high=high, unit="years"):
            yield low, high
        case Comparison(op=op, number=number, unit="years"):
            yield (number, math.inf) if op.startswith(">") else (0, number)


def _apart(one: Range, other: Range) -> bool:
    """Whether two ranges that are both possible have no year in common."""
    possible = one[0] <= one[1] and other[0] <= other[1]
    return possible and (one[1] < other[0] or other[1] < one[0])


_NONE: frozenset[str] = frozenset()


def _statuses(node: Node, kind: Kind) -> frozenset[str]:
    """The statuses of which a tree asks everyone for one; those that one line joins are meant as a choice."""
    match node:
        case Leaf(requirement) if requirement.kind is kind:
            return frozenset({requirement.concept})
        case All(nodes):
            return _NONE.union(*(_statuses(part, kind) for part in nodes))
        case Any(nodes):
            each = [_statuses(part, kind) for part in nodes if not isinstance(part, Unparsed)]
            return _NONE.union(*each) if all(each) else _NONE
        case _:
            return _NONE
