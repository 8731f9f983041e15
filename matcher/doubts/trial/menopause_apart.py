"""Owns menopausal statuses of which no woman has both: inclusions that ask for each of them are for different women."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.criterion import Criterion
from criteria.tree import All, Any, Kind, Leaf, Node, Unparsed
from matcher.doubts.trial.opened import opened_where_apart

_WHY = "another criterion asks for another menopausal status, so that they are for different women"


def without_other_statuses(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where the statuses that they ask for exclude each other.

    Left open is all that such a line asks for: "premenopausal, on goserelin" asks no postmenopausal woman for goserelin.
    """
    return opened_where_apart(criteria, lambda one: _asked(one.node) or None, frozenset[str].isdisjoint, _WHY)


_NONE: frozenset[str] = frozenset()


def _asked(node: Node) -> frozenset[str]:
    """The statuses of which a tree asks everyone for one; those that one line joins are meant as a choice."""
    match node:
        case Leaf(requirement) if requirement.kind is Kind.MENOPAUSE:
            return frozenset({requirement.concept})
        case All(nodes):
            return _NONE.union(*(_asked(part) for part in nodes))
        case Any(nodes):
            each = [_asked(part) for part in nodes if not isinstance(part, Unparsed)]
            return _NONE.union(*each) if all(each) else _NONE
        case _:
            return _NONE
