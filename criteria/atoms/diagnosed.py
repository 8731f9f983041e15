"""Owns how long ago the trial's own disease was diagnosed: "diagnosed with breast cancer in the past 5 years"."""

from __future__ import annotations

from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tree import Effect, Window
from criteria.windows import windows

_DIAGNOSED = regex(r"\bdiagnos(?:ed|is)\b")
_BEHIND = regex(
    r"(?:[\s,]|\([^()]{0,60}\)|\b(?:that|which|who|was|were|is|has|have|been|and|be|made|must|confirmed|first|initially|newly|histologically|diagnosed|diagnosis|at|least|their|the)\b){0,12}"
)
_BEFORE = regex(
    r"(?:\s|\b(?:since|after|from|post|past|following|ago|the|time|date|of|a|an|initial|original|first|primary|their|histolog\w+|pathologic\w*|confirmed|diagnosis|being|having|been|diagnosed|with|for|early|invasive|stage|[0iv]+[abc]?|to|-|–|,)\b|[-–,]){0,16}"
)
# what the time counts to is another event: "within 12 weeks of surgery"
_OF_ANOTHER = regex(
    r"\s*(?:of|from|after|before|prior to|following|to|since)\s+(?:the\s+|their\s+|your\s+)?(?!(?:study|trial|enrol|enter|entry|regist|random|screen|inclusion|consent|start of (?:the\s+)?study|protocol|participat|today|now|diagnos|initial diagnos|signing|baseline|accrual|recruit))\w"
)
_REACH = 80  # characters between the disease and its time


def since_diagnosis(passage: Passage, start: int, end: int) -> Window | None:
    """The time since the diagnosis of the disease named at ``start`` to ``end`` that an inclusion asks for; None without one."""
    lower = passage.lower
    floor, limit = max(0, start - _REACH), min(len(lower), end + _REACH)
    if passage.base is not Effect.REQUIRE or _DIAGNOSED.search(lower, floor, limit) is None:
        return None
    for found in windows(lower, floor, limit):
        if found.upper is not None or found.window.half_lives:
            continue
        behind = found.start >= end and _BEHIND.fullmatch(lower, end, found.start)
        before = found.end <= start and _BEFORE.fullmatch(lower, found.end, start)
        if (behind or before) and _OF_ANOTHER.match(lower, found.end) is None:
            return found.window
    return None
