"""Small readings of lines: their trees, and the concepts that these name."""

from __future__ import annotations

from criteria import parse
from criteria.tree import All, Allow, Any, Comparison, Leaf, Node, Not, Unless, walk


def trees(text: str) -> list[Node]:
    return [criterion.node for criterion in parse(text).criteria]


def tree_of(line: str, section: str = "Inclusion") -> Node:
    (criterion,) = parse(f"{section} Criteria:\n\n* {line}").criteria
    return criterion.node


def trees_of(lines: str) -> list[Node]:
    return [c.node for c in parse(f"Inclusion Criteria:\n\n{lines}").criteria]


def concepts(node: Node) -> set[str]:
    return {n.requirement.concept for n in walk(node) if isinstance(n, Leaf)}


def shape(node: Node) -> str:
    """The tree in signs: "&", "|", "-" for not and "unless"; any other node by its class."""
    match node:
        case Leaf(requirement):
            value = requirement.value
            said = f"{value.op}{value.number:g}" if isinstance(value, Comparison) else value
            said = "/".join(said) if isinstance(said, tuple) else said
            return f"{requirement.concept} {said or ''}".strip()
        case All(nodes) | Any(nodes):
            return f"({(' & ' if isinstance(node, All) else ' | ').join(map(shape, nodes))})"
        case Not(inner):
            return f"-{shape(inner)}"
        case Allow(inner):
            return f"allow {shape(inner)}"
        case Unless(inner, exception):
            return f"({shape(inner)} unless {shape(exception)})"
        case _:
            return type(node).__name__


def lifts_alone(line: str, section: str = "Exclusion") -> list[str]:
    """The concepts each of which alone lifts what a line with one exception asks, whatever its unread words mean."""
    (lifts,) = (node.exception for node in walk(tree_of(line, section)) if isinstance(node, Unless))
    return _alone(lifts)


def _alone(node: Node) -> list[str]:
    match node:
        case Any(ways):
            return [concept for way in ways for concept in _alone(way)]
        case All(parts) if all(isinstance(part, Leaf) for part in parts):
            return [concept for part in parts for concept in _alone(part)]
        case Leaf(asked):
            return [asked.concept]
        case _:
            return []
