"""Owns other malignancies of which the trial says when they no longer count as active: only an active one excludes."""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.text.remarks import NOT_ACTIVE
from criteria.tree import All, Leaf, Node, Not, Unless

_OTHER = "other malignancy"
_NEXT = 400  # characters behind a criterion in which its explanation may stand


def only_if_active(criterion: Criterion, text: str) -> Criterion:
    """The criterion, in which another malignancy must be active where the text explains what it takes for that."""
    if criterion.registry_field is not None or "currently" not in text and "active" not in text:
        return criterion
    start, end = criterion.span.start, criterion.span.end
    if NOT_ACTIVE.search(text[start : end + _NEXT].lower()) is None:
        return criterion
    node = _active(criterion.node)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _active(node: Node) -> Node:
    match node:
        case Not(Leaf(requirement) as leaf) if requirement.concept == _OTHER and requirement.value is None:
            return replace(node, node=replace(leaf, requirement=replace(requirement, value="active", when=None)))
        case Unless(inner):
            new = _active(inner)
            return node if new is inner else replace(node, node=new)
        case All(nodes):
            parts = tuple(_active(part) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case _:
            return node
