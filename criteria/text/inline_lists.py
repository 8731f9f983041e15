"""Owns lists within a sentence: "one of the following: tamoxifen; letrozole" is cut into the line that introduces it and its items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from criteria.patterns import regex
from criteria.span import Span
from criteria.text.segments import Segment, cut

_ANNOUNCES = regex(
    r"\b(?:following|(?:one|any|all|each|two|three)(?: or more)? of|either|of these)\b[^:;.\n]{0,80}:\s+(?=\S)"
)
# where the sentence of a list ends
_ENDS = regex(r"(?<![a-z]\.[a-z])(?<!\betc)\.(?=\s|$)|\n\s*\n")
# a sentence behind the list that says more of it, and so cannot be parted from it
_GOES_ON = regex(
    r"\W*(?:however|note|except|unless|but|these|this|those|such|if|or|and|in (?:this|that|these|such)|all of)\b"
)
_ANNOUNCES_NUMBERED = regex(
    r"\b(?:following|(?:one|any|all|each|two|three)(?: or more)? of|either|of these)\b[^:;.\n]{0,160}:\s+(?=1\. |\(?[1a]\) )"
)
_ITS_NUMBER = regex(r"\d\. |\(?[1-9a-i]\) ", re.IGNORECASE)
_NUMBER = regex(r"\s(?P<n>[2-9])\. (?=[a-z])")
# members whose numbers stand in brackets
_IN_BRACKETS = regex(r"\s(?=(?P<at>\(?)(?P<n>[2-9b-i])\) \w)")
_LETS_IN = regex(r"except|eligible|allowed|permitted")  # what an exception sets as conditions is read as a whole
_JOINS_NEXT = regex(r"[\s,;]+(?:and/or|and|or)?\s*$")
_FEWEST = 3  # members; of two, the semicolon may part two statements
_LONGEST = 30  # words of a member


def apart(text: str, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments, each item whose semicolons part the members of a list that it introduces cut at these."""
    return cut(segments, partial(_pieces, text))


def _cuts(text: str, body: Span) -> Sequence[int]:
    """Where the members of the list begin, and last where what follows the list does; none where there is no list."""
    words = body.of(text).lower()
    if ("1. " in words or "1) " in words or "a) " in words) and (numbered := _numbered(words)):
        return [body.start + at for at in numbered]
    if words.count(";") < _FEWEST - 1 or (announced := _ANNOUNCES.search(words)) is None:
        return ()
    ended = _ENDS.search(words, announced.end())
    end = ended.end() if ended is not None else len(words)
    if words[end:].strip() and _GOES_ON.match(words, end):
        return ()
    starts = [announced.end()]
    depth = 0
    for at in range(announced.end(), end):
        depth += (words[at] in "([") - (words[at] in ")]")
        if words[at] == ";" and depth <= 0:
            starts.append(at + 1)
    members = [words[a:b].strip(" ;.\n\t") for a, b in zip(starts, [*starts[1:], end], strict=True)]
    if len(members) < _FEWEST or not all(0 < len(member.split()) <= _LONGEST for member in members):
        return ()
    return [body.start + at for at in (*starts, end)]


def _numbered(words: str) -> list[int]:
    """Where the members begin of a list whose numbers stand within its sentence: "one of the following: 1. T1 N1 2. T2 N0"."""
    announced = _ANNOUNCES_NUMBERED.search(words)
    if announced is None:
        return []
    starts = [announced.end()]
    if words.startswith("1. ", announced.end()):
        for match in _NUMBER.finditer(words, announced.end() + 1):
            if int(match["n"]) == len(starts) + 1:
                starts.append(match.start("n"))
    elif _LETS_IN.search(words, 0, announced.end()) is None:
        opened = words.startswith("(", announced.end())
        for match in _IN_BRACKETS.finditer(words, announced.end() + 1):
            if "123456789abcdefghi".find(match["n"]) % 9 == len(starts) and bool(match["at"]) is opened:
                starts.append(match.start("at"))
    members = [words[a:b] for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
    few = len(members) >= _FEWEST and all(len(member.split()) <= _LONGEST for member in members)
    return [*starts, len(words)] if few and "\n" not in words[starts[0] :] else []


def _pieces(text: str, item: Segment, first: int) -> list[Segment]:
    """The line, its members under it, and what follows them beside it; none where it introduces no list."""
    cuts = _cuts(text, item.body)
    if not cuts:
        return []
    starts = [item.span.start, *cuts]
    ends = [*cuts, item.span.end]
    pieces: list[Segment] = []
    for start, end in zip(starts, ends, strict=True):
        begin = max(start, item.body.start)
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        number = _ITS_NUMBER.match(text, begin) if pieces else None
        begin = number.end() if number is not None else begin
        finish = min(begin + len(text[begin:end].rstrip()), item.body.end)
        if number is not None and (joint := _JOINS_NEXT.search(text, begin, finish)) is not None:
            finish = joint.start()
        if begin < finish:
            parent = first if pieces and start < cuts[-1] else item.parent
            pieces.append(replace(item, span=Span(start, end), body=Span(begin, finish), parent=parent))
        else:
            pieces[-1] = replace(pieces[-1], span=Span(pieces[-1].span.start, end))
    return pieces
