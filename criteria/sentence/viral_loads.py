"""Owns the viral load that a permission asks for without naming its virus: "those on therapy with an undetectable viral load"."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Kind, Leaf, Node, Unparsed, walk

_LOAD = regex(r"\bviral loads?\b|\bundetectable\b", re.IGNORECASE)


def with_its_load(allowed: Node, words: str, where: Span) -> Node:
    """A permission with the load that was not read in its words: it lets in nobody whose load is not known."""
    if _LOAD.search(words) is None or any(_is_open_or_measured(part) for part in walk(allowed)):
        return allowed
    return All((allowed, Unparsed(where, "a viral load")), allowed.span.cover(where))


def _is_open_or_measured(node: Node) -> bool:
    return isinstance(node, Unparsed) or (isinstance(node, Leaf) and node.requirement.kind is Kind.LAB)
