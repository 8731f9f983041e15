"""Owns small makings of trees: the span over some nodes, some nodes as one, and whether a tree keeps someone out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from criteria.span import Span
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Not, Unless, Unparsed, walk


def all_of(nodes: list[Node]) -> Node:
    """The nodes, of which there must be one, as one that holds when all do."""
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes), cover(nodes))


def together(nodes: list[Node]) -> Node | None:
    """The nodes as one that holds when all do; None without any."""
    return all_of(nodes) if nodes else None


def conjuncts(node: Node) -> list[Node]:
    """The parts of a conjunction, those of conjunctions within it among them; the node itself where it is none."""
    return [part for inner in node.nodes for part in conjuncts(inner)] if isinstance(node, All) else [node]


def alternatives(node: Node) -> list[Node]:
    """The ways of a choice, those of choices within it among them; the node itself where it is none."""
    return [way for inner in node.nodes for way in alternatives(inner)] if isinstance(node, Any) else [node]


def cover(nodes: Iterable[Node | None]) -> Span:
    """The span from the first to the last of the nodes, of which there must be one."""
    spans = [n.span for n in nodes if n is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def excludes(node: Node) -> bool:
    """Whether a tree keeps someone out: a denial, alone, in a list, or under an exception or a condition."""
    match node:
        case Not():
            return True
        case Unless(inner, _) | If(_, inner):
            return excludes(inner)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            return any(excludes(part) for part in nodes)
        case _:
            return False


def with_leaves(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """The tree with each of its leaves changed."""
    match node:
        case Leaf():
            return change(node)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            return replace(node, nodes=tuple(with_leaves(part, change) for part in nodes))
        case Not(inner) | Allow(inner):
            return replace(node, node=with_leaves(inner, change))
        case Unless(inner, exception):
            return replace(node, node=with_leaves(inner, change), exception=with_leaves(exception, change))
        case If(condition, inner):
            return replace(node, condition=with_leaves(condition, change), node=with_leaves(inner, change))
        case _:
            return node


OF_AN_ARM = "arm"
"""Why the words that limit something to an arm are unread: nobody can say who will be in it."""


def as_alternative(node: Node) -> Node:
    """The node as one of several that are enough: who is not in its arm, or has not its tumor, does not meet it."""
    if not isinstance(node, If):
        return node
    match node.condition:
        case Unparsed(_, why) if why == OF_AN_ARM:
            return All((node.condition, as_alternative(node.node)), node.span)
        case condition if _is_a_tumor(condition):
            return All((node.condition, node.node), node.span)
        case _:
            return node


def _is_a_tumor(node: Node) -> bool:
    """Whether a condition says which tumor is meant, by a cancer's name, with or without its markers."""
    named = [leaf.requirement for leaf in walk(node) if isinstance(leaf, Leaf)]
    cancer = any(r.kind is Kind.CANCER or r.concept == "TNBC" for r in named)
    return cancer and all(r.kind in (Kind.CANCER, Kind.BIOMARKER) for r in named)


_INOPERABLE = "unresectable"


def can_be_lifted(node: Node) -> bool:
    """Whether something is excluded to which a later sentence can be an exception: that the cancer must be operable is nothing of the sort."""
    denied = [part.node for part in walk(node) if isinstance(part, Not)]
    return any(not isinstance(part, Leaf) or part.requirement.concept != _INOPERABLE for part in denied)


def kinds_lifted(node: Node) -> set[Kind]:
    """The kinds of what a sentence is about, but for that the cancer must be operable; not of what it excepts."""
    while isinstance(node, Unless):
        node = node.node
    named = (part.requirement for part in walk(node) if isinstance(part, Leaf))
    return {requirement.kind for requirement in named if requirement.concept != _INOPERABLE}


def lifted(node: Node, allowed: Node) -> Node:
    """A sentence with its exclusions loosened; what it asks for beside them stays asked for."""
    span = cover([node, allowed])
    if isinstance(node, All) and not all(excludes(part) and can_be_lifted(part) for part in node.nodes):
        parts = (lifted(part, allowed) if excludes(part) and can_be_lifted(part) else part for part in node.nodes)
        return All(tuple(parts), span)
    return Unless(node, allowed, span)
