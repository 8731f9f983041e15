"""Owns whether a cancer is meant that came through a treatment while this was given: "progression while receiving letrozole"."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex

WHILE_GIVEN = ("while", "given")
"""A detail: the cancer came through it while it was given, and not later."""

_WHILE = regex(
    r"\b(?:progress(?:ed|ion|ing)?|relapsed?|relapsing|recurrence|recurred)(?:\s+(?:either|disease|cancer))?\s+"
    r"(?:(?:while|whilst)\s+(?:still\s+)?(?:receiving|on|under|taking|being\s+treated|undergoing)|during)\b(?P<more>[^.;]*)$"
)
# "during or after", "while on letrozole or within a year of its end"
_OR_LATER = regex(r"\b(?:after|following|within|upon|post|since|end|completi\w+|months?|years?)\b")
_BEHIND = 80


def while_given(words: Around) -> tuple[tuple[str, str], ...]:
    """The detail of what came through a treatment while it was given; none where what came later is meant as well."""
    found = _WHILE.search(words.own)
    if found is None or _OR_LATER.search(found["more"]):
        return ()
    end = words.name.end
    behind = str(words.passage.lower[end : end + _BEHIND]).partition(".")[0].partition(";")[0]
    return () if _OR_LATER.search(behind) else (WHILE_GIVEN,)
