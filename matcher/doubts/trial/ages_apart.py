"""Owns ages of which no patient has both: inclusions that ask for each of them are for different groups."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from criteria.criterion import Criterion
from criteria.nodes import conjuncts
from criteria.tree import Between, Comparison, Kind, Leaf, Node
from matcher.doubts.trial.opened import opened_where_apart

_WHY = "another criterion asks for another age, so that they are for different groups"

Range = tuple[float, float]
"""Years: the youngest and the oldest."""


def without_other_ages(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where the ages that they ask for exclude each other."""
    return opened_where_apart(criteria, _asked, _apart, _WHY)


def _asked(criterion: Criterion) -> Range | None:
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
