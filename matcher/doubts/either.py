"""Owns two measures of one thing, of which either may do: "AST and/or ALT", a performance status by two scales."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.nodes import cover
from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Unparsed

_ENZYMES = frozenset({"ALT", "AST"})
_AND_OR = regex(r"\band\s*/\s*or\b", re.IGNORECASE)


def either_enzyme(node: All, text: str) -> All:
    """Bounds of "AST and/or ALT", which are open where only one of the two is kept to."""
    both = [part for part in node.nodes if isinstance(part, Leaf) and part.requirement.concept in _ENZYMES]
    if len(both) != len(_ENZYMES) or not _AND_OR.search(cover(both).of(text)):
        return node
    one = All((Any(tuple(both), cover(both)), Unparsed(cover(both), "one of the two may do")), cover(both))
    either = Any((All(tuple(both), cover(both)), one), cover(both))
    return replace(node, nodes=(*(part for part in node.nodes if part not in both), either))


def on_either_scale(node: All) -> All:
    """A performance status by two scales, whose grades do not fit each other to the last, is met by either."""
    scales = [part for part in node.nodes if isinstance(part, Leaf) and part.requirement.kind is Kind.PERFORMANCE]
    if len({part.requirement.concept for part in scales}) < 2:
        return node
    either = Any(tuple(scales), cover(scales))
    return replace(node, nodes=(*(part for part in node.nodes if part not in scales), either))
