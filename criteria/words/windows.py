"""Owns windows of time in text: "within 28 days before", "at least 4 weeks since", with their lengths, half-lives and both ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from criteria.patterns import hints, regex
from criteria.tree import Window
from criteria.words.numbers import NUMBER_OR_WORD, number
from criteria.words.window_relations import FROM_STUDY, SINCE, anchor_of, is_future, relation

_UNIT = r"(?:hours?|hrs?|h|days?|weeks?|wks?|months?|mos?|years?|yrs?)\b\.?"
UNITS = {"h": "hours", "d": "days", "w": "weeks", "m": "months", "y": "years"}
"""The units of time by their first letter."""

_HALF_LIFE = r"(?:half\s?[-–]?\s?li(?:ves?|fe|fes)\b|t\s?½|t\s?1/2\b)"
_DURATION = regex(
    rf"(?<![\w.])(?P<number>{NUMBER_OR_WORD})(?:\s*\(\s*(?:\d+|[a-z]+)\s*\))?(?:\s*(?:-|to|or)\s*(?P<high>\d+(?:\.\d+)?)|\s+or\s+(?:more|longer))?(?:\s|-)*"
    r"(?:(?:"
    r"full|calendar|consecutive|complete|continuous|drug|plasma|elimination|serum|terminal|biological|published|known"
    r"|reported)[\s-]+"
    r"|times\s+(?:the\s+|its\s+)?|x\s+)*"
    rf"(?P<unit>{_UNIT}|{_HALF_LIFE})(?:\s*\(\s*(?!or\b)[\w\s-]{{1,20}}\s*\))?",
)
# "within the past year", "in the last month", "within one week" without a figure
_UNCOUNTED = regex(
    r"(?:(?:within|in|during|over|for)\s+(?:the\s+)?(?:immediately\s+)?(?:past|last|previous|preceding|prior)"
    r"|within\s+(?:a|the)|(?:in|during|over)\s+the(?=\s+(?:day|week|month|year)\s+(?:before|prior\s+to|preceding)\b))"
    r"\s+(?P<unit>day|week|month|year)\b"
)
_BETWEEN = r"(?:\s*\([^()]{0,80}\))?(?:\s*,?\s*(?:of|prior|before|preceding|from)\b[^,;.()]{0,60}?)?\s*,?\s*"
_OR_HALF_LIVES = regex(
    rf"{_BETWEEN}\(?(?:\bor\b|\band\b|/)\s*(?:within\s+|at\s+least\s+|<|≤|≥|less\s+than\s+)?(?:the\s+)?(?P<half>{NUMBER_OR_WORD})\s*(?:\(\s*\w+\s*\)\s*)?"
    rf"(?:(?:elimination|drug|plasma|serum|terminal)[\s-]+|times\s+(?:the\s+|its\s+)?|x\s+(?:the\s+)?)*{_HALF_LIFE}"
)
_OR_TIME = regex(  # "5 half-lives for each drug or 28 days"
    rf"(?:\s+for\s+(?:each|the|that|any)\s+(?:[\w-]+\s+){{0,2}}?(?:drugs?|agents?|products?|treatments?|compounds?))?{_BETWEEN}(?:\bor\b|\band\b|/)\s*(?:within\s+|at\s+least\s+|<|≤|≥|less\s+than\s+)?(?P<number>{NUMBER_OR_WORD})"
    rf"\s*(?:\(\s*\w+\s*\)\s*)?[- ]?(?P<unit>{_UNIT})"
)
_ASIDE = regex(r"\s*\([^()]*\d[^()]*\)")
_WHICHEVER = regex(
    r"\)?(?:(?!\bwithin\b)[^;.)]){0,60}?\b(?:whichever|whatever)\s+(?:is\s+|comes\s+|occurs\s+|was\s+)?(?:the\s+)?(?P<which>\w+)"
)

# how such words begin: "whichever is later", "whichever comes sooner"
_LONGER = ("lon", "lat", "gre", "mor", "hig")
_SHORTER = ("sho", "les", "sma", "ear", "fir", "soo", "low")
_ANY_OP = regex(
    r"(?:[<>≤≥=]|\b(?:least|most|than|within|minimum|maximum|for|every|over|up\s+to|last|past)|\bof)\s*(?:a\s+|the\s+)?$"
)
_COURSE = regex(r"\b(?:course|duration|cycle)s?\s+of\s+(?:at\s+least\s+|up\s+to\s+)?$")
_NOT_PAST = regex(
    r"\s*(?:of\s+age\b|old\b|or\s+older|or\s+more\s+years|in\s+duration|duration|life|survival|and\s+(?:older|over)|of\s+life|per\s+(?:day|week))|-?\s*old"
)
_LIFE = regex(
    r"\b(?:expectancy|survival|expected\s+to\s+live|aged?|prognosis)\b[^,;.]{0,30}$"
    r"|\bhalf[- ]?li(?:fe|ves)\s*"
    r"(?:[<>=≤≥\s]|\b(?:of|is|was|less|more|than|or|equal|to|at|least|longer|shorter|greater|about)\b)*$"
)


@dataclass(frozen=True, slots=True)
class FoundWindow:
    """A stretch of time found at characters ``start`` to ``end``.

    ``ahead`` tells that what it counts from follows it ("4 weeks since chemotherapy"), rather than what it dates
    standing before it ("chemotherapy within 4 weeks"). ``upper`` is the longest time, where both ends are told ("between
    1 and 5 years after surgery").
    """

    start: int
    end: int
    window: Window
    ahead: bool = False
    upper: Window | None = None


# both ends of a time: "between 1 and 5 years", "six months to 3 years", "at least 7 months but no more than 3 years"
_RANGE = regex(
    r"(?<![\w.])(?:(?P<between>between)\s+)?"
    rf"(?P<least>(?:at\s+least|(?:a\s+)?minimum(?:\s+of)?|more\s+than|≥|>\s?=?)\s*)?(?P<low>{NUMBER_OR_WORD})\s*"
    rf"(?P<lowunit>{_UNIT})?"
    r"(?:\s+(?:prior|ago|after\s+surgery))?\s*(?P<join>-|–|to\b|and\b|but\b|,)\s*(?:but\s+|and\s+|to\s+)?"
    r"(?P<most>(?:(?:no|not)\s+(?:more|longer|later|greater)\s+than|up\s+to|at\s+most|less\s+than|within|≤|<\s?=?)\s*)?"
    rf"(?P<high>{NUMBER_OR_WORD})\s*(?P<unit>{_UNIT})"
)


_AGO = regex(
    r"\s*(?:ago\b|earlier\b|(?:prior\s+to|before|preceding)\s+(?:the\s+)?(?:study|enrol|inclusion|entry|random|regist|screen|start))"
)
IF_SO_LONG_AGO = (
    r"(?:if|provided(?:\s+that)?|as\s+long\s+as|when)\s+(?:it\s+|they\s+|there\s+"
    r"|(?:the\s+)?(?:last|final)\s+(?:dose|treatment|administration|cycle|infusion)\s+(?:of\s+[\w-]+\s+)?"
    r"|(?:(?:this|that|the|such|these)\s+)?(?:(?:therapy|treatment|drugs?|medications?)\s+(?:completion\s+)?)?)?"
    r"(?:(?:was|were|is|are|has|have|had)\s+(?:been\s+)?)?(?:(?:completed|discontinued|stopped|ended|given|finished|administered|occurred)\s+)?"
    r"(?:(?:[<>≥≤=]+|at\s+least|more\s+than|a\s+minimum\s+of|over)\s*)?[\w.]+\s+(?:day|week|month|year)s?\b"
)
"""A condition that is a window of time: "allowed if more than a year has passed since"; part of an expression."""
_HINTS = hints("day", "week", "month", "year", "hour", "half", "t1/2", "t½", "wk", "yr", "mos", " mo", " h", "hr")


def windows(lower: str, start: int = 0, end: int | None = None, *, bare: str | None = None) -> Iterator[FoundWindow]:
    """The windows of past time in ``lower`` between the offsets, in order.

    ``bare`` is the comparator of a duration that stands alone ("chemotherapy: 3 weeks" in a list of washouts).

    "within 28 days" is ``<= 28 days``; "at least 4 weeks since", "4 weeks washout" are ``>= 4 weeks``;
    "less than 4 weeks since" is ``< 4 weeks``. Ages, life expectancies, durations of treatment and what lies in the
    future ("for 6 months after the last dose") are left out.
    """
    limit = len(lower) if end is None else end
    if not _HINTS.search(lower):
        return
    read: list[tuple[int, int]] = []
    for match in _RANGE.finditer(lower, start, limit):
        if (both := _both_ends(lower, match, start, limit)) is not None:
            read.append((both.start, both.end))
            yield both
    found = [*_DURATION.finditer(lower, start, limit), *_UNCOUNTED.finditer(lower, start, limit)]
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        if any(begin <= match.start() < stop for begin, stop in read):
            continue
        window = _window(lower, match, start, limit, bare)
        if window is not None:
            yield window
            aside = _ASIDE.match(lower, match.end())  # "4 weeks (6 weeks for mitomycin) or 5 half-lives" holds another
            read += [(match.start(), match.end()), (aside.end() if aside else match.end(), window.end)]


def _both_ends(lower: str, match: re.Match[str], floor: int, limit: int) -> FoundWindow | None:
    """The window with both its ends, where a range counts from what follows it or back from today; None for any other."""
    after = lower[match.end() : min(limit, match.end() + 110)]
    ago = _AGO.match(after) is not None
    since = SINCE.match(after) is not None and FROM_STUDY.match(after) is None
    if not (ago or since) or _NOT_PAST.match(after):
        return None
    told = match["between"] or (match["least"] and match["most"])
    bare = not match["least"] and not match["most"] and match["join"] in ("-", "–", "to")
    if not (told or bare) or _ANY_OP.search(lower, max(floor, match.start() - 30), match.start()):
        return None
    unit, low, high = UNITS[match["unit"][0]], number(match["low"]), number(match["high"])
    least = Window(">=", low, UNITS[match["lowunit"][0]] if match["lowunit"] else unit)
    if least.unit == unit and low >= high:
        return None
    return FoundWindow(match.start(), match.end(), least, since, Window("<=", high, unit))


def _window(lower: str, match: re.Match[str], floor: int, limit: int, bare: str | None) -> FoundWindow | None:
    before = lower[max(floor, match.start() - 140) : match.start()]
    after = lower[match.end() : min(limit, match.end() + 110)]
    if _UNCOUNTED.made(match):
        return FoundWindow(match.start(), match.end(), Window("<=", 1, UNITS[match["unit"][0]], anchor_of(after)))
    if _NOT_PAST.match(after) or _LIFE.search(before) or _COURSE.search(before) or is_future(before, after):
        return None
    begin, op, ahead = relation(before, after, match.start())
    count, unit, half, used = _amount(match, after, op or "")
    if op is None and used:  # "at least 4 weeks or 5 half-lives, whichever is shorter, before the first dose"
        rest = _WHICHEVER.match(after, used)
        begin, op, ahead = relation(before, after[rest.end() if rest else used :], match.start())
    op = op or bare
    if op is None:
        return None
    stop = match.end() + used
    which = _WHICHEVER.match(lower, stop, min(limit, stop + 90))
    whichever = None
    if which and which["which"][:3] in _LONGER + _SHORTER:
        whichever = "longer" if which["which"][:3] in _LONGER else "shorter"
        stop = which.end()
    anchor = anchor_of(after[used:])
    if ahead and anchor == "surgery":
        anchor = "enrolment"  # "2 weeks after surgery": the operation is what the window dates
    window = Window(op, count, unit, anchor, half_lives=half, whichever=whichever)
    return FoundWindow(begin, stop, window, ahead)


def _amount(match: re.Match[str], after: str, op: str) -> tuple[float, str, float | None, int]:
    """The number and unit of time, the half-lives beside it, and how many characters of ``after`` were read for them."""
    count = number(match["high"] if match["high"] and op in ("<=", "<") else match["number"])
    if match["unit"].startswith(("half", "t")):
        beside = _OR_TIME.match(after)
        if beside is not None:
            return number(beside["number"]), UNITS[beside["unit"][0]], count, beside.end()
        return count, "half-lives", None, 0
    beside = _OR_HALF_LIVES.match(after)
    if beside is not None:
        return count, UNITS[match["unit"][0]], number(beside["half"]), beside.end()
    return count, UNITS[match["unit"][0]], None, 0
