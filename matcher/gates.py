"""Owns what is asked first of a trial: its gates, and its criteria in the order of what they cost to answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from criteria.criterion import Criteria, Criterion
from criteria.tree import All, Any, Kind, Leaf, Node, Not, Requirement, Unparsed, walk


def gates(criteria: Criteria) -> Iterator[tuple[Requirement, bool]]:
    """Every requirement with the truth that it must not fail to have: (it, True) must not be FALSE.

    Only criteria that hold for all arms count, and in them only what no alternative, exception or condition softens.
    """
    for criterion in criteria.criteria:
        if criterion.arm is None:
            yield from conjuncts(criterion.node)


def conjuncts(node: Node, *, wanted: bool = True) -> Iterator[tuple[Requirement, bool]]:
    """The requirements each of which alone makes the tree fail when it does not have the truth beside it."""
    match node:
        case Leaf(requirement):
            yield requirement, wanted
        case Not(inner):
            yield from conjuncts(inner, wanted=not wanted)
        case All(nodes) if wanted:
            for part in nodes:
                yield from conjuncts(part, wanted=wanted)
        case Any(nodes) if not wanted:
            for part in nodes:
                yield from conjuncts(part, wanted=wanted)


_CHEAP = (
    Kind.AGE,
    Kind.SEX,
    Kind.CANCER,
    Kind.STAGE,
    Kind.BIOMARKER,
    Kind.PERFORMANCE,
    Kind.MENOPAUSE,
    Kind.METASTASIS,
)


def in_order_of_cost(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Criteria that are cheap to answer and rule out many go first; otherwise in the order of the text."""
    return tuple(sorted(criteria, key=_cost))


def _cost(criterion: Criterion) -> int:
    nodes = [node for node in walk(criterion.node) if isinstance(node, Leaf | Unparsed)]
    dear = any(not isinstance(node, Leaf) or node.requirement.kind not in _CHEAP for node in nodes)
    return len(nodes) + (1000 if dear else 0)
