"""Owns counts of lines whose number stands behind: "number of prior chemotherapy lines: 0 to 3"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from criteria.patterns import regex
from criteria.tree import Between, Comparison
from criteria.words.numbers import bounds

_NUMBER_OF = regex(
    r"\bnumber\s+of\s+(?:(?:prior|previous|earlier|past|total)\s+)+"
    r"(?P<what>(?:[\w/-]+\s+){0,4}?(?:lines?|regimens?|therap(?:y|ies)|treatments?|chemotherap(?:y|ies)))\b"
    r"(?:\s+(?:for|in|of)\s+[a-z][a-z -]{3,50}?)?\s*(?::|=|\bis\b|\bare\b|\b(?:must|should|may|can)\s+(?:not\s+)?(?:be|exceed)\b|(?=[<>≤≥]))"
)
_REACH = 30  # characters behind the words in which the number stands


class Numbered(NamedTuple):
    """A count at characters ``start`` to ``end``, with the words for what is counted."""

    start: int
    end: int
    what: str
    value: Comparison | Between


def numbered(lower: str) -> Iterator[Numbered]:
    """The counts of a sentence in lower case; from none on, they are upper limits."""
    for match in _NUMBER_OF.finditer(lower):
        found = next(iter(bounds(lower, match.end(), min(len(lower), match.end() + _REACH))), None)
        if found is None:
            continue
        op = "<=" if "exceed" in match.group() else found.op
        if found.high is not None:
            low, high = found.number, found.high
            value: Comparison | Between = Between(low, high, "lines") if low else Comparison("<=", high, "lines")
        elif op is not None:
            value = Comparison(op, found.number, "lines")
        else:
            continue
        yield Numbered(match.start(), found.end, match["what"], value)
