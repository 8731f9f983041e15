"""Owns conditions of single ways of a choice: such a way is open only to those of whom its condition is true.

Of "LCIS, or DCIS if not on tamoxifen" who takes tamoxifen has not met the second way.
"""

from __future__ import annotations

from dataclasses import replace

from criteria.nodes import excludes
from criteria.tree import All, Any, If, Node, Unless, Unparsed


def only_on_condition(node: Node) -> Node:
    """The tree with the condition of each later way of a choice as one more thing that this asks for.

    The condition of the first way may be that of the whole choice, and where each way has its own, nothing is asked of
    others: both stay as they are. So does what must not be where nobody has read when.
    """
    match node:
        case Any(nodes):
            ways = [only_on_condition(part) for part in nodes]
            if not all(isinstance(way, If) for way in ways):
                ways[1:] = map(_as_way, ways[1:])
            return replace(node, nodes=tuple(ways))
        case All(nodes):
            return replace(node, nodes=tuple(map(only_on_condition, nodes)))
        case If(_, inner) | Unless(inner):
            return replace(node, node=only_on_condition(inner))
        case _:
            return node


def _as_way(node: Node) -> Node:
    match node:
        case If(Unparsed(), inner) if excludes(inner):
            return node
        case If(condition, inner):
            return All((condition, inner), node.span)
        case _:
            return node
