"""Owns in how many fractions at most radiation was given: "palliative radiotherapy of no more than 5 fractions"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.text.passage import Passage

_FRACTIONS = regex(
    r"[^.;]{0,80}?(?:\bwith\s+|\bof\s+|\bin\s+|\()"
    r"(?:(?P<most>≤|<=|up\s+to|(?:no|not)\s+more\s+than|at\s+most|a\s+maximum\s+of)|(?P<under><|(?:less|fewer)\s+than))?\s*"
    r"(?P<number>\d{1,2})\s+(?:daily\s+)?fractions?\b(?P<or_less>\s+or\s+(?:less|fewer)\b)?"
)


def at_most(passage: Passage, end: int) -> str | None:
    """The bound on the fractions behind a mention of radiation that ends at ``end``, as "<= 5"; None where there is none.

    Its words are claimed, so that they are no unread ones.
    """
    if "fraction" not in passage.lower:
        return None
    found = _FRACTIONS.match(passage.lower, end)
    if found is None or not (found["most"] or found["under"] or found["or_less"]):
        return None
    passage.claimed.append(found.span())
    return f"{'<' if found['under'] else '<='} {found['number']}"
