"""Owns menopausal statuses and sexes of which nobody has two: inclusions that ask for each of them are for different people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from criteria.criterion import Criterion
from criteria.tree import All, Any, Kind, Leaf, Node, Unparsed
from matcher.doubts.trial.opened import opened_where_apart

_WHY = {
    Kind.MENOPAUSE: "another criterion asks for another menopausal status, so that they are for different women",
    Kind.SEX: "another criterion asks for the other sex, so that they are for different people",
}


def without_other_statuses(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where the statuses, or the sexes, that they ask for exclude each other.

    Left open is all that such a line asks for: "premenopausal, on goserelin" asks no postmenopausal woman for goserelin,
    "men, aged 18 to 45" no woman for her age.
    """
    for kind, why in _WHY.items():
        criteria = opened_where_apart(criteria, partial(_told, kind=kind), frozenset[str].isdisjoint, why)
    return tuple(criteria)


def _told(criterion: Criterion, kind: Kind) -> frozenset[str] | None:
    return _asked(criterion.node, kind) or None


_NONE: frozenset[str] = frozenset()


def _asked(node: Node, kind: Kind) -> frozenset[str]:
    """The statuses of which a tree asks everyone for one; those that one line joins are meant as a choice."""
    match node:
        case Leaf(requirement) if requirement.kind is kind:
            return frozenset({requirement.concept})
        case All(nodes):
            return _NONE.union(*(_asked(part, kind) for part in nodes))
        case Any(nodes):
            each = [_asked(part, kind) for part in nodes if not isinstance(part, Unparsed)]
            return _NONE.union(*each) if all(each) else _NONE
        case _:
            return _NONE
