"""Owns windows of time in text: "within 28 days before", "at least 4 weeks since", with half-lives and what they count from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from criteria.patterns import hints, regex
from criteria.tree import Window
from criteria.words.listed_windows import counts_like_the_last
from criteria.words.numbers import NUMBER_OR_WORD, number

_UNIT = r"(?:hours?|hrs?|h|days?|weeks?|wks?|months?|mos?|years?|yrs?)\b\.?"
UNITS = {"h": "hours", "d": "days", "w": "weeks", "m": "months", "y": "years"}
"""The units of time by their first letter."""

_HALF_LIFE = r"(?:half\s?[-–]?\s?li(?:ves?|fe|fes)\b|t\s?½|t\s?1/2\b)"
_DURATION = regex(
    rf"(?<![\w.])(?P<number>{NUMBER_OR_WORD})(?:\s*\(\s*(?:\d+|[a-z]+)\s*\))?(?:\s*(?:-|to|or)\s*(?P<high>\d+(?:\.\d+)?)|\s+or\s+(?:more|longer))?(?:\s|-)*"
    rf"(?:(?:full|calendar|consecutive|complete|continuous|drug|plasma|elimination|serum|terminal|biological|published|known|reported)\s+|times\s+(?:the\s+|its\s+)?|x\s+)*"
    rf"(?P<unit>{_UNIT}|{_HALF_LIFE})(?:\s*\(\s*[\w\s-]{{1,20}}\s*\))?",
)
# "within the past year", "in the last month", "within one week" without a figure
_UNCOUNTED = regex(
    r"(?:(?:within|in|during|over|for)\s+(?:the\s+)?(?:immediately\s+)?(?:past|last|previous|preceding|prior)|within\s+(?:a|the)|(?:in|during|over)\s+the(?=\s+(?:day|week|month|year)\s+(?:before|prior\s+to|preceding)\b))\s+(?P<unit>day|week|month|year)\b"
)
_BETWEEN = r"(?:\s*\([^()]{0,80}\))?(?:\s*,?\s*(?:of|prior|before|preceding|from)\b[^,;.()]{0,60}?)?\s*,?\s*"
_OR_HALF_LIVES = regex(
    rf"{_BETWEEN}\(?(?:\bor\b|\band\b|/)\s*(?:within\s+|at\s+least\s+|<|≤|≥|less\s+than\s+)?(?:the\s+)?(?P<half>{NUMBER_OR_WORD})\s*(?:\(\s*\w+\s*\)\s*)?"
    rf"(?:elimination\s+|drug\s+|plasma\s+|serum\s+|terminal\s+|times\s+(?:the\s+|its\s+)?|x\s+(?:the\s+)?)*{_HALF_LIFE}"
)
_OR_TIME = regex(
    rf"{_BETWEEN}(?:\bor\b|\band\b|/)\s*(?:within\s+|at\s+least\s+|<|≤|≥|less\s+than\s+)?(?P<number>{NUMBER_OR_WORD})\s*(?:\(\s*\w+\s*\)\s*)?[- ]?(?P<unit>{_UNIT})"
)
# "during the first two months of the study"
_FIRST = regex(r"\b(?:the\s+)?first\s+$")
_OF_THE_STUDY = regex(
    r"\s+(?:of|on)\s+(?:the\s+)?(?:study|trial|protocol|treatment|therapy|participation|investigational)\b"
)
_ASIDE = regex(r"\s*\([^()]*\d[^()]*\)")
_WHICHEVER = regex(
    r"\)?(?:(?!\bwithin\b)[^;.)]){0,60}?\b(?:whichever|whatever)\s+(?:is\s+|comes\s+|occurs\s+|was\s+)?(?:the\s+)?(?P<which>\w+)"
)

_WITHIN = regex(
    r"(?:\b(?:with)?in|\bduring|\bover)\s+(?:at\s+least\s+(?:the\s+)?|a\s+minimum\s+of\s+)?(?:a\s+period\s+of\s+|approximately\s+|about\s+|the\s+)?(?:less\s+than\s+|<\s*|≤\s*)?(?:the\s+)?(?:immediately\s+)?(?:last\s+|past\s+|previous\s+|prior\s+|preceding\s+|first\s+|most\s+recent\s+)?\(?\s*$|\brecent\s*\(\s*$"
    r"|\b(?:last|past|previous|preceding)\s+$|\bin\s+the\s+$|\bwithin\s+\d+\s*-\s*$"
)
_WITH = regex(r"\bwith\s+$")  # written for "within": "surgery with 6 months prior to entry"
_GE = regex(
    r"(?:≥|>\s?/?\s?(?:or\s)?=|=\s?>|>\s?or\s?=|at\s+least|at\s+a\s+minimum\s+of|at\s+a\s+minimum|(?:a\s+)?minimum(?:\s+of)?|no(?:t)?\s+(?:less|fewer|earlier|sooner)\s+than|greater\s+than\s+or\s+equal(?:\s+to)?|equal\s+to\s+or\s+(?:greater|more)\s+than)\s*(?:a\s+|an\s+|about\s+|approximately\s+)?$"
)
_GT = regex(r"(?:>|(?:more|greater|longer|later|earlier)\s+than|over|beyond|exceeding)\s*(?:a\s+|about\s+)?$")
_LE = regex(
    r"(?:≤|<\s?/?\s?(?:or\s)?=|=\s?<|up\s+to|no(?:t)?\s+(?:more|longer|greater|later)\s+than|less\s+than\s+or\s+equal(?:\s+to)?|at\s+most|(?:a\s+)?maximum(?:\s+of)?)\s*(?:a\s+)?$"
)
_LT = regex(r"(?:<|(?:less|fewer|shorter|sooner)\s+than|under)\s*(?:a\s+)?$")
_ANY_OP = regex(
    r"(?:[<>≤≥=]|\b(?:least|most|than|within|minimum|maximum|for|every|over|up\s+to|last|past)|\bof)\s*(?:a\s+|the\s+)?$"
)
_COURSE = regex(r"\b(?:course|duration|cycle)s?\s+of\s+(?:at\s+least\s+|up\s+to\s+)?$")
_WASHOUT = regex(r"\bwash-?\s?out\s+(?:period\s+|time\s+|interval\s+)?(?:of\s+|is\s+|:\s*)?$")
# "may enter after 6 weeks", "are eligible once 3 months have passed"
_LET_IN_AFTER = regex(
    r"\b(?:enter|entered|enrol\w*|join|participate|eligible|included|start|begin|register\w*|randomi[sz]ed)\b[^.;,]{0,30}?\b(?:after|once|when)\s+(?:a\s+(?:specified\s+)?period\s+of\s+)?$"
)
# "may be given up to 7 days before randomization": no later than that
_MAY_UNTIL = regex(
    r"\b(?:(?:may|can|could|might)\s+(?:be\s+)?(?:given|taken|continued?|used|received|administered)|permitted|allowed)\s+(?:up\s+to|until)\s+$"
)
# "must be registered 90 days from the operation": by then
_JOINS = regex(r"\b(?:registered|randomi[sz]ed|enrolled|entered)\s+$")
_OF_WHAT = regex(
    r"\s*(?:(?:is|are|will\s+be)\s+)?(?:required\s+|needed\s+|mandatory\s+|recommended\s+)?(?:for|since|between|after|from|following)\b"
)
_FUTURE = regex(
    r"\b(?:for|until|through(?:out)?|to|additional|another|continuing)\s+(?:(?:a|an|the|at\s+least|up\s+to|another|additional|further|total|period\s+of|minimum\s+of|of)\s+)*(?:≥|>=?)?\s*$"
)
_AFTER_TREATMENT = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:after|following|post|beyond|thereafter|from)\b[- ]?\s*(?:the\s+|their\s+|completing\s+|receiving\s+)*(?:$|[.,;)]|last|final|completion\s+of\s+(?:the\s+)?(?:study|trial|treat|therap|protocol)|completing|discontinu|study|trial|treatment|therapy|dos(?:e|ing)|stopping|end|cessation|termination|protocol|infusion|administration)"
)
_NOT_PAST = regex(
    r"\s*(?:of\s+age\b|old\b|or\s+older|or\s+more\s+years|in\s+duration|duration|life|survival|and\s+(?:older|over)|of\s+life|per\s+(?:day|week))|-?\s*old"
)
_LIFE = regex(
    r"\b(?:expectancy|survival|expected\s+to\s+live|aged?|prognosis)\b[^,;.]{0,30}$|\bhalf[- ]?li(?:fe|ves)\s*(?:[<>=≤≥\s]|\b(?:of|is|was|less|more|than|or|equal|to|at|least|longer|shorter|greater|about)\b)*$"
)
# what the time is counted from or back to; the nearest word decides
_BACK = regex(
    r"\s*(?:\([^()]*\)\s*|\)\s*)?(?:or\s+(?:more|longer|greater|less|fewer)\s+)?,?\s*(?:of\s+time\s+|period\s+|time\s+)?(?:immediately\s+|directly\s+)?(?:prior|before|preceding|previous(?:ly)?|pre-?(?=\w)|ago\b|earlier\b|beforehand\b|in\s+advance\b|to\s+(?:the\s+)?(?:start|first|random|enrol|regist|study|screen))"
)
_SINCE = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:or\s+(?:more|longer|greater|less|fewer)\s+)?,?\s*(?:(?:time\s+)?(?:period|interval|gap|break|delay)\s+(?:of\s+time\s+)?)?(?:(?:must|should|will|may|needs?\s+to)\s+)?(?:have\s+|has\s+|had\s+|be\s+|is\s+|are\s+)?(?:been\s+|required\s+|needed\s+|e?lapsed?\s+|pass\s+)?(?:since|after|from|following|post|past|elapsed|passed|wash-?\s?out|off\b|between|free\b|without|apart|drug[- ]free|out\s+from|removed\s+from|beyond)"
)
_FROM_STUDY = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:or\s+(?:more|longer|greater|less|fewer)\s+)?(?:from|of|since|after)\s+(?:the\s+|their\s+|planned\s+|initial\s+|date\s+of\s+|time\s+of\s+|starting\s+|start\s+of\s+|day\s+of\s+|initiation\s+of\s+|beginning\s+of\s+|anticipated\s+|protocol\s+|scheduled\s+|receiving\s+)*(?:first\s+(?:dose|day|admin|study|treat|infus|planned|scheduled|injection|cycle)|random|enrol|regist|study\b|screen|trial\b|c1d1|cycle\s+1|cycle\s+one|day\s+[-01]|day\s+one|consent|sign|entry|entering|baseline|inclusion|investigational|ip\b|allocation|protocol|dosing|treatment\s+(?:start|initiation|day|on\s+(?:this|study|protocol))|start\b|initiati|commenc|begin)"
)
# "the interval between surgery and registration is at least 4 weeks"
_INTERVAL = regex(
    r"\b(?:interval|time|period|window)\s+(?:between|from|since)\s(?:(?!\b(?:progress\w*|relaps\w*|recur\w*|diagnos\w*|radiotherapy|radiation|treatment)\s*\b(?:is|are|was|must|should|of)\b)[^.;]){3,60}\b(?:is|are|must\s+be|should\s+be|of)\s+$"
)
_FOR_A = regex(r"\bfor\s+(?:a\s+)?(?:total\s+|period\s+|duration\s+)*(?:of\s+)?$")
_FOR_TIME = regex(r"\bfor\s+(?:the\s+)?$")
# "off chemotherapy for 3 weeks"
_OFF = regex(r"\boff\s[^;.]{0,50}$")
_OR_AFTER = regex(
    r"\bwithin\s+\S+\s+(?:days?|weeks?|months?|years?)\s+(?:after|of|from|following|since)\s[^.;,]{3,40},?\s+(?:or|and)\s+$"
)
_ENDED = regex(
    r"\b(?:received|treated\s+with|had)\s[^;.]{0,60}\b(?:require|need)s?\s+(?:a\s+)?(?:at\s+least|minimum\s+of|more\s+than|[≥>]=?)?\s*$|\b(?:discontinu\w*|stop(?:ped|ping)?|complet(?:ed|ion)|off\b|wash-?\s?out|elaps\w*|withdrawn|ceased|finish\w*|end(?:ed|ing)?|concluded|last\s+(?:dose|administration|infusion|cycle)\s+of|(?:not|never)\s+(?:have\s+)?(?:been\s+)?(?:on|taken|received)|free\s+of)\b(?:[^;.]|(?<=\bst)\.){0,50}$"
)
_ANCHORS = (
    ("diagnosis", regex(r"\bdiagnos")),
    ("recurrence", regex(r"\b(?:recurren|relaps|progressi|metasta)")),
    ("surgery", regex(r"\b(?:surger|surgical|mastectom|lumpectom|operation|resection)")),
)
_ANCHOR_WORDS = regex(
    r"\s*(?:(?:have\s+|has\s+)?(?:elapsed|passed)\s+)?(?:prior\s+to|before|preceding|of|from|since|after|following|to)\s+(?P<words>(?:(?!\bfor\b)[^,;.()]){0,40})"
)
_STUDY = regex(
    r"\b(?:random|enrol|regist|study|screen|trial|cycle|consent|entry|baseline|inclusion|first\s+(?:dose|day|admin|treat|infus)|day\s+[-01]|dosing|investigational|protocol|start)"
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
    rf"(?<![\w.])(?:(?P<between>between)\s+)?(?P<least>(?:at\s+least|(?:a\s+)?minimum(?:\s+of)?|more\s+than|≥|>\s?=?)\s*)?(?P<low>{NUMBER_OR_WORD})\s*(?P<lowunit>{_UNIT})?"
    rf"(?:\s+(?:prior|ago|after\s+surgery))?\s*(?P<join>-|–|to\b|and\b|but\b|,)\s*(?:but\s+|and\s+|to\s+)?(?P<most>(?:(?:no|not)\s+(?:more|longer|later|greater)\s+than|up\s+to|at\s+most|less\s+than|within|≤|<\s?=?)\s*)?(?P<high>{NUMBER_OR_WORD})\s*(?P<unit>{_UNIT})"
)


_AGO = regex(
    r"\s*(?:ago\b|earlier\b|(?:prior\s+to|before|preceding)\s+(?:the\s+)?(?:study|enrol|inclusion|entry|random|regist|screen|start))"
)
IF_SO_LONG_AGO = (
    r"(?:if|provided(?:\s+that)?|as\s+long\s+as|when)\s+(?:it\s+|they\s+|there\s+|(?:(?:this|that|the|such)\s+)?(?:(?:therapy|treatment|drugs?|medications?)\s+)?)?"
    r"(?:(?:was|were|is|are|has|have|had)\s+(?:been\s+)?)?(?:(?:completed|discontinued|stopped|ended|given|finished)\s+)?"
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
    since = _SINCE.match(after) is not None and _FROM_STUDY.match(after) is None
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
    before = lower[max(floor, match.start() - 70) : match.start()]
    after = lower[match.end() : min(limit, match.end() + 110)]
    if _UNCOUNTED.made(match):
        return FoundWindow(match.start(), match.end(), Window("<=", 1, UNITS[match["unit"][0]], _anchor(after)))
    if _NOT_PAST.match(after) or _LIFE.search(before) or _COURSE.search(before) or _is_future(before, after):
        return None
    begin, op, ahead = _relation(before, after, match.start())
    count, unit, half, used = _amount(match, after, op or "")
    if op is None and used:  # "at least 4 weeks or 5 half-lives, whichever is shorter, before the first dose"
        rest = _WHICHEVER.match(after, used)
        begin, op, ahead = _relation(before, after[rest.end() if rest else used :], match.start())
    op = op or bare
    if op is None:
        return None
    stop = match.end() + used
    which = _WHICHEVER.match(lower, stop, min(limit, stop + 90))
    whichever = None
    if which and which["which"][:3] in ("sho", "lon", "lat", "gre", "les", "sma", "ear", "fir", "mor", "hig", "low"):
        whichever = "longer" if which["which"][:3] in ("lon", "lat", "gre", "mor", "hig") else "shorter"
        stop = which.end()
    anchor = _anchor(after[used:])
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


def _is_future(before: str, after: str) -> bool:
    if _FIRST.search(before) and _OF_THE_STUDY.match(after):
        return True
    if re.match(r"\s*thereafter\b", after):
        return True
    return _AFTER_TREATMENT.match(after) is not None and _FUTURE.search(before) is not None


def _relation(before: str, after: str, start: int) -> tuple[int, str | None, bool]:
    """Where the window begins, its comparator (None when it is no window) and whether what it counts from follows."""
    since = _SINCE.match(after) is not None and _FROM_STUDY.match(after) is None
    # as in "(6 weeks for nitrosoureas)" and "or 21 days for chemotherapy"
    if since and _OR_AFTER.search(before):
        return start, "<=", True  # "within 12 weeks after surgery or 8 weeks after chemotherapy"
    since = since or counts_like_the_last(before, after)
    back = _BACK.match(after) is not None or _FROM_STUDY.match(after) is not None
    if within := _WITHIN.search(before) or (_MAY_UNTIL.search(before) if back else None):
        return (
            start - (len(before) - within.start()),
            ">=" if _MAY_UNTIL.made(within) else "<=",
            False,
        )
    for op, pattern in ((">=", _GE), ("<=", _LE), (">", _GT), ("<", _LT)):
        if found := pattern.search(before):
            return _bounded(before, found, op, start, since=since, back=back)
    if back and (written := _WITH.search(before)):
        return start - (len(before) - written.start()), "<=", False
    if since and (joins := _JOINS.search(before)):
        return start - (len(before) - joins.start()), "<=", True
    if let_in := _LET_IN_AFTER.search(before):
        return start - (len(before) - let_in.start()), ">=", False
    if washout := _WASHOUT.search(before):
        return start - (len(before) - washout.start()), ">=", _OF_WHAT.match(after) is not None
    if since:
        return start, ">=", True
    if _FOR_TIME.search(before) and _OFF.search(before):
        return start, ">=", False
    if back:
        return start, ">=" if _ENDED.search(before) or _FOR_TIME.search(before) else "<=", False
    return start, None, False


def _bounded(
    before: str, found: re.Match[str], op: str, start: int, *, since: bool, back: bool
) -> tuple[int, str | None, bool]:
    """The relation of a time with its comparator; one that is counted from nothing tells how long something lasted."""
    counted = since or back or _INTERVAL.search(before, 0, found.start()) is not None
    if not counted and op in (">=", ">") and not _ENDED.search(before):
        return start, None, False
    if not counted and op in ("<=", "<") and _FOR_A.search(before, 0, found.start()):
        return start, None, False  # "tamoxifen for less than 6 months"
    return start - (len(before) - found.start()), op, since


def _anchor(after: str) -> str:
    words = _ANCHOR_WORDS.match(after)
    if words is None or _STUDY.search(words["words"]):
        return "enrolment"
    return next((name for name, pattern in _ANCHORS if pattern.search(words["words"])), "enrolment")
