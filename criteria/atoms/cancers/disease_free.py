"""Owns how long the patient was without disease before it came back: "disease-free interval of at least 12 months"."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.numbers import Found, bounds, comparator_after

CONCEPT = "disease-free interval"
FREE = hints("free interval", "free period")
"""A sentence without one says nothing of it."""

_INTERVAL = regex(r"\b(?:disease|relapse|recurrence)[- ]free (?:interval|period)s?\b")
_UNIT = regex(r"[\s-]*(?P<unit>week|month|year)s?\b")
# "at least a 12-month disease-free interval"
_AHEAD = regex(
    r"\b(?:"
    r"(?P<least>at least|a minimum of|minimum)|(?P<more>(?:more|longer|greater) than)|(?P<less>(?:less|shorter) than))"
    r"(?: an?)? (?P<number>\d+)[\s-](?P<unit>week|month|year)s?(?: of)? $"
)
_SIGNS = {"least": ">=", "more": ">", "less": "<"}
_ENDS = regex(r"[.;,:]|\b(?:and|but|with|who)\b")
_FAR = 160  # characters between the interval and its length, from what to what it is counted included
_NEAR = 50
# the time since another cancer is read with that cancer
_OF_ANOTHER = regex(
    r"\b(?:malignan\w+|neoplas\w+|skin|in[- ]situ|ovarian|(?:other|prior|previous|invasive|second) (?:\w+ )?(?:cancers?|carcinomas?))\b"
)
# the relapse after a treatment is read with the treatment: "disease-free interval from completion of chemotherapy to recurrence"
_OPENS = regex(r"\W*(?:an? )?")
_FROM = regex(r" (?:\([^()]*\) )?(?:from|between)\b")  # a treatment that it is counted from is not asked of anybody
_DEFINES = regex(r"\bdefined as\b[^.;]*$")
_SINCE_TREATED = regex(r"[^.;]*\b(?:from|since|after|following|between)\b[^.;]*\b(?:treatments?|\w*therapy)\b")


def disease_free(passage: Passage) -> list[Atom]:
    """The length that is asked of the time without disease; none where it only says when an exception or condition holds."""
    lower = passage.lower
    match = _INTERVAL.search(lower)
    if match is None or _OF_ANOTHER.search(lower) or _DEFINES.search(lower, 0, match.start()):
        return []
    if any(passage.scopes.over(match.start(), cue) for cue in (Cue.EXCEPTION, Cue.CONDITION)):
        return []
    ahead = _AHEAD.search(lower, max(0, match.start() - _NEAR), match.start())
    if ahead is not None:
        sign = next(sign for name, sign in _SIGNS.items() if ahead[name])
        return [_atom(ahead.start(), match.end(), sign, float(ahead["number"]), ahead["unit"])]
    if _SINCE_TREATED.match(lower, match.end()) and _is_told_of_it(passage, match):
        return []
    stop = _ENDS.search(lower, match.end())
    for found in bounds(lower, match.end(), min(match.end() + _FAR, stop.start() if stop else len(lower))):
        unit = _UNIT.match(lower, found.end)
        op = _sign(lower, found)
        if unit is not None and op is not None and found.high is None:
            return [_but_hormones(lower, _atom(match.start(), unit.end(), op, found.number, unit["unit"]))]
    return []


def _is_told_of_it(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the interval is read with the treatment that it follows, as a relapse so long after it."""
    if passage.base is Effect.EXCLUDE:
        return _OPENS.fullmatch(passage.lower, 0, match.start()) is not None
    return not _FROM.match(passage.lower, match.end())


_NO_HORMONES = regex(r"\bnon-?\s?(?:hormon|endocrine)|\b(?:excluding|except|other than) (?:hormon|endocrine)")


def _but_hormones(lower: str, atom: Atom) -> Atom:
    """The interval counted from the treatment that is not endocrine, where it says so."""
    if not _NO_HORMONES.search(lower, atom.start, atom.end):
        return atom
    return replace(atom, requirement=replace(atom.requirement, detail=(("not", "endocrine therapy"),)))


_WITHIN = regex(r"\bwithin $")


def _sign(lower: str, found: Found) -> str | None:
    """The comparator of the length; None where the record has lost it."""
    if found.op not in (None, "="):
        return found.op
    if _WITHIN.search(lower, max(0, found.start - _NEAR), found.start):
        return "<="
    unit = _UNIT.match(lower, found.end)
    return comparator_after(lower, unit.end())[1] if unit is not None else None


def _atom(start: int, end: int, op: str, number: float, unit: str) -> Atom:
    return Atom(start, end, Requirement(Kind.DISEASE_MEASURE, CONCEPT, Comparison(op, number, f"{unit}s")))
