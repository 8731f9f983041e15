"""Owns what a statement names, apart from whether it asks for it, denies it or permits it."""

from __future__ import annotations

from criteria.tree import All, Allow, Any, Leaf, Node, Not, walk


def excludes(node: Node) -> bool:
    """Whether something in the tree is negated."""
    return any(isinstance(part, Not) for part in walk(node))


def permitted(node: Node) -> Node:
    """What a permission names, as a condition that may hold or not.

    Things of one kind are permitted each ("skin cancer or in situ cancer"); those of several kinds go together.
    """
    match node:
        case Allow(inner):
            return inner
        case All(nodes, span):
            parts = [permitted(n) for n in nodes]
            kinds = {leaf.requirement.kind for part in parts for leaf in walk(part) if isinstance(leaf, Leaf)}
            return Any(tuple(parts), span) if len(kinds) == 1 else All(tuple(parts), span)
        case Any(nodes, span):
            return Any(tuple(permitted(n) for n in nodes), span)
        case _:
            return node


def bare(node: Node) -> Node:
    """The statements of a heading ("Patients with HER2-positive disease:") as a condition, whatever their section."""
    match node:
        case Not(inner):
            return inner
        case All(nodes, span):
            return All(tuple(bare(n) for n in nodes), span)
        case _:
            return permitted(node)
