"""Owns measurable disease that one line asks for although another line takes disease that cannot be measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from criteria.criterion import Criteria, Criterion
from criteria.tree import All, Any, Kind, Leaf, Node, Unparsed, walk

_MEASURABLE = "measurable disease"
_INSTEAD = frozenset({"evaluable disease", "bone only"})
_WHY = "the trial also takes disease that cannot be measured"


def either_will_do(criteria: Criteria) -> Callable[[Criterion], Criterion]:
    """What leaves a lone "measurable lesions" open where the trial elsewhere says "measurable or evaluable disease"."""
    arms = {criterion.arm for criterion in criteria.criteria if _gives_a_choice(criterion.node)}

    def soften(criterion: Criterion) -> Criterion:
        if not arms or (None not in arms and criterion.arm not in arms):
            return criterion
        node = _softened(criterion.node)
        return criterion if node is criterion.node else replace(criterion, node=node)

    return soften


def _gives_a_choice(node: Node) -> bool:
    """Whether it asks for measurable disease or something else that is enough."""
    for part in walk(node):
        if isinstance(part, Any):
            concepts = {
                leaf.requirement.concept
                for leaf in part.nodes
                if isinstance(leaf, Leaf) and leaf.requirement.kind in (Kind.DISEASE_MEASURE, Kind.METASTASIS)
            }
            if _MEASURABLE in concepts and concepts & _INSTEAD:
                return True
    return False


def _softened(node: Node) -> Node:
    match node:
        case Leaf(requirement, span) if requirement.concept == _MEASURABLE:
            return Any((node, Unparsed(span, _WHY)), span)
        case All(nodes):
            parts = tuple(_softened(part) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case _:
            return node
