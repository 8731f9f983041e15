"""Owns what a statement names, apart from whether it asks for it, denies it or permits it."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import All, Allow, Any, If, Leaf, Node, Not, walk

_BUT_NO = regex(r"\bbut (?:no|not|never|without)\b", re.IGNORECASE)


def excludes(node: Node) -> bool:
    """Whether something in the tree is negated."""
    return any(isinstance(part, Not) for part in walk(node))


def permits_but_no_other(node: Node) -> bool:
    """Whether something is permitted as long as nothing else is there: "tamoxifen is allowed, but no letrozole"."""
    if not isinstance(node, All) or not all(isinstance(part, Allow | Not) for part in node.nodes):
        return False
    if not isinstance(node.nodes[0], Allow) or not isinstance(node.nodes[-1], Not):
        return False
    allowed, denied = (
        {
            leaf.requirement.concept
            for part in node.nodes
            if isinstance(part, sort)
            for leaf in walk(part)
            if isinstance(leaf, Leaf)
        }
        for sort in (Allow, Not)
    )
    return not allowed & denied


def lets_in_alone(node: Node, words: str) -> bool:
    """Whether a line lets in what it names as long as something else is not there: "tamoxifen is allowed, but no letrozole"."""
    return permits_but_no_other(node) and _BUT_NO.search(words) is not None


def permitted(node: Node) -> Node:
    """What a permission names, as a condition that may hold or not.

    Things of one kind are permitted each ("skin cancer or in situ cancer"); those of several kinds go together.
    """
    match node:
        case Allow(inner):
            return inner
        case All(nodes, span) if permits_but_no_other(node):
            named = All(tuple(part for part in nodes if isinstance(part, Allow)), span)
            return All((permitted(named), *(part for part in nodes if isinstance(part, Not))), span)
        case All(nodes, span):
            parts = [permitted(n) for n in nodes]
            kinds = {leaf.requirement.kind for part in parts for leaf in walk(part) if isinstance(leaf, Leaf)}
            return Any(tuple(parts), span) if len(kinds) == 1 else All(tuple(parts), span)
        case Any(nodes, span):
            return Any(tuple(permitted(n) for n in nodes), span)
        case If(_, inner) if _only_permits(inner):
            return replace(node, node=permitted(inner))
        case _:
            return node


def _only_permits(node: Node) -> bool:
    return isinstance(node, Allow) or (isinstance(node, All) and all(map(_only_permits, node.nodes)))


def bare(node: Node) -> Node:
    """The statements of a heading ("Patients with HER2-positive disease:") as a condition, whatever their section."""
    match node:
        case Not(inner):
            return inner
        case All(nodes, span):
            return All(tuple(bare(n) for n in nodes), span)
        case _:
            return permitted(node)
