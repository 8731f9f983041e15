"""Owns brackets that let some in sooner, in words that name no therapy: "within 3 weeks (1 week for oral agents)"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind
from criteria.words.numbers import NUMBER_OR_WORD, number
from criteria.words.windows import UNITS, FoundWindow

DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
"""The days of each unit of time."""


def sooner(passage: Passage, found: FoundWindow | None) -> tuple[int, int] | None:
    """Where a bracket lets some in sooner, in words that name no therapy: "within 3 weeks (1 week for oral agents)"."""
    if found is None or found.end >= len(passage.lower):
        return None
    aside = _SOONER.match(passage.lower, found.end) or _OR_SOONER.match(passage.lower, found.end)
    if aside is None or any(
        m.kind is Kind.THERAPY and m.name not in _UNTOLD
        for m in passage.mentions
        if aside.start() < m.start < aside.end()
    ):
        return None
    own = number(aside["number"]) * DAYS.get(UNITS[aside["unit"][0]], 0)
    if not 0 < own < found.window.number * DAYS.get(found.window.unit, 0):
        return None
    return aside.start("aside"), aside.end("aside")


_SOONER = regex(
    rf"[^.;()]{{0,60}}(?P<aside>"
    rf"\((?:or\s+|but\s+|only\s+)?(?:within\s+|at\s+least\s+|[≥>]=?\s*|more\s+than\s+)?(?P<number>{NUMBER_OR_WORD})\s*"
    r"(?P<unit>hours?|days?|weeks?|months?)\s+(?:for|if|in\s+(?:the\s+)?case|when|since|after|from)\b[^()]*\))"
)
# "within 28 days, or within 7 days if given against pain"
_OR_SOONER = regex(
    rf"[^.;()]{{0,40}}?(?P<aside>"
    rf",?\s+(?:or|and)\s+(?:within\s+|at\s+least\s+|[≥>]=?\s*|<\s*)?(?P<number>{NUMBER_OR_WORD})\s*"
    r"(?P<unit>hours?|days?|weeks?|months?)\s+(?:if|in\s+(?:the\s+)?case|when|where)\b[^.;,()]*)"
)
_UNTOLD = frozenset({"anticancer therapy", "systemic therapy"})
