"""Owns cumulative doses: "lifetime dose exceeding 360 mg/m2 doxorubicin or 550 mg/m2 epirubicin"."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_statement import is_conduct
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.numbers import NUMBER, number

_DOSE = regex(
    rf"(?P<number>{NUMBER})\s*(?:mg|milligrams?)\s*(?:/|per)\s*"
    r"(?:met(?:er|re)s?[- ]squared|m\s?\^?\s?\(?2\)?|sqm|square\s+met(?:er|re)s?|m²)"
    r"(?P<more>\s+or\s+(?:more|greater|above|higher))?(?:\s+(?:of|for)\b)?"
)
_OF_DOSE = regex(
    r"\bcumulative|\blifetime|\btotal\s+(?:dose|lifetime|anthracycline)|\bdoses?\s+of\s+[^.;]{0,40}\b(?:exceed|greater|more\s+than|>)|\bexceed"
)
_COMPARED = regex(rf"(?:>|greater than|more than)\s*{NUMBER}\s*mg\s*(?:/\s*m|per\s+(?:square|m))")
_COMPARES = regex(
    r"\)?\s*(?:at\s+|in\s+)?(?:(?:a\s+)?(?:cumulative\s+|total\s+|lifetime\s+)*doses?\s+)?(?:of\s+)?"
    r"(?:[>≥<≤=]+|(?:greater|more|less|higher)\s+than|exceeding)\s*"
)
_JOINS = regex(r"\s*(?:,|/|,?\s*(?:and/or|or|and))\s*")
_ANOTHER = regex(r"[,;.]|\b(?:or|and)\b")  # behind it the next drug begins
_REACH = 35  # characters between an amount and its drug: "mg/m2 cumulative lifetime dose of prior doxorubicin"
# "a minimum cumulative dose of 180 mg/m2"
_AT_LEAST = regex(r"\b(?:minimum|at\s+least|no\s+less\s+than|not\s+less\s+than)\b[^.;]{0,100}$")
_NOT = regex(r"\b(?:not|never|no)\s+(?!less)")
# so much itself is too much: "at least 400 mg/m2" among exclusions, "less than 400 mg/m2" of what may have been given
_FROM_THERE_ON = regex(r"(?:≥|>\s?=|=\s?>|<(?!\s?=)|\bat\s+least|(?<!no )(?<!not )\bless\s+than|\bbelow)\s*$")
_BELOW = regex(
    r"(?:≤|<=?|=<|less\s+than|no\s+more\s+than|not\s+(?:to\s+)?exceed(?:ed|ing)?|up\s+to|below|maximum)[^.;]{0,60}$"
)


def is_of_dose(lower: str, start: int, end: int) -> bool:
    """Whether the words between the offsets limit a cumulative dose."""
    words = lower[start:end]
    return (
        "mg" in words
        and _DOSE.search(words) is not None
        and (_OF_DOSE.search(words) is not None or _COMPARED.search(words) is not None)
    )


def read(passage: Passage, named: list[Name]) -> list[Atom]:
    """A limit for each drug that has one: the drug must not have been given beyond it, however the words put it."""
    lower = passage.lower
    if not is_of_dose(lower, 0, len(lower)) or is_conduct(lower):
        return []
    atoms = []
    floor = 0
    for match in _DOSE.finditer(lower):
        drugs = _drugs(lower, named, floor, match)
        if drugs and not _is_a_minimum(passage, match):
            beyond = Comparison(_op(lower, match), number(match["number"]), "mg/m2")
            below = _BELOW.search(lower[max(floor, match.start() - 90) : match.start()]) is not None
            how = Polarity.MUST_NOT if below or passage.base is Effect.REQUIRE else Polarity.FOLLOW
            for drug in drugs:
                start = min(drug.start, match.start()) if len(drugs) == 1 else drug.start
                atoms.append(Atom(start, drug.end, Requirement(Kind.THERAPY, drug.concept, beyond), how))
        floor = match.end()
    return atoms


def _op(lower: str, match: re.Match[str]) -> str:
    """Whether the amount itself is already beyond the limit."""
    return ">=" if match["more"] or _FROM_THERE_ON.search(lower, 0, match.start()) else ">"


def _is_a_minimum(passage: Passage, match: re.Match[str]) -> bool:
    """Whether so much at least must have been given; who has had less is not told from who has had more by the drug's name."""
    before = passage.lower[max(0, match.start() - 110) : match.start()]
    asked = passage.base is Effect.REQUIRE and passage.scopes.negations(match.start()) % 2 == 0
    return (
        asked and _AT_LEAST.search(before) is not None and _NOT.search(before) is None and _BELOW.search(before) is None
    )


def _drugs(lower: str, named: list[Name], floor: int, match: re.Match[str]) -> list[Name]:
    """The drugs that a dose is of: one, or several that stand before it ("A or liposomal A > 500 mg/m2")."""
    drug = _drug(lower, named, floor, match)
    if drug is None:
        return []
    drugs = [drug]
    before = [n for n in named if floor <= n.start and n.end <= drug.start and drug.end <= match.start()]
    for other in reversed(before):
        if not _JOINS.fullmatch(lower, other.end, drugs[0].start):
            break
        drugs.insert(0, other)
    return drugs


def _drug(lower: str, named: list[Name], floor: int, match: re.Match[str]) -> Name | None:
    """The drug that a dose is of: the one before it, else the one right behind it ("360 mg/m2 doxorubicin")."""
    before = [n for n in named if floor <= n.start and n.end <= match.start()]
    behind = [
        n for n in named if 0 <= n.start - match.end() <= _REACH and not _ANOTHER.search(lower, match.end(), n.start)
    ]
    equivalent = "equivalent" in lower[max(0, match.start() - 90) : match.end() + 60]
    if before and equivalent:
        return before[0]  # "anthracycline equivalent cumulative dose of doxorubicin"
    if before and _COMPARES.fullmatch(lower, before[-1].end, match.start()):
        return before[-1]
    if behind and not equivalent:
        return behind[0]
    if before:
        return before[-1]
    return behind[0] if behind else None
