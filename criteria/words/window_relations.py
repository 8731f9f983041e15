"""Owns how a length of time stands to what it is counted from: its comparator, where the window begins, and its anchor."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.words.listed_windows import counts_like_the_last

# "during the first two months of the study"
_FIRST = regex(r"\b(?:the\s+)?first\s+$")
_OF_THE_STUDY = regex(
    r"\s+(?:of|on)\s+(?:the\s+)?(?:study|trial|protocol|treatment|therapy|participation|investigational)\b"
)
_WITHIN = regex(
    r"(?:\b(?:with)?in|\bduring|\bover)\s+(?:at\s+least\s+(?:the\s+)?|a\s+minimum\s+of\s+)?"
    r"(?:a\s+period\s+of\s+|approximately\s+|about\s+|the\s+)?(?:less\s+than\s+|<\s*|≤\s*)?(?:the\s+)?"
    r"(?:immediately\s+)?(?:last\s+|past\s+|previous\s+|prior\s+|preceding\s+|first\s+|most\s+recent\s+)?\(?\s*$"
    r"|\brecent\s*\(\s*$"
    r"|\b(?:last|past|previous|preceding)\s+$|\bin\s+the\s+$|\bwithin\s+\d+\s*-\s*$"
)
_WITH = regex(r"\bwith\s+$")  # written for "within": "surgery with 6 months prior to entry"
# "less than or equal to (≤) 6 months": the sign once more
_AGAIN = r"\s*(?:\(\s*[<>≤≥]\s*/?\s*=?\s*\)\s*)?"
_NO = r"no(?:t(?:\s+have)?(?:\s+be(?:en)?)?)?\s+"  # "must not have been more than 12 weeks"
_GE = regex(
    r"(?:≥|>\s?/?\s?(?:or\s)?=|>\s?or\s?equal\s?to|=\s?>|>\s?or\s?=|at\s+least|at\s+a\s+minimum\s+of|at\s+a\s+minimum"
    rf"|(?:a\s+)?minimum(?:\s+of)?|{_NO}(?:less|fewer|earlier|sooner)\s+than"
    rf"|greater\s+than\s+or\s+equal(?:\s+to)?|equal\s+to\s+or\s+(?:greater|more)\s+than){_AGAIN}"
    r"(?:a\s+|an\s+|about\s+|approximately\s+)?$"
)
_GT = regex(rf"(?:>|(?:more|greater|longer|later|earlier)\s+than|over|beyond|exceeding){_AGAIN}(?:a\s+|about\s+)?$")
_LE = regex(
    rf"(?:≤|<\s?/?\s?(?:or\s)?=|<\s?or\s?equal\s?to|=\s?<|up\s+to|{_NO}(?:more|longer|greater|later)\s+than"
    rf"|less\s+than\s+or\s+equal(?:\s+to)?|at\s+most|(?:a\s+)?maximum(?:\s+of)?){_AGAIN}(?:a\s+)?$"
)
_LT = regex(rf"(?:<|(?:less|fewer|shorter|sooner)\s+than|under){_AGAIN}(?:a\s+)?$")
_WASHOUT = regex(r"\bwash-?\s?out\s+(?:period\s+|time\s+|interval\s+)?(?:of\s+|is\s+|:\s*)?$")
# "may enter after 6 weeks", "are eligible once 3 months have passed"
_LET_IN_AFTER = regex(
    r"\b(?:enter|entered|enrol\w*|join|participate|eligible|included|start|begin|register\w*|randomi[sz]ed)"
    r"\b[^.;,]{0,30}?\b(?:after|once|when)\s+(?:a\s+(?:specified\s+)?period\s+of\s+)?$"
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
    r"\b(?:for|until|through(?:out)?|to|additional|another|continuing)\s+"
    r"(?:(?:a|an|the|at\s+least|up\s+to|another|additional|further|total|period\s+of|minimum\s+of|of)\s+)*(?:≥|>=?)?"
    r"\s*$"
)
_AFTER_TREATMENT = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:after|following|post|beyond|thereafter|from)\b[- ]?\s*"
    r"(?:the\s+|their\s+|completing\s+|receiving\s+)*(?:"
    r"$|[.,;)]|last|final|completion\s+of\s+(?:the\s+)?(?:study|trial|treat|therap|protocol)|completing|discontinu"
    r"|study|trial|treatment|therapy|dos(?:e|ing)|stopping|end|cessation|termination|protocol|infusion|administration)"
)
# what the time is counted from or back to; the nearest word decides
_BACK = regex(
    r"\s*(?:\([^()]*\)\s*|\)\s*)?(?:or\s+(?:more|longer|greater|less|fewer)\s+)?,?\s*"
    r"(?:of\s+time\s+|period\s+|time\s+)?(?:immediately\s+|directly\s+)?"
    r"(?:prior|before|preceding|previous(?:ly)?|pre-?(?=\w)|ago\b|earlier\b|beforehand\b|in\s+advance\b"
    r"|to\s+(?:the\s+)?(?:start|first|random|enrol|regist|study|screen))"
)
SINCE = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:or\s+(?:more|longer|greater|less|fewer)\s+)?,?\s*"
    r"(?:(?:time\s+)?(?:period|interval|gap|break|delay)\s+(?:of\s+time\s+)?)?"
    r"(?:(?:must|should|will|may|needs?\s+to)\s+)?(?:have\s+|has\s+|had\s+|be\s+|is\s+|are\s+)?"
    r"(?:been\s+|required\s+|needed\s+|e?lapsed?\s+|pass\s+)?(?:"
    r"since|after|from|following|post|past|elapsed|passed|wash-?\s?out|off\b|between|free\b|without|drug[- ]free"
    r"|out\s+from|removed\s+from|beyond)"
)
FROM_STUDY = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:or\s+(?:more|longer|greater|less|fewer)\s+)?(?:from|of|since|after)\s+"
    r"(?:the\s+|their\s+|planned\s+|initial\s+|date\s+of\s+|time\s+of\s+|starting\s+|start\s+of\s+|day\s+of\s+"
    r"|initiation\s+of\s+|beginning\s+of\s+|anticipated\s+|protocol\s+|scheduled\s+|receiving\s+)*"
    r"(?:first\s+(?:dose|day|admin|study|treat|infus|planned|scheduled|injection|cycle)|random|enrol|regist|study\b"
    r"|screen|trial\b|c1d1|cycle\s+1|cycle\s+one|day\s+[-01]|day\s+one|consent|sign|entry|entering|baseline|inclusion"
    r"|investigational|ip\b|allocation|protocol|dosing"
    r"|treatment\s+(?:start|initiation|day|on\s+(?:this|study|protocol))|start\b|initiati|commenc|begin)"
)
# "the interval between surgery and registration is at least 4 weeks"
_INTERVAL = regex(
    r"\b(?:interval|time|period|window)\s+(?:between|from|since)\s"
    r"(?:(?!\b(?:progress\w*|relaps\w*|recur\w*|diagnos\w*|radiotherapy|radiation|treatment)\s*\b"
    r"(?:is|are|was|must|should|of)\b)[^.;]){3,60}\b(?:is|are|must\s+be|should\s+be|of)\s+$"
)
_FOR_A = regex(r"\bfor\s+(?:a\s+)?(?:total\s+|period\s+|duration\s+)*(?:of\s+)?$")
_FOR_TIME = regex(r"\bfor\s+(?:the\s+)?$")
# "off chemotherapy for 3 weeks"
_OFF = regex(r"\boff\s[^;.]{0,50}$")
_OR_AFTER = regex(
    r"\bwithin\s+\S+\s+(?:days?|weeks?|months?|years?)\s+(?:after|of|from|following|since)\s[^.;,]{3,40},?\s+(?:or|and)\s+$"
)
_ENDED = regex(
    r"\b(?:received|treated\s+with|had)\s[^;.]{0,60}\b(?:require|need)s?\s+(?:a\s+)?"
    r"(?:at\s+least|minimum\s+of|more\s+than|[≥>]=?)?\s*$"
    r"|\b(?:discontinu\w*|stop(?:ped|ping)?|complet(?:ed|ion)|(?:must|should|will|to)\s+complete|off\b|wash-?\s?out|elaps\w*|withdrawn|ceased|finish\w*"
    r"|end(?:ed|ing)?|concluded|last\s+(?:dose|administration|infusion|cycle)\s+of"
    r"|(?:not|never)\s+(?:have\s+)?(?:been\s+)?(?:on|taken|received|had|used)|free\s+of)\b(?:\([^()]{0,120}\)|[^;.]|(?<=\bst)\.){0,50}$"
)
_ANCHORS = (
    ("diagnosis", regex(r"\bdiagnos")),
    ("recurrence", regex(r"\b(?:recurren|relaps|progressi|metasta)")),
    ("surgery", regex(r"\b(?:surger|surgical|mastectom|lumpectom|operation|resection)")),
)
_ANCHOR_WORDS = regex(
    r"\s*(?:(?:have\s+|has\s+)?(?:elapsed|passed)\s+)?"
    r"(?:prior\s+to|before|preceding|of|from|since|after|following|to)\s+(?P<words>(?:(?!\bfor\b)[^,;.()]){0,40})"
)
_STUDY = regex(
    r"\b(?:random|enrol|regist|study|screen|trial|cycle|consent|entry|baseline|inclusion"
    r"|first\s+(?:dose|day|admin|treat|infus)|day\s+[-01]|dosing|investigational|protocol|start)"
)


# "given 5 years ago for prevention is allowed", "2 weeks before entry is allowed": what is let in is what lies so far back
_AGO_IS_LET_IN = regex(
    r"\s*(?:ago\b[^.;]{0,90}?|(?:prior to|before)\b[^.;,]{0,50}?)\b(?:is|are|will be) (?:also )?(?:allowed|permitted|acceptable|eligible)\b"
)


def is_future(before: str, after: str) -> bool:
    """Whether the time lies ahead: "for 6 months after the last dose", "the first two months of the study"."""
    if _FIRST.search(before) and _OF_THE_STUDY.match(after):
        return True
    if re.match(r"\s*thereafter\b", after):
        return True
    return _AFTER_TREATMENT.match(after) is not None and _FUTURE.search(before) is not None


def relation(before: str, after: str, start: int) -> tuple[int, str | None, bool]:
    """Where the window begins, its comparator (None when it is no window) and whether what it counts from follows."""
    since = SINCE.match(after) is not None and FROM_STUDY.match(after) is None
    # as in "(6 weeks for nitrosoureas)" and "or 21 days for chemotherapy"
    if since and _OR_AFTER.search(before):
        return start, "<=", True  # "within 12 weeks after surgery or 8 weeks after chemotherapy"
    since = since or counts_like_the_last(before, after)
    back = _BACK.match(after) is not None or FROM_STUDY.match(after) is not None
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
        longer = _ENDED.search(before) or _FOR_TIME.search(before) or _AGO_IS_LET_IN.match(after)
        return start, ">=" if longer else "<=", False
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


def anchor_of(after: str) -> str:
    """What the words behind a time count it from: the diagnosis, a recurrence, an operation, or else the enrolment."""
    words = _ANCHOR_WORDS.match(after)
    if words is None or _STUDY.search(words["words"]):
        return "enrolment"
    return next((name for name, pattern in _ANCHORS if pattern.search(words["words"])), "enrolment")
