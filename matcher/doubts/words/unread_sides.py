"""Owns the side of an "or" that was not read, right before the extent of a cancer: "incurable or metastatic" asks for neither."""

from __future__ import annotations

from collections.abc import Iterable

from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import Kind

SIDED = frozenset({Kind.STAGE, Kind.DISEASE_MEASURE, Kind.CANCER})
"""The kinds of which such an "or" makes a choice."""
# "newly diagnosed or metastatic disease", "stable or slowly progressive"; not "radiologically or clinically measurable"
_OR_SIDE = regex(
    r"\b(?P<side>"
    r"(?:[a-z][\w-]*\s+){0,2}?(?!\w*ly\b)(?!(?:either|whether|one|more|and|with|local|regional|distant)\b)[a-z][\w-]+"
    r"(?:\s*\([^()]*\))?),?\s+(?:and\s*/\s*)?or\s+(?:\w+ly\s+|early\s+)?$"
)
# the first of a list, as in "advanced (incurable), recurrent, or metastatic"
_LISTED_SIDE = regex(
    r"\b(?P<side>advanced|inflammatory|early|locali[sz]ed|primary|progressive|refractory|residual|operable|incurable)(?:\s*\([^()]*\))?,\s+$"
)
_OR_BEHIND = regex(r"[^.;:()]{0,40}\bor\b")
_REACH = 160  # characters


def has_an_unread_side(words: str, span: Span, within: tuple[int, int], read: Iterable[tuple[int, int]]) -> bool:
    """Whether the words at ``span`` are the second side of an "or" of which the first is none of what was ``read``."""
    start = max(within[0], span.start - _REACH)
    side = _OR_SIDE.search(words, start, span.start)
    if side is None and _OR_BEHIND.match(words, span.end, within[1]):
        side = _LISTED_SIDE.search(words, start, span.start)
    if side is None:
        return False
    first, last = side.span("side")
    if side["side"] == "inflammatory" and "locally advanced" in words[start:first]:
        return False  # every inflammatory cancer is locally advanced
    return not any(begin < last and first < end for begin, end in read)
