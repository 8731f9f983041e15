"""Owns what a text says about life expectancy."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.numbers import NUMBER_OR_WORD, comparator_after, comparator_before, number

_HINTS = hints("expect", "survi", "prognosis", "live", "life span", "lifespan")
_LIFE = regex(
    r"""\blife[\s-]?(?:expectanc|span|time\ expectancy)\w* | \bexpect(?:ancy|ation)\ of\ (?:life|survival)\b
    | \b(?:expected|estimated|anticipated|predicted|projected|likely)\ (?:to\ (?:live|survive)|(?:overall\ )?(?:survival|lifespan|life))\b
    | \bsurvival\ (?:time\ |period\ )?(?:is\ |of\ )?(?:expect\w+|estimated|prognosis|more|greater|longer|at\ least|[≥>])
    | \bprognosis\ (?:is\ |of\ ) | \bsurvival\ prognosis\b | ^\W*expectancy\b(?=\W)""",
    re.VERBOSE,
)
_DURATION = regex(
    rf"(?P<number>{NUMBER_OR_WORD})(?:\s*\(\s*\w+\s*\))?[\s-]*(?:full )?"
    r"(?P<unit>days?|weeks?|wks?|months?|mos?|mths?|years?|yrs?)\b(?:\s*\((?:yrs?|mos?|wks?|[ymwd])\))?"
)
_OF = regex(r"\s*(?:or (?:more|longer)\s*)?(?:of|in)?\s*(?:the |an? )?")
# under "Life expectancy:" a time by itself is one, and no other line that follows: "at least 5 years since another cancer"
_ALONE = regex(
    r"(?=\W*at least [\w-]+ years?,? (?:excluding|except for|apart from|aside from|other than|regardless of) "
    r"(?:(?:the|their|her|diagnosis|of) )*(?:breast )?cancer\W*$)"
    r"|(?![^(]*\b(?:since|prior|previous|malignan\w+|cancer|history|within|past|last|aged?|old|therapy|treatment|disease)\b)"
)
# an illness that shortens life is no statement about how long the patient is expected to live
_SHORTENED = regex(r"\b(?:limit|shorten|reduc|restrict|compromis|affect|impact|decreas|influenc)\w*\W+(?:\w+\W+){0,3}$")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_REACH = 90  # characters from "life expectancy" to its length


def read(passage: Passage) -> list[Atom]:
    """The statement of a passage about life expectancy: the shortest length of time, or one too short."""
    lower = passage.lower
    topic = passage.topic.startswith("life expectancy")
    if not topic and not _HINTS.search(lower):
        return []
    trigger = _LIFE.search(lower)
    if (
        trigger is None
        and not (topic and _ALONE.match(lower))
        or trigger is not None
        and _SHORTENED.search(lower, 0, trigger.start())
    ):
        return []
    start, end = trigger.span() if trigger else (0, 0)
    length = _DURATION.search(lower, end, end + _REACH) or _before(lower, start)
    if length is None:
        return []
    begin, op = comparator_before(lower, length.start("number"))
    finish = length.end()
    if op is None:
        finish, op = comparator_after(lower, finish)
    if op is None or op == "=":
        op = "<" if passage.base is Effect.EXCLUDE else ">="
    value = Comparison(op, number(length["number"]), _UNITS[length["unit"][0]])
    requirement = Requirement(Kind.LIFE_EXPECTANCY, "life expectancy", value)
    return [Atom(min(start, begin), max(end, finish), requirement, _polarity(lower, start, op))]


_DENIES = regex(r"\b(?:no|not|without|nor|never)\b")


def _polarity(lower: str, start: int, op: str) -> Polarity:
    """A long life is asked for wherever it stands, for it keeps nobody out; a short one is not where anything is denied."""
    if op.startswith(">"):
        return Polarity.MUST
    return Polarity.MUST_NOT if _DENIES.search(lower, 0, start) else Polarity.FOLLOW


def _before(lower: str, start: int) -> re.Match[str] | None:
    """The length that stands before the words: "at least 3 months of expected survival"."""
    found = list(_DURATION.finditer(lower, max(0, start - 40), start))
    return found[-1] if found and _OF.fullmatch(lower, found[-1].end(), start) else None
