"""Owns triple-negative disease that a trial defines by bounds of its own: the bounds decide, not the usual 1 %."""

from __future__ import annotations

from dataclasses import replace

from criteria.tree import All, Any, Between, Comparison, Kind, Leaf, Node, Requirement

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


def _bounds_a_receptor(node: Node) -> bool:
    match node:
        case Leaf(Requirement(kind=Kind.BIOMARKER, concept=concept, value=Comparison() | Between())):
            return concept in _RECEPTORS
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
