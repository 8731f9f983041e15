"""Small readings of lines: their trees, and the concepts that these name."""

from __future__ import annotations

from criteria import parse
from criteria.tree import Leaf, Node, walk


def trees(text: str) -> list[Node]:
    return [criterion.node for criterion in parse(text).criteria]


def tree_of(line: str, section: str = "Inclusion") -> Node:
    (criterion,) = parse(f"{section} Criteria:\n\n* {line}").criteria
    return criterion.node


def trees_of(lines: str) -> list[Node]:
    return [c.node for c in parse(f"Inclusion Criteria:\n\n{lines}").criteria]


def concepts(node: Node) -> set[str]:
    return {n.requirement.concept for n in walk(node) if isinstance(n, Leaf)}
