"""Owns menopausal statuses of which no woman has both: inclusions that ask for each of them are for different women."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.criterion import Criterion
from criteria.tree import All, Any, Kind, Leaf, Node, Section, Unparsed
from matcher.doubts.trial.opened import left_open

_WHY = "another criterion asks for another menopausal status, so that they are for different women"


def without_other_statuses(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where the statuses that they ask for exclude each other.

    Left open is all that such a line asks for: "premenopausal, on goserelin" asks no postmenopausal woman for goserelin.
    """
    asked = [_asked(c.node) if c.section is Section.INCLUSION and c.registry_field is None else _NONE for c in criteria]
    if sum(map(bool, asked)) < 2:
        return tuple(criteria)
    return tuple(
        left_open(one, _WHY)
        if own
        and any(
            theirs and not own & theirs and one.arm == other.arm for other, theirs in zip(criteria, asked, strict=True)
        )
        else one
        for one, own in zip(criteria, asked, strict=True)
    )


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
