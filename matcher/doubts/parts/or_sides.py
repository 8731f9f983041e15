"""Owns an OR in capitals of which one side was not read at all: what the other side asks for need not be so."""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import Allow, Any, Kind, Leaf, Section, Unparsed, walk

_OR = regex(r"(?<=\s)(?:AND/)?OR(?=\s)")
_SENTENCE_END = regex(r"[.;]\s")
_LETTERS = regex(r"[a-z]{3}")
# a receptor, an age at menopause or a lesion is often told in two ways, of which one is read
_TOLD_IN_TWO_WAYS = frozenset({Kind.BIOMARKER, Kind.MENOPAUSE, Kind.DISEASE_MEASURE, Kind.LAB, Kind.AGE})
_FEWEST = 4  # words of a side that says something of its own
_WHY = "the other side of the OR was not read"


def with_the_unread_side(criterion: Criterion, text: str) -> Criterion:
    """A required sentence, with the side of its OR of which nothing was read as an open alternative."""
    if criterion.section is not Section.INCLUSION or criterion.registry_field is not None:
        return criterion
    words = criterion.span.of(text)
    joints = list(_OR.finditer(words))
    if not joints or _SENTENCE_END.search(words) or isinstance(criterion.node, Any | Allow):
        return criterion
    parts = [part for part in walk(criterion.node) if isinstance(part, Leaf | Unparsed)]
    if any(isinstance(part, Leaf) and part.requirement.kind in _TOLD_IN_TWO_WAYS for part in parts):
        return criterion
    read = [part.span for part in parts]
    starts, ends = [0, *(j.end() for j in joints)], [*(j.start() for j in joints), len(words)]
    for start, end in zip(starts, ends, strict=True):
        side = Span(criterion.span.start + start, criterion.span.start + end)
        if _says_something(words[start:end]) and not any(s.start < side.end and side.start < s.end for s in read):
            return replace(criterion, node=Any((criterion.node, Unparsed(side, _WHY)), criterion.span))
    return criterion


def _says_something(side: str) -> bool:
    return len(side.split()) >= _FEWEST and _LETTERS.search(side) is not None
