"""Owns how the parts of an exception hold: any one of a kind, but all values that "and" joins, and all kinds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Any, Kind, Node

_AND = regex(r"\band\b|&")
_OR = regex(r"\bor\b")


def values_together(passage: Passage, atoms: Sequence[Atom]) -> frozenset[Kind]:
    """Labs, where each of several must have its value: "unless the clearance is > 50 and albumin is > 3"."""
    labs = [a for a in atoms if a.requirement.kind is Kind.LAB]
    if len({a.requirement.concept for a in labs}) < max(len(labs), 2):
        return frozenset()
    between = (passage.lower[a.end : b.start] for a, b in pairwise(labs))
    return frozenset({Kind.LAB} if all(_AND.search(words) and not _OR.search(words) for words in between) else ())


def by_kind(parts: list[tuple[Kind, Node]], where: Span, together: frozenset[Kind] = frozenset()) -> Node:
    """Statements of one kind are a choice, those of different kinds, or of a kind of ``together``, are not: a treated tumor, of either sort."""
    groups: dict[Kind, list[Node]] = {}
    for kind, node in parts:
        groups.setdefault(kind, []).append(node)
    choices = [
        nodes[0] if len(nodes) == 1 else (All if kind in together else Any)(tuple(nodes), where)
        for kind, nodes in groups.items()
    ]
    return choices[0] if len(choices) == 1 else All(tuple(choices), where)
