"""Owns how the parts of an exception hold: any one of a kind, or the like of it, but all values that "and" joins, and all kinds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Any, Kind, Node, Unparsed

_AND = regex(r"\band\b|&")
_OR = regex(r"\bor\b")


# "unless it is due to Gilbert's syndrome or a similar disorder"
_OR_THE_LIKE = regex(r"(?<=\bor )(?:an? )?similar (?:syndromes?|disorders?|diseases?|conditions?)\b")


def unread_likes(passage: Passage, atoms: Sequence[Atom], start: int, end: int) -> list[Unparsed]:
    """What an exception names as the like of a condition, where nobody has read it: one more way to be excepted."""
    named = [a for a in atoms if a.requirement.kind is Kind.COMORBIDITY or a.is_unread]
    return [
        Unparsed(passage.view.span(*like.span()), "exception")
        for like in _OR_THE_LIKE.finditer(passage.lower, start, end)
        if any(a.end <= like.start() for a in named)
        and not any(a.start < like.end() and a.end > like.start() for a in named)
    ]


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
