"""Owns moving a tree of criteria to other places of a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from criteria.span import Span
from criteria.tree import All, Allow, Any, AtLeast, If, Leaf, Node, Not, Unless, Unparsed


def relocated(node: Node, place: Callable[[Span], Span]) -> Node:
    """The same tree with every span put where ``place`` says."""
    span = place(node.span)
    match node:
        case Leaf() | Unparsed():
            return replace(node, span=span)
        case Not(inner) | Allow(inner):
            return replace(node, node=relocated(inner, place), span=span)
        case All(nodes) | Any(nodes):
            return replace(node, nodes=tuple(relocated(part, place) for part in nodes), span=span)
        case AtLeast(_, nodes):
            return replace(node, nodes=tuple(relocated(part, place) for part in nodes), span=span)
        case Unless(inner, exception):
            return Unless(relocated(inner, place), relocated(exception, place), span)
        case If(condition, inner):
            return If(relocated(condition, place), relocated(inner, place), span)
