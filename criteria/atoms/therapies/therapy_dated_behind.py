"""Owns windows that stand behind an exception and date what it is an exception to: "surgery (except biopsy) within 4 weeks"."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.atoms.therapies.dated import dating_windows
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_statement import Statement
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.words.context import Cue
from criteria.words.windows import FoundWindow, windows

_FEW_WORDS = regex(r"\W*(?:[a-z]\w*\s+){0,3}\W*")
_SET_OFF = regex(r"[,;]\s*(?:if\s+)?(?:received\s+|given\s+|administered\s+)?")
# of what is excepted alone: "except adjuvant letrozole that was completed within 12 months"
_ITS_OWN = regex(
    r"\b(?:"
    r"unless|if|provided|complet\w+|finish\w+|stopp\w+|discontinu\w+|start\w+|initiat\w+|begun|stable|treated|given"
    r"|received|administered|last|dose|relaps\w+|recur\w+|(?<!for )diagnos\w+|progress\w+)\b"
)
# "no prior chemotherapy aside from a taxane within 6 weeks": without a time, it is at any time
_EVER = regex(r"\b(?:prior|previous(?:ly)?|ever|history)\b")
_RECENT = ("<", "<=")
# behind a bracket, or where the list goes on without one: "opioids other than codeine, or gabapentin"
_CLOSED = r"(?:\)|(?=,|\s)(?!\s*,?\s*(?:and\s+|or\s+)?(?:no|not|must|able|has|have|be|fully|recovered)\b))"
# "opioids (apart from codeine) or gabapentin within 2 weeks": the time is of the whole list
_LISTED_ON = regex(
    _CLOSED
    + (
        r"(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s+(?:and/or|or|and)\s+)(?!has|have|had|who)[a-z][\w/-]*"
        r"(?:\s+(?!or\b|and\b|who\b|has\b|have\b|had\b|is\b|are\b)[a-z][\w/-]*){0,6}){1,5}\s*,?\s+"
    )
)
# "…, except for a biopsy, must have been stopped at least 4 weeks before"
_MUST_END = regex(
    r"\W*(?:[a-z]+\s+){0,2}?(?:must|should|has\s+to|have\s+to|needs?\s+to)\s+(?:have\s+)?(?:be(?:en)?\s+)?"
    r"(?:complete|discontinue|stop|finish|end|cease|terminate|conclude)\w*\s+(?:by\s+)?(?:at\s+least\s+)?"
)
# the same list, which must have been over for so long: "(except …), or major surgery must have been completed 4 weeks before"
_LISTED_ENDS = regex(
    _CLOSED
    + (
        r"(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+)[a-z][\w/-]*"
        r"(?:\s+(?!or\b|and\b|who\b|must\b|should\b|ha(?:s|ve|d)\b|needs?\b|is\b|are\b)[a-z][\w/-]*){0,6}){1,5}\s*,?\s+"
    )
    + _MUST_END.pattern
)
# how a list goes on behind a bracket, up to a name of it
_GOES_ON = regex(
    _CLOSED
    + (
        r"(?:\s*,\s*(?:or\s+|and\s+|and/or\s+)?|\s+(?:or|and|and/or)\s+)"
        r"(?:(?!must\b|should\b|has\b|have\b|had\b|is\b|are\b|no\b|not\b|may\b|at\b|recovered\b|within\b)"
        r"[a-z(][\w/()-]*\s*,?\s*){0,8}"
    )
)


def dated_before(
    passage: Passage, parts: Sequence[Statement], place: int, named: Sequence[Name]
) -> dict[Name, FoundWindow]:
    """The names of the statement at ``place`` that go on with a list behind its bracketed exception, each with the time before the list.

    "At least 4 weeks since radiotherapy (except palliative), surgery, or chemotherapy".
    """
    if not is_behind_exception(passage, parts, place):
        return {}
    found = dating_windows(passage, parts[place - 2])
    if not found or not found[-1].ahead:
        return {}
    lower, start = passage.lower, parts[place].start
    return {name: found[-1] for name in named if _GOES_ON.fullmatch(lower, start, name.start) is not None}


def dated_behind(passage: Passage, parts: Sequence[Statement], place: int, named: Sequence[Name]) -> FoundWindow | None:
    """The window of the statement at ``place`` that its exception parts from it; None where there is none.

    ``named`` are the therapies behind the statement, in order.
    """
    at = parts[place + 1].start if place + 1 < len(parts) else None
    if at is None or not any(s.cue is Cue.EXCEPTION and s.at == at for s in passage.scopes.found):
        return None
    lower, excepted = passage.lower, parts[place + 1]
    for found in windows(lower, excepted.start, excepted.end):
        before = lower[excepted.start : found.start]
        apart = lower[max(excepted.start, found.start - 24) : found.start]
        set_off = _SET_OFF.search(apart) is not None and apart.rstrip().endswith((",", "received", "given"))
        shared = _ITS_OWN.search(before) is None and _EVER.search(lower, parts[place].start, at) is None
        if _is_recent(found) and (set_off or shared):
            return found
    if place + 2 >= len(parts):
        return None
    rest = parts[place + 2]
    for found in windows(lower, rest.start, rest.end):
        waits = _MUST_END.fullmatch(lower, rest.start, found.start) is not None and not found.ahead
        near = _is_recent(found) and _FEW_WORDS.fullmatch(lower, rest.start, found.start) is not None
        named_before = any(rest.start <= name.start < found.start for name in named)
        listed = _is_recent(found) and _LISTED_ON.fullmatch(lower, rest.start, found.start) is not None
        listed = listed or (not found.ahead and _LISTED_ENDS.fullmatch(lower, rest.start, found.start) is not None)
        if not listed and (not (near or waits) or named_before):
            return None
        if not listed:
            passage.claimed.append((rest.start, found.end))
        return found
    return None


def is_behind_exception(passage: Passage, parts: Sequence[Statement], place: int) -> bool:
    """Whether the statement at ``place`` goes on with what stands before an exception: "surgery (except biopsy) must be over"."""
    return place > 1 and any(
        s.cue is Cue.EXCEPTION and s.at > 0 and s.at == parts[place - 1].start for s in passage.scopes.found
    )


def _is_recent(found: FoundWindow) -> bool:
    return found.window.op in _RECENT and found.window.anchor == "enrolment" and not found.ahead
