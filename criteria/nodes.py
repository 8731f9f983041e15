"""Owns small makings of trees: the span over some nodes, and some nodes as one."""

from __future__ import annotations

from collections.abc import Iterable

from criteria.span import Span
from criteria.tree import All, Node


def together(nodes: list[Node]) -> Node | None:
    """The nodes as one that holds when all do; None without any."""
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes), cover(nodes))


def cover(nodes: Iterable[Node | None]) -> Span:
    """The span from the first to the last of the nodes, of which there must be one."""
    spans = [n.span for n in nodes if n is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
