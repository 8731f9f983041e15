"""Owns triple-negative disease that a trial defines by bounds of its own: the bounds decide, not the usual 1 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import conjuncts
from criteria.tree import All, Any, Between, Comparison, Kind, Leaf, Node, Requirement, Section

_RECEPTORS = frozenset({"ER", "PR", "HR"})
_HER2_NEGATIVE = Requirement(Kind.BIOMARKER, "HER2", "negative")


def by_its_bounds(node: All) -> All:
    """The conjunction with "triple negative" beside bounds of ER or PR as what the bounds leave of it: HER2 negative.

    "Triple negative: ER and PR ≤ 10 %" takes in a tumour with 5 %, which is not triple negative by the usual bound.
    """
    if not any(_bounds_a_receptor(part) for part in node.nodes):
        return node
    parts = tuple(_left_of(part) for part in node.nodes)
    return node if parts == node.nodes else replace(node, nodes=parts)


def with_bounds_of_its_own(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, "triple negative" of one as what the bounds of ER or PR in another line of its arm leave of it."""
    arms = {
        one.arm
        for one in criteria
        if one.section is Section.INCLUSION and any(_bounds_a_receptor(part) for part in conjuncts(one.node))
    }
    return tuple(
        one if one.section is not Section.INCLUSION or not arms & {None, one.arm} else _without_the_usual_bound(one)
        for one in criteria
    )


def _without_the_usual_bound(criterion: Criterion) -> Criterion:
    parts = conjuncts(criterion.node)
    left = tuple(_left_of(part) for part in parts)
    if all(one is old for one, old in zip(left, parts, strict=True)):
        return criterion
    return replace(criterion, node=left[0] if len(left) == 1 else All(left, criterion.node.span))


def _bounds_a_receptor(node: Node) -> bool:
    match node:
        case Leaf(Requirement(kind=Kind.BIOMARKER, concept=concept, value=Comparison() | Between() as bound)):
            return concept in _RECEPTORS and not (isinstance(bound, Comparison) and bound.op[0] == ">")
        case All(nodes) | Any(nodes):
            return any(_bounds_a_receptor(part) for part in nodes)
        case _:
            return False


def _left_of(node: Node) -> Node:
    match node:
        case Leaf(Requirement(kind=Kind.BIOMARKER, concept="TNBC", value="positive")):
            return replace(node, requirement=_HER2_NEGATIVE)
        case _:
            return node
