"""Owns the first pass: the text cut into headings and items that nest, every character in exactly one segment."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from criteria.condition_words import names_condition
from criteria.headings import NCI_LABELS, NCI_SECTIONS, Opens, arm_name, opens
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import Section


class Role(StrEnum):
    """What a segment is."""

    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Segment:
    """A heading or an item. ``span`` is its share of the text, ``body`` its words without bullet or number.

    ``parent`` is the index of the segment under which it hangs, or None; ``topic`` the label over it ("Hepatic");
    ``arm`` the arm that a heading over it names.
    """

    span: Span
    body: Span
    role: Role
    section: Section
    parent: int | None = None
    topic: str | None = None
    arm: str | None = None


_MARKER = regex(
    r"""(?P<bullet>\\?[-*•·●○▪■□◦‣⁃–—►➢✓§]|\\?[o+>](?=\s)|[\uf0b7\uf0a7\uf0d8]|\\?\#{1,4}(?=\s))\s*(?=\S)
      | \(?(?P<number>\d{1,2}(?:\\?\.\d{1,2}){0,3})(?:\\?[.):]|\\?\.\))(?=\s|[A-Z])\s*
      | \(?(?P<letter>[a-zA-Z]|[ivx]{1,4}|[IVX]{2,4})\\?[.)]\s+
      | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[A-Z])""",
    re.VERBOSE,
)
# headings that stand in the middle of a flattened text
_INLINE_SECTION = regex(
    r"(?<![\w(])(?:(?:Key|Main|Major|Other|General|Additional|Principal|Patient|Subject|KEY|MAIN)\s+)?(?:Inclusion|Exclusion|INCLUSION|EXCLUSION)\s+(?:Criteria|CRITERIA|criteria)\s*:"
    r"|(?<![\w(])(?:Inclusion|Exclusion|INCLUSION|EXCLUSION)\s*:"
)
_INLINE_NCI_SECTION = regex(r"(?<![\w(])(?:" + "|".join(map(re.escape, NCI_SECTIONS)) + r")\s*:")
_INLINE_NCI_LABEL = regex(r"(?<![\w(-])(?:" + "|".join(map(re.escape, NCI_LABELS)) + r"):(?=\s|$)")
# where a flattened NCI text starts its next line: a capital after a word that ends no sentence
_RUN_ON = regex(
    r"(?:(?<=[a-z0-9)%])|(?<=[dmu/]L)|(?<=ULN))\s+(?=(?:[A-Z][a-z]+|No|At|HIV|ECOG|AST|ALT|WBC|SGOT|LVEF|FEV|PT|BUN)\b(?!\s*(?:'s|disease\b|syndrome\b|lymphoma\b)))"
)
_KEPT_TOGETHER = regex(
    r"New\s+York\s+Heart\s+Association|See\s+Disease\s+Characteristics|See\s+Chemotherapy|Radiation\s+Therapy\s+Oncology\s+Group"
)
# "No cardiac disease, including any of the following:" over lines that only name conditions
_DENIES_A_LIST = regex(
    r"\W*(?:no\b|not\b|none\b|without\b|absence of\b|(?:patients?|subjects?|participants?) (?:must|may|should) not\b)",
    re.IGNORECASE,
)
_OWN_SENTENCE = regex(
    r"(?:no|not|none|never|at least|(?:more|less|greater) than|able|ability|must|may|should|willing|fertile|women|men|fe?male|recovered|see|aged?|ecog|karnofsky|who|life|negative|hiv|lvef|adequate|normal|concurrent (?:thera|use|treat)"
    r"|prior (?:thera|treat|chemo|radi|hormon|surg)|(?:patients?|subjects?|participants?) must|wbc|anc|platelets?|h[ae]+moglobin|creatinine|bilirubin|ast|alt|sgot|serum|absolute)\b",
    re.IGNORECASE,
)
_FIRST_WORDS = 120  # characters of a line in which the name of a condition stands
_LEADS_ON = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "other",
        "per",
        "prior",
        "see",
        "than",
        "that",
        "the",
        "to",
        "under",
        "using",
        "via",
        "with",
        "within",
        "without",
        "stage",
        "grade",
        "least",
        "concurrent",
        "recent",
        "previous",
    ]
)
_ANNOUNCES = regex(r"\b(?:one|any)(?:\s+or\s+more)?\s+of\s+the\s+following\b[^:.;]{0,60}:")
_SHORT = 14  # words of a line that may be a member of a flattened list
_NOT_LISTED = regex(
    r"(?:No|Not|Must|Clinical|Pathologic|Stage|Hormone|Prior|Measurable|Eligible|The following|At least|Able|Fertile)\b"
)
# how the members of a list of tolerated cancers begin
_EXCEPTED = regex(
    r"Adequately|Curatively|Carcinoma|Non-?melanoma|Basal|Squamous|Cervical|In situ|Surgically|Successfully|Stage|Localized|Ductal|Lobular"
)
_INLINE_BULLET = regex(r"(?<=[.;:)\w])\s+(?=(?:[-•*·]|\d{1,2}[.)]|\([a-z0-9]\))\s+[A-Z≥≤<>])")
_WIDEST_WRAP = 110  # columns; texts with longer lines were not wrapped by the registry
_LONG_LINE = 60  # columns; a wrapped text has at least some lines of this length
_LONG_RUN = 240  # characters; a line as long as that with bullets inside it was flattened


@dataclass(frozen=True, slots=True)
class _Line:
    """One physical line, or a piece of one: ``start`` and ``end`` in the text, ``column`` of its first word."""

    start: int
    end: int
    column: int
    body: int
    marker: str  # "" none, else the family of bullet or numbering
    after_blank: bool
    broken: bool  # starts in the middle of a physical line


def segment(text: str) -> tuple[Segment, ...]:
    """Cut ``text`` into segments whose spans follow each other without gap or overlap and cover it whole."""
    lines = _lines(text)
    if not lines:
        return ()
    blocks = _blocks(text, lines)
    segments = _nest(text, blocks)
    return _partition(text, segments)


def _lines(text: str) -> list[_Line]:
    nci = _INLINE_NCI_SECTION.search(text) is not None
    found: list[_Line] = []
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
    return found


def _cuts(content: str, *, nci: bool) -> list[int]:
    """Where inside a physical line a heading or a flattened bullet begins."""
    headings = [_INLINE_SECTION] if "clusion" in content or "CLUSION" in content else []
    if nci:
        headings += [_INLINE_NCI_SECTION, _INLINE_NCI_LABEL]
    found = {at for heading in headings for match in heading.finditer(content) for at in match.span()}
    if len(content) > _LONG_RUN:
        bullets = [m.end() for m in _INLINE_BULLET.finditer(content)]
        if len(bullets) > 1:
            found |= set(bullets)
    lead = len(content) - len(content.lstrip())
    return sorted(at for at in found if lead < at < len(content) and content[at:].strip())


def _line(text: str, line_start: int, start: int, end: int, *, after_blank: bool) -> _Line:
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
    return _Line(start, end, first - line_start, body, marker, after_blank, start > line_start)


def _blocks(text: str, lines: list[_Line]) -> list[list[_Line]]:
    """Physical lines that belong together, hard-wrapped lines rejoined."""
    width = max(len(text[line.start : line.end].rstrip()) for line in lines)
    wrapped = _LONG_LINE <= width <= _WIDEST_WRAP
    blocks: list[list[_Line]] = []
    for line in lines:
        if blocks and _continues(text, blocks[-1], line, width if wrapped else 0):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _continues(text: str, block: list[_Line], line: _Line, width: int) -> bool:
    if line.marker or line.after_blank or line.broken:
        return False
    previous = block[-1]
    before = text[previous.start : previous.end].rstrip()
    words = text[line.start : line.end].strip()
    if words.rstrip(":") in NCI_LABELS or before.strip().rstrip(":") in NCI_LABELS:
        return False
    if opens(words) is not None or (
        before.endswith(":") and opens(text[block[0].start : previous.end].strip()) is not None
    ):
        return False
    if line.column < block[0].column and not block[0].broken:
        return False
    if width:
        line_start = text.rfind("\n", 0, previous.start) + 1
        length = previous.end - line_start - 1
        if length + 1 + len(words.split()[0]) > width - 4:
            return True
    return words[0].islower() and before[-1] not in ".:;" and opens(before.strip()) is None


def _nest(text: str, blocks: list[list[_Line]]) -> list[Segment]:
    """Headings recognised, items hung under their parents by indentation and kind of bullet."""
    nci = _INLINE_NCI_SECTION.search(text) is not None
    segments: list[Segment] = []
    section = Section.INCLUSION
    arm: str | None = None
    over: str | None = None  # the arm whose sections follow
    topic: str | None = None
    stack: list[tuple[int, str, int]] = []  # column of the body, family of marker, index
    for block in blocks:
        first, last = block[0], block[-1]
        body = Span(first.body, first.body + len(text[first.body : last.end].rstrip()))
        words = " ".join(body.of(text).replace("\\", "").split())
        opened = opens(words)
        if opened is not None:
            if opened is not Opens.PLAIN:
                section = Section(opened.value)
            above = segments[-1] if segments else None
            if above is not None and above.role is Role.HEADING and above.arm and opens(_words(text, above)) is None:
                over = above.arm  # an arm with sections of its own
            arm, topic, stack = arm_name(words) or over, None, []
            segments.append(Segment(Span(first.start, last.end), body, Role.HEADING, section, arm=arm))
            continue
        if (
            not first.marker
            and (name := arm_name(words))
            and (words.endswith(":") or first.after_blank and len(words) < 60)
        ):
            arm, over, topic, stack = name, None, None, []
            segments.append(Segment(Span(first.start, last.end), body, Role.HEADING, section, arm=arm))
            continue
        if nci and words.rstrip(":") in NCI_LABELS and words.endswith(":"):
            topic, stack = words.rstrip(":").lower(), []
            segments.append(Segment(Span(first.start, last.end), body, Role.HEADING, section, topic=topic, arm=arm))
            continue
        column = (
            first.column
            if not first.marker
            else first.column
            + (
                first.body
                - first.start
                - (len(text[first.start : first.body]) - len(text[first.start : first.body].lstrip()))
            )
        )
        parent = _parent(text, stack, segments, column, first.marker, words)
        item = Segment(Span(first.start, last.end), body, Role.ITEM, section, parent, topic, arm)
        if nci and first.broken | (len(words) > _LONG_RUN):
            segments.extend(_run_on(text, item, len(segments)))
            stack = []
        else:
            segments.append(item)
            stack.append((column, first.marker, len(segments) - 1))
    return segments


def _words(text: str, segment: Segment) -> str:
    """The words of a segment on one line, without escapes."""
    return " ".join(segment.body.of(text).replace("\\", "").split())


def _parent(
    text: str, stack: list[tuple[int, str, int]], segments: list[Segment], column: int, marker: str, words: str
) -> int | None:
    """Drop from the stack what the new item does not hang under; the index of what it does hang under."""
    while stack:
        top_column, top_marker, index = stack[-1]
        top = segments[index].body.of(text)
        introduces = top.rstrip().endswith((":", "following"))
        if column > top_column + 1:
            return index
        same = abs(column - top_column) <= 1
        if (
            same
            and top_marker != marker
            and marker
            and introduces
            and not any(m == marker and abs(c - column) <= 1 for c, m, _ in stack)
        ):
            return index
        if same and top_marker == marker and introduces and _DENIES_A_LIST.match(top) and _names_a_condition(words):
            return index  # the registry has lost the indentation of the list
        stack.pop()
    return None


def _names_a_condition(words: str) -> bool:
    """Whether a line is a bare member of a list of conditions, and no sentence of its own."""
    return _OWN_SENTENCE.match(words) is None and names_condition(words[:_FIRST_WORDS].lower())


def _run_on(text: str, item: Segment, first: int) -> list[Segment]:
    """The lines of a flattened NCI text, which has lost its line breaks."""
    pieces: list[Segment] = []
    body = item.body.of(text)
    cuts: list[int] = []
    kept = [m.span() for m in _KEPT_TOGETHER.finditer(body)]
    for match in _RUN_ON.finditer(body):
        sofar = body[cuts[-1] if cuts else 0 : match.start()]
        listed = "except:" in sofar and _EXCEPTED.match(body, match.end()) is not None
        if _last_word(sofar) not in _LEADS_ON and not listed and not any(a < match.end() < b for a, b in kept):
            cuts.append(match.end())
    starts = [item.span.start, *(item.body.start + at for at in cuts)]
    ends = [*(item.body.start + at for at in cuts), item.span.end]
    head: int | None = None  # the piece that announces a choice, under which short pieces that follow hang
    for start, end in zip(starts, ends, strict=True):
        begin = max(start, item.body.start)
        finish = min(begin + len(text[begin:end].rstrip()), item.body.end)
        words = text[begin:finish]
        listed = head is not None and len(words.split()) <= _SHORT and _NOT_LISTED.match(words) is None
        if not listed:
            head = None
        announced = _ANNOUNCES.search(words)
        if announced is not None and words[announced.end() :].strip():
            middle = begin + announced.end()
            pieces.append(replace(item, span=Span(start, middle), body=Span(begin, middle)))
            head = first + len(pieces) - 1
            start = begin = middle + len(text[middle:finish]) - len(text[middle:finish].lstrip())
            pieces[-1] = replace(pieces[-1], span=Span(pieces[-1].span.start, start))
            listed = True
        pieces.append(
            replace(item, span=Span(start, end), body=Span(begin, finish), parent=head if listed else item.parent)
        )
    return pieces


def _last_word(words: str) -> str:
    return (words[-24:].split() or [""])[-1].lower().strip("(")


def _partition(text: str, segments: list[Segment]) -> tuple[Segment, ...]:
    """Hand the blank space between segments to the one before it (to the first, where it leads the text)."""
    starts = [0, *(s.span.start for s in segments[1:]), len(text)]
    return tuple(replace(s, span=Span(starts[i], starts[i + 1])) for i, s in enumerate(segments))
