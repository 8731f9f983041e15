"""Owns windows that stand behind an exception and date what it is an exception to: "surgery (except biopsy) within 4 weeks"."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.atoms.therapy_name import Name
from criteria.atoms.therapy_statement import Statement
from criteria.context import Cue
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.windows import FoundWindow, windows

_FEW_WORDS = regex(r"\W*(?:[a-z]\w*\s+){0,3}\W*")
_SET_OFF = regex(r"[,;]\s*(?:if\s+)?(?:received\s+|given\s+|administered\s+)?")
# of what is excepted alone: "except adjuvant letrozole that was completed within 12 months"
_ITS_OWN = regex(
    r"\b(?:unless|if|provided|complet\w+|finish\w+|stopp\w+|discontinu\w+|start\w+|initiat\w+|begun|stable|treated|given|received|administered|last|dose|relaps\w+|recur\w+|diagnos\w+|progress\w+)\b"
)
# "no prior chemotherapy aside from a taxane within 6 weeks": without a time, it is at any time
_EVER = regex(r"\b(?:prior|previous(?:ly)?|ever|history)\b")
_RECENT = ("<", "<=")


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
        near = _FEW_WORDS.fullmatch(lower, rest.start, found.start) is not None
        named_before = any(rest.start <= name.start < found.start for name in named)
        return found if _is_recent(found) and near and not named_before else None
    return None


def _is_recent(found: FoundWindow) -> bool:
    return found.window.op in _RECENT and found.window.anchor == "enrolment" and not found.ahead
