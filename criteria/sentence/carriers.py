"""Owns what is asked of those who carry an infection that the words before exclude: "If the antibody is positive, the RNA must be negative"."""

from __future__ import annotations

from criteria.nodes import all_of, conjuncts
from criteria.tree import All, If, Leaf, Node, Not, Requirement, Unless, walk

_INFECTIONS = frozenset({"hepatitis b", "hepatitis c", "hiv infection"})


def lifted_for_carriers(before: Node, node: Node) -> Node | None:
    """What excludes an infection, with what is asked of its carriers as the exception; None where ``node`` asks nothing of them."""
    if not isinstance(node, If):
        return None
    named = [leaf for leaf in walk(node.condition) if isinstance(leaf, Leaf)]
    if len(named) != 1 or named[0].requirement.concept not in _INFECTIONS:
        return None
    parts = conjuncts(before)
    exception = All((named[0], node.node), node.span)
    lifted = [_lifted(part, named[0].requirement, exception) for part in parts]
    return None if lifted == parts else all_of(lifted)


def _lifted(part: Node, carried: Requirement, exception: Node) -> Node:
    match part:
        case Not(Leaf(requirement)) if requirement == carried:
            return Unless(part, exception, part.span.cover(exception.span))
        case _:
            return part
