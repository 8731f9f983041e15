"""Owns the time within which cancers of other organs count: "leukemia, lymphoma or melanoma within 5 years"."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.atoms.cancers.cancer_names import LIST
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Kind, Window
from criteria.words.context import Cue
from criteria.words.windows import windows

# what may stand between the time and the list that it belongs to: no other thing, and nothing that is had instead
_STATE = r"(?:diagnosed|treated|found|active|present|progressing)"
_HOW = rf"\b{_STATE}\s+(?:and/or|and|or)\s+(?:being\s+)?{_STATE}\b|,\s+with\s+or\s+without\s+(?:treatment|therapy),"
_SAME = rf"(?:{_HOW}|(?!\b(?:and|or|but)\b)[^,;:.]){{0,80}}"
_AHEAD = regex(rf"{_SAME}:?\s*")
_BEHIND = regex(rf"(?::|,(?=\s*(?:{_STATE}|that|which|within)\b))?{_SAME}")


def had_within(passage: Passage, mention: Mention, found: Sequence[Mention]) -> Window | None:
    """The time that a sentence of cancers alone gives to the list in which ``mention`` stands, of those it ``found``; None without one."""
    if any(one.kind is not Kind.CANCER for one in passage.mentions):
        return None
    times = list(windows(passage.lower))
    if len(times) != 1 or times[0].upper is not None or times[0].window.op not in ("<", "<="):
        return None
    start, end = times[0].start, times[0].end
    if passage.scopes.over(start, Cue.EXCEPTION) is not None:
        return None
    first, last = _list_of(passage.lower, mention, found)
    ahead = end <= first and _AHEAD.fullmatch(passage.lower, end, first)
    behind = last <= start and _BEHIND.fullmatch(passage.lower, last, start)
    return times[0].window if ahead or behind else None


def _list_of(lower: str, mention: Mention, found: Sequence[Mention]) -> tuple[int, int]:
    """Where the list of cancers that holds this one begins and ends."""
    first, last = mention.start, mention.end
    for other in sorted(found):
        if other.start >= last and LIST.fullmatch(lower, last, other.start):
            last = other.end
    for other in sorted(found, reverse=True):
        if other.end <= first and LIST.fullmatch(lower, other.end, first):
            first = other.start
    return first, last
