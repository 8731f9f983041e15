"""Owns the physical lines of a text: their bullets and columns, flattened lines cut, hard-wrapped lines rejoined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from criteria.patterns import regex
from criteria.text.headings import NCI_LABELS, NCI_SECTIONS, opens

_MARKER = regex(
    r"""(?P<bullet>\\?[-*•·●○▪■□◦‣⁃–—►➢✓§]|\\?[o+](?=\s)|>(?=\s+(?!\d))|[\uf0b7\uf0a7\uf0d8]|\\?\#{1,4}(?=\s))\s*(?=\S)
      | \(?(?P<number>\d{1,2}(?:\\?\.\d{1,2}){0,3})(?:\\?[.):]|\\?\.\))(?=\s|[A-Z])\s*
      | \(?(?P<letter>[a-zA-Z]|[ivx]{1,4}|[IVX]{2,4})\\?[.)]\s+
      | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[A-Z])""",
    re.VERBOSE,
)
_NUMBER = regex(r"\s*(?P<n>\d{1,2})(?:[.):]\s*|\s+)(?=[A-Z])")
# headings that stand in the middle of a flattened text
_INLINE_SECTION = regex(
    r"(?<![\w(])(?:"
    r"(?:\d{1,2}[.)]\s+)?(?:Cohorts?|Arms?|Parts?|Groups?|Phase)\s+(?:\d+[a-z]?|[A-H]\d?|[IVX]+[ab]?)[\s:,-]+"
    r"(?:[Ss]pecific\s+)?)?(?:(?:Key|Main|Major|Other|General|Additional|Principal|Patient|Subject|KEY|MAIN)\s+)?"
    r"(?:Inclusion|Exclusion|INCLUSION|EXCLUSION)\s+(?:Criteria|CRITERIA|criteria)\s*:"
    r"|(?<![\w(])(?:Inclusion|Exclusion|INCLUSION|EXCLUSION)\s*:"
    r"|(?<=\d )(?:Inclusion|Exclusion)\s+Criteria(?=\s+\d)"
)
# the heading of the next part at the end of the line before it: "… with brain metastases. Part 2 (Cohort B)"
_TRAILING_ARM = regex(
    r"[.;)]\s+(?=(?:(?:[Cc]ohort-specific |[Ss]pecific )?(?:[Ii]nclusion|[Ee]xclusion) criteria (?:for )?)?"
    r"(?:Part|Phase|Cohort|Arm|Group)\s+(?:[A-H]\d?|\d{1,2}[a-z]?|I{1,3}[ab]?)(?:\s*\([^()]{1,90}\))?"
    r"(?:\s+(?:[Ii]nclusion|[Ee]xclusion)\s+[Cc]riteria)?\s*:?\s*$)"
)
_NEXT_SENTENCE = regex(r"\w{3}[)\]]?\. +(?=[A-Z])")
_SAYS = regex(r"[^\W\d_]{2}")  # more than the number of an item
_BEFORE_HEADING = regex(r"[^.;:]{0,60}")
_INLINE_NCI_SECTION = regex(r"\b(?<![\w(])(?:" + "|".join(map(re.escape, NCI_SECTIONS)) + r")\s*:")
_INLINE_NCI_LABEL = regex(r"(?<![\w(-])(?:" + "|".join(map(re.escape, NCI_LABELS)) + r"):(?=\s|$)")
_INLINE_BULLET = regex(r"(?<=[.;:)\w])\s+(?=(?:[-•*·]|\d{1,2}[.)]|\([a-z0-9]\))\s+[A-Z≥≤<>])")
_ENDS_OPEN = regex(
    r"(?:[,/-]"
    r"|\b(?:"
    r"and|or|of|the|an?|with|without|to|in|for|by|from|at|on|within|prior|than|is|are|be|been|that|which|who|whose"
    r"|any|other|no|not|as|least|if|has|have|their|except|except for|other than|including|uncontrolled|active|known"
    r"|history))\s*$",
    re.IGNORECASE,
)
_GOES_ON = regex(
    r"(?:and|or|of|with|without|to|in|than|as|by|for|from|at|on|that|which|who|but|is|are|was|were|within|prior to"
    r"|before|after|during|unless|except|including|due|if|per|not)\b"
)
# what a bound follows: "clearance of" before "≥ 40 mL/min"
_WANTS_A_BOUND = regex(r"(?:\b(?:of|than|to|least|within|score|formula|equation)|[<>≥≤=])\s*$", re.IGNORECASE)
_BOUND = regex(r"\\?[<>≥≤=]\s?=?\s?\d")
_WANTS_MORE = regex(r"\b(?:prior|prior to|of|for|in|on|the|be|to|than|by|from)\s*$")
_CLOSES = regex(r"[^()]{1,60}\)")
_ENDS_MEMBER = regex(r"[,;](?:\s*(?:and|or))?$")
_WIDEST_WRAP = 110  # columns; texts with longer lines were not wrapped by the registry
_SLACK = 14  # columns that wrapping leaves empty before a long word
_FULL = 0.2  # of the lines of a wrapped text reach its width at least
_INDENT = 2  # columns
_MOST = 0.6  # of the lines
_LONG_LINE = 60  # columns; a wrapped text has at least some lines of this length
LONG_RUN = 240
"""Characters; a line as long as that with bullets inside it was flattened."""


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line, or a piece of one: ``start`` and ``end`` in the text, ``column`` of its first word."""

    start: int
    end: int
    column: int
    body: int
    marker: str  # "" none, else the family of bullet or numbering
    after_blank: bool
    broken: bool  # starts in the middle of a physical line


def is_nci(text: str) -> bool:
    """Whether the text has the sections of NCI's own registrations."""
    return _INLINE_NCI_SECTION.search(text) is not None


def blocks(text: str) -> list[list[Line]]:
    """The lines that belong together, hard-wrapped lines rejoined; none of an empty text."""
    lines = _lines(text)
    lengths = [len(text[line.start : line.end].rstrip()) for line in lines]
    width = max(lengths, default=0)
    wrapped = _LONG_LINE <= width <= _WIDEST_WRAP and (not _is_flat(text, lines) or _are_full(lengths, width))
    found: list[list[Line]] = []
    for line in lines:
        if found and _continues(text, found[-1], line, width if wrapped else 0):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_flat(text: str, lines: Sequence[Line]) -> bool:
    """Whether nearly all lines stand two columns in without a bullet: so the registry shows lists that have lost theirs."""
    flat = sum(line.column == _INDENT and not line.marker and not line.broken for line in lines)
    return flat >= _MOST * len(lines)


def _are_full(lengths: Sequence[int], width: int) -> bool:
    """Whether so many lines reach the width that they were wrapped there; the longest of short lines was not."""
    return sum(length > width - _SLACK for length in lengths) >= _FULL * len(lengths)


def _lines(text: str) -> list[Line]:
    nci = is_nci(text)
    found: list[Line] = []
    blank = True
    for match in re.finditer(r"[^\n]*\n|[^\n]+$", text):
        start, end = match.span()
        content = match.group().rstrip()
        if not content.strip():
            blank = True
            continue
        cuts = _cuts(content, nci=nci)
        for begin, finish in zip([0, *cuts], [*cuts, len(content)], strict=True):
            if not content[begin:finish].strip():
                continue
            found.append(
                _line(text, start, start + begin, start + finish if finish < len(content) else end, after_blank=blank)
            )
            blank = False
    return _numbered_alike(text, _begun_alike(found))


def _begun_alike(lines: list[Line]) -> list[Line]:
    """The lines, the first in the column of the others: the registry takes the blanks before a text away."""
    others = min((line.column for line in lines[1:] if not line.broken), default=0)
    if not lines or lines[0].column or not others:
        return lines
    return [replace(lines[0], column=others), *lines[1:]]


def _numbered_alike(text: str, lines: list[Line]) -> list[Line]:
    """The lines, those whose number lacks its point read as numbered too: "1 Male patients" before "2. Hypersensitivity"."""
    numbers = [m if (m := _NUMBER.match(text, line.start, line.end)) else None for line in lines]
    found = list(lines)
    for at, (line, number) in enumerate(zip(lines, numbers, strict=True)):
        if line.marker or number is None or line.broken:
            continue
        beside = [
            (n, step)
            for step in (-1, 1)
            if 0 <= at + step < len(lines) and (n := numbers[at + step]) is not None and lines[at + step].marker
        ]
        if any(int(n["n"]) == int(number["n"]) + step for n, step in beside):
            found[at] = replace(line, marker="number", body=number.end())
    return found


def _cuts(content: str, *, nci: bool) -> list[int]:
    """Where inside a physical line a heading or a flattened bullet begins."""
    headings = [_INLINE_SECTION] if "clusion" in content or "CLUSION" in content else []
    if nci:
        headings += [_INLINE_NCI_SECTION, _INLINE_NCI_LABEL]
    matches = [match for heading in headings for match in heading.finditer(content) if not _is_whole(content, match)]
    found = {at for match in matches for at in match.span()}
    if len(content) > LONG_RUN:
        bullets = [m.end() for m in _INLINE_BULLET.finditer(content)]
        if len(bullets) > 1:
            found |= set(bullets)
    trailing = _TRAILING_ARM.search(content)
    if trailing is not None and _SAYS.search(content, 0, trailing.start()):
        found.add(trailing.end())
    if (opening := _opening_sentence(content)) is not None:
        found.add(opening)
    lead = len(content) - len(content.lstrip())
    return sorted(at for at in found if lead < at < len(content) and content[at:].strip())


def _opening_sentence(content: str) -> int | None:
    """Where the last sentence of a heading begins, for what stands before it asks: "Men are excluded. Women will be if:"."""
    sentences = list(_NEXT_SENTENCE.finditer(content)) if content.endswith(":") else []
    if not sentences or opens(content.strip()) is None:
        return None
    return sentences[-1].end()


def _is_whole(content: str, match: re.Match[str]) -> bool:
    """Whether the line is that heading and no more, whatever stands before it: "Healthy controls' exclusion criteria:"."""
    return not content[match.end() :].strip() and _BEFORE_HEADING.fullmatch(content, 0, match.start()) is not None


def _line(text: str, line_start: int, start: int, end: int, *, after_blank: bool) -> Line:
    raw = text[start:end]
    lead = len(raw) - len(raw.lstrip())
    first = start + lead
    match = _MARKER.match(text, first, end)
    marker, body = "", first
    if match and text[match.end() : end].strip():
        kind = match.lastgroup or "bullet"
        marker = match.group(kind).lstrip("\\")[:1] if kind == "bullet" else kind
        if (
            kind == "letter"
            and match.group(kind).lower() == "o"
            and ")" not in match.group()
            and "." not in match.group()
        ):
            marker = "o"
        body = match.end()
    return Line(start, end, first - line_start, body, marker, after_blank, start > line_start)


def _continues(text: str, block: list[Line], line: Line, width: int) -> bool:
    if line.marker or line.broken:
        return False
    previous = block[-1]
    before = text[previous.start : previous.end].rstrip()
    words = text[line.start : line.end].strip()
    if line.after_blank:
        return _goes_on_behind_a_blank(before, words)
    if words.rstrip(":") in NCI_LABELS or before.strip().rstrip(":") in NCI_LABELS:
        return False
    line_start = text.rfind("\n", 0, previous.start) + 1
    length = previous.end - line_start - 1
    full = width > 0 and length + 1 + len(words.split()[0]) > width - 4
    inside = full and words[0].islower() and before[-1] not in ".:;"  # of a sentence, and no heading
    if (opens(words) is not None and not inside) or (
        before.endswith(":") and opens(text[block[0].start : previous.end].strip()) is not None
    ):
        return False
    if line.column < block[0].column and not block[0].broken:
        return False
    if full or _is_of_one_line(before, words):
        return True
    beside = _begins_small(text, block[0]) and line.column == block[0].column
    if beside and (_ENDS_MEMBER.search(before) or not _runs_on(before, words)):
        return False
    small = words[0].islower() or (words[0] == "(" and words[1:2].islower())
    return small and before[-1] not in ".:;" and opens(before.strip()) is None


def _is_of_one_line(before: str, words: str) -> bool:
    """Whether a line ends within a bracket that the next closes, or before the bound that the next begins with."""
    within = before.rfind("(") > before.rfind(")") and _CLOSES.match(words) is not None
    return within or (_BOUND.match(words) is not None and _WANTS_A_BOUND.search(before) is not None)


def _goes_on_behind_a_blank(before: str, words: str) -> bool:
    """Whether a sentence goes on though a blank line stands in it: "contraception prior", "to study entry"."""
    if _BOUND.match(words) is not None:
        return _WANTS_A_BOUND.search(before) is not None
    return words[:1].islower() and _WANTS_MORE.search(before) is not None and opens(before.strip()) is None


def _begins_small(text: str, line: Line) -> bool:
    """Whether an item begins with a small letter: so do the others of its list, and a small letter tells nothing."""
    return not line.marker and text[line.body : line.body + 1].islower()


def _runs_on(before: str, words: str) -> bool:
    """Whether a line ends, or the next begins, as none of a list would."""
    return (
        _ENDS_OPEN.search(before) is not None
        or _GOES_ON.match(words) is not None
        or (before.count("(") > before.count(")") and not ("(" in words and words.count("(") >= words.count(")")))
    )
