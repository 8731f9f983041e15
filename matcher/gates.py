"""Owns the gates of a trial: single requirements that rule a patient out of it whenever they fail."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.criterion import Criteria
from criteria.tree import All, Any, Leaf, Node, Not, Requirement


def gates(criteria: Criteria) -> Iterator[tuple[Requirement, bool]]:
    """Every requirement with the truth that it must not fail to have: (it, True) must not be FALSE.

    Only criteria that hold for all arms count, and in them only what no alternative, exception or condition softens.
    """
    for criterion in criteria.criteria:
        if criterion.arm is None:
            yield from _conjuncts(criterion.node, wanted=True)


def _conjuncts(node: Node, *, wanted: bool) -> Iterator[tuple[Requirement, bool]]:
    match node:
        case Leaf(requirement):
            yield requirement, wanted
        case Not(inner):
            yield from _conjuncts(inner, wanted=not wanted)
        case All(nodes) if wanted:
            for part in nodes:
                yield from _conjuncts(part, wanted=wanted)
        case Any(nodes) if not wanted:
            for part in nodes:
                yield from _conjuncts(part, wanted=wanted)
