"""Owns permissions that stand among ways of which one must be met: "HER2-positive (any ER status allowed) or triple-negative"."""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Unless, Unparsed, walk

_IN_PERSON = frozenset({Kind.CONTRACEPTION, Kind.ADMINISTRATIVE})


def without_free_ways(criterion: Criterion) -> Criterion:
    """The criterion, each choice in it left open in place of its permissions: what is permitted is no way to meet what is asked."""
    node = _only_what_is_asked(criterion.node)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _only_what_is_asked(node: Node) -> Node:
    match node:
        case Any(nodes):
            parts = tuple(_only_what_is_asked(part) for part in nodes)
            asked = tuple(part for part in parts if not isinstance(part, Allow))
            if len(asked) < len(parts) and any(_asks(part) for part in asked):
                is_open = any(isinstance(part, Unparsed) for part in asked)
                unclear = Unparsed(node.span, "what is permitted is no way to meet it")
                return replace(node, nodes=asked if is_open else (*asked, unclear))
            return node if _same(parts, nodes) else replace(node, nodes=parts)
        case All(nodes):
            parts = tuple(_only_what_is_asked(part) for part in nodes)
            return node if _same(parts, nodes) else replace(node, nodes=parts)
        case Unless(inner, _) | If(_, inner):
            new = _only_what_is_asked(inner)
            return node if new is inner else replace(node, node=new)
        case _:
            return node


def _asks(node: Node) -> bool:
    """Whether a part asks for something that the record can tell."""
    if isinstance(node, Allow):
        return False
    if isinstance(node, All | Any):
        return any(_asks(part) for part in node.nodes)
    return any(isinstance(part, Leaf) and part.requirement.kind not in _IN_PERSON for part in walk(node))


def _same(new: tuple[Node, ...], old: tuple[Node, ...]) -> bool:
    return all(one is other for one, other in zip(new, old, strict=True))
