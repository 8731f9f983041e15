"""Owns exclusions of another malignancy that a later sentence says again: it has the exceptions of the first."""

from __future__ import annotations

from dataclasses import replace

from criteria.tree import All, Leaf, Node, Not, Unless

_OTHER = "other malignancy"


def with_the_first_exceptions(node: All) -> All:
    """Excluded other malignancies, those without an exception under that of the one before: "… must have been free of disease"."""
    first = next((part for part in node.nodes if isinstance(part, Unless) and _excludes_another(part.node)), None)
    if first is None:
        return node
    parts = tuple(_excepted(part, first) for part in node.nodes)
    return node if all(a is b for a, b in zip(parts, node.nodes, strict=True)) else replace(node, nodes=parts)


def _excepted(part: Node, first: Unless) -> Node:
    again = part.span.start > first.span.start and _excludes_another(part)
    return Unless(part, first.exception, part.span) if again else part


def _excludes_another(node: Node) -> bool:
    """Whether it excludes any other malignancy, and not only an active one."""
    match node:
        case Not(Leaf(requirement)):
            return requirement.concept == _OTHER and requirement.value is None
        case _:
            return False
