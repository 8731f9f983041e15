"""Owns the first pass: the text cut into headings and items that nest, every character in exactly one segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from criteria.span import Span
from criteria.text import arm_sentences, inline_lists
from criteria.text.arm_headings import arm_name, group_name, tumour_arm
from criteria.text.arms import is_bare_arm
from criteria.text.divided import named_by_sections, over_sections, titles
from criteria.text.headings import NCI_LABELS, NCI_SECTIONS, Opens, opens
from criteria.text.layout import LONG_RUN, Line, blocks, is_nci
from criteria.text.lost_lists import Around, denies_all, heads_treatments, is_member, leads_to_list
from criteria.text.populations import LATER, is_about_later, is_about_leaving, is_of_everybody, is_of_patients, role
from criteria.text.run_on import run_on
from criteria.text.segments import Role, Segment
from criteria.tree import Section

__all__ = ["Role", "Segment", "segment"]

_DEEPEST = 40  # levels of nesting; the deepest text of the registry has 12
_ANNOUNCING = (":", "following", "defined as", "defined by")  # the last words of a line over a list in its own column
_BELOW = ("o", "+", ">")  # bullets of lists within lists
_FEWEST_WORDS = 5  # of a line that is more than a label
_STEP = 4  # columns that a list is indented by
_SHORT_HEADING = 60  # characters of a line that names an arm without a colon
_LONG_HEADING = 130  # the same, where what it is stands in brackets


def segment(text: str) -> tuple[Segment, ...]:
    """Cut ``text`` into segments whose spans follow each other without gap or overlap and cover it whole."""
    found = blocks(text)
    bodies = [_body(text, block) for block in found]
    words = [_words(body.of(text)) for body in bodies]
    if not found:
        return ()
    segments = arm_sentences.apart(text, _Nesting(text, found, bodies, words).read())
    return _partition(text, inline_lists.apart(text, segments))


@dataclass(frozen=True, slots=True)
class _Open:
    """An item that others may hang under: the column of its words, its family of bullet, its index, where its bullet stands."""

    column: int
    marker: str
    index: int
    edge: int


@dataclass(slots=True)
class _Nesting:
    """Headings recognised, items hung under their parents by indentation and kind of bullet."""

    text: str
    blocks: list[list[Line]]
    bodies: list[Span]  # of each block
    words: list[str]  # of each block, on one line
    segments: list[Segment] = field(default_factory=list)
    section: Section = Section.INCLUSION
    arm: str | None = None
    over: str | None = None  # the arm whose sections follow
    topic: str | None = None
    stack: list[_Open] = field(default_factory=list)
    divided: dict[int, str] = field(default_factory=dict)  # the groups that headings of sections name

    def read(self) -> list[Segment]:
        """The segments in the order of the text."""
        nci = is_nci(self.text)
        groups, tumours = self._groups(), self._tumour_arms()
        self.divided = named_by_sections(self.words)
        for number, (block, body, words) in enumerate(zip(self.blocks, self.bodies, self.words, strict=True)):
            where = Span(block[0].start, block[-1].end)
            opened = opens(words)
            if self.section is Section.EXCLUSION and is_about_leaving(words):
                self.topic, self.arm, self.stack = LATER, None, []
                self._heading(where, body)
            elif opened is not None:
                self._section(opened, words, number)
                self._heading(where, body)
            elif is_about_later(words):
                self.topic, self.arm, self.stack = LATER, None, []
                self._heading(where, body)
            elif not block[0].marker and self._is_of_all_again(block[0], words):
                self.arm, self.over, self.topic, self.stack = None, None, None, []
                self._heading(where, body)
            elif number in groups:
                self.arm, self.topic, self.stack = groups[number], None, []
                self._heading(where, body)
            elif self._names_an_arm(block[0], words) and not self._is_all_of_its_arm(number):
                self.arm, self.over, self.topic, self.stack = arm_name(words), None, None, []
                self._heading(where, body)
            elif nci and words.rstrip(":") in NCI_LABELS and self._is_a_label(block[0], words):
                self.topic, self.stack = words.rstrip(":").lower(), []
                self._heading(where, body)
            else:
                if number in tumours:
                    self.arm, self.over, self.topic, self.stack = words.rstrip(":"), None, None, []
                self._item(block[0], where, body, words, nci=nci)
        return self.segments

    def _heading(self, where: Span, body: Span) -> None:
        self.segments.append(Segment(where, body, Role.HEADING, self.section, topic=self.topic, arm=self.arm))

    def _section(self, opened: Opens, words: str, number: int) -> None:
        """Begin the section that a heading opens, within the arm that stands right above it, if one does."""
        if opened is not Opens.PLAIN:
            self.section = Section(opened.value)
        elif self._begins_anew(words, number):
            self.section = Section.INCLUSION
        above = self.segments[-1] if self.segments else None
        if above is not None and above.role is Role.HEADING and above.arm is not None:
            self.over = above.arm if opens(_words(above.body.of(self.text))) is None else self.over
        self.arm, self.topic, self.stack = arm_name(words) or self.divided.get(number) or self.over, None, []

    def _begins_anew(self, words: str, number: int) -> bool:
        """Whether a section of NCI's registrations, whose lines say themselves what they ask for, ends the exclusions of another.

        One that stands right below the heading of the exclusions, or that there was before, is a part of them.
        """
        return (
            words.rstrip(":") in NCI_SECTIONS
            and opens(self.words[number - 1]) is None
            and words not in self.words[:number]
        )

    def _is_a_label(self, line: Line, words: str) -> bool:
        """Whether a topic stands over lines of its own: one without a colon may be a member of a list, "Chemotherapy"."""
        if words.endswith(":"):
            return True
        over = next((o.index for o in reversed(self.stack) if self._announces(o.index)), None)
        listed = over is not None and self._is_lost_member(over, self._head(over), words)
        return not line.marker and not listed

    def _is_of_all_again(self, line: Line, words: str) -> bool:
        """Whether a line ends the criteria of an arm: "Both groups:", or "Patients:" behind those of their caregivers."""
        if self.arm is None:
            return words.endswith(":") and is_of_everybody(words)
        heads = words.endswith(":") or line.after_blank
        return is_of_everybody(words) or (heads and role(self.arm) is not None and is_of_patients(words))

    def _names_an_arm(self, line: Line, words: str) -> bool:
        if not line.marker and is_bare_arm(words):
            return True
        longest = _LONG_HEADING if line.broken and words.endswith(")") else _SHORT_HEADING
        heads = words.endswith(":") or ((line.after_blank or line.broken) and len(words) < longest)
        return not line.marker and heads and arm_name(words) is not None and not heads_treatments(words)

    def _is_all_of_its_arm(self, number: int) -> bool:
        """Whether a line says all that is said of its arm, for one beside it is of another: "Arm 1: HER2-positive", "Arm 2: …"."""
        return any(self._are_of_two_arms(at) for at in (number - 1, number) if at >= 0)

    def _are_of_two_arms(self, number: int) -> bool:
        both = [words.partition(":") for words in self.words[number : number + 2]]
        told = len(both) > 1 and all(colon and words.strip() for _, colon, words in both)
        return told and all(is_bare_arm(name) for name, _, _ in both) and both[0][0] != both[1][0]

    def _groups(self) -> dict[int, str | None]:
        """The lines that name one of several groups over the criteria of each, with their names; None is everybody."""
        found: dict[int, str | None] = {}
        for number, block in enumerate(self.blocks[:-1]):
            words = self.words[number]
            name = group_name(words) if words.endswith(":") and opens(words) is None else None
            below = self.blocks[number + 1][0]
            if name is not None and _column(self.text, below) <= _column(self.text, block[0]) + 1:
                found[number] = name or None
        groups = found if len({name for name in found.values() if name}) > 1 else {}
        return {**titles(self.words), **over_sections(self.words), **groups}

    def _tumour_arms(self) -> set[int]:
        """The lines "ARM: TUMOUR" where several of one arm name different tumours: each is an arm over what follows it.

        The line itself stays an item, for whoever joins must have that tumour.
        """
        named: dict[str, dict[int, str]] = {}
        for number, words in enumerate(self.words):
            if (found := tumour_arm(words)) is not None:
                named.setdefault(found[0].lower(), {})[number] = found[1].lower()
        return {
            number
            for lines in named.values()
            if len(set(lines.values())) > 1 and not any(number + 1 in lines for number in lines)
            for number in lines
        }

    def _item(self, first: Line, where: Span, body: Span, words: str, *, nci: bool) -> None:
        column = _column(self.text, first)
        parent = self._parent(first, column, words)
        item = Segment(where, body, Role.ITEM, self.section, parent, self.topic, self.arm)
        pieces = [item]
        if nci and (first.broken or len(words) > LONG_RUN):
            pieces = run_on(self.text, item, len(self.segments))
        self.segments.extend(pieces)
        whole = len(pieces) == 1 and (not (nci and first.broken) or words.endswith(":"))  # a long line over a list too
        if whole:
            if nci and first.broken:
                self.stack = []
            self.stack.append(_Open(column, first.marker, len(self.segments) - 1, first.column))
        elif nci and (first.broken or not first.marker):
            self.stack = []

    def _parent(self, line: Line, column: int, words: str) -> int | None:
        """Drop from the stack what the new item does not hang under; the index of what it does hang under."""
        del self.stack[_DEEPEST:]
        marker, edge = line.marker, line.column
        beside = bool(marker) and any(o.marker == marker and o.edge == edge for o in self.stack[:-1])
        indented: int | None = None  # the item under which the last one stood further in: its list is not flat
        while self.stack:
            top = self.stack[-1]
            beside = beside and not (top.marker == marker and top.edge == edge)
            if column > top.column + 1 and not beside and not self._stands_beside(top, line):
                return top.index
            head = self._head(top.index)
            if abs(column - top.column) <= 1 and self._announces(top.index) and top.index != indented:
                deeper = bool(marker) and top.marker != marker and not self._is_open(marker, column)
                if deeper or (top.marker == marker and self._is_lost_member(top.index, head, words)):
                    return top.index
            # under the bullet of a line, not under its words
            if top.marker and marker != top.marker and abs(edge - top.edge) <= 1 and head.endswith(":"):
                other = bool(marker) and not any(o.marker == marker and abs(o.edge - edge) <= 1 for o in self.stack)
                if other or (not marker and self._is_lost_member(top.index, head, words)):
                    return top.index
            self.stack.pop()
            under = self.segments[top.index].parent
            indented = under if self.stack and top.column > self.stack[-1].column + 1 else None
        return None

    def _stands_beside(self, top: _Open, line: Line) -> bool:
        """Whether an item with a bullet stands beside a line without one, though its words stand further in.

        So it does where its bullet stands where the words of the other do, or where that is only the first of the list
        with a bullet of its own; a line that introduces a list has it under it.
        """
        head = self._head(top.index)
        flat = not top.marker and abs(line.column - top.edge) <= (_STEP if not top.edge and head.endswith(".") else 1)
        first = top.marker == "•" and top.edge == 0 and line.marker == "*" and line.column <= _STEP
        below = line.marker in _BELOW or self.text[line.start : line.body].strip(" (\\")[:1].islower()
        if not line.marker or below or not (flat or first):
            return False
        label = len(head.split()) < _FEWEST_WORDS and not head.endswith(".")
        return not (label or head.endswith(":") or leads_to_list(head))

    def _head(self, index: int) -> str:
        """The words of an item, over which a list may hang."""
        return self.segments[index].body.of(self.text).rstrip()

    def _announces(self, index: int) -> bool:
        return self._head(index).endswith(_ANNOUNCING) or denies_all(self._head(index))

    def _is_open(self, marker: str, column: int) -> bool:
        """Whether an item with that bullet is open at that column."""
        return any(o.marker == marker and abs(o.column - column) <= 1 for o in self.stack)

    def _is_lost_member(self, index: int, head: str, words: str) -> bool:
        """Whether a line belongs to the list that a line of its column announces: the registry has lost the indentation."""
        last = self.segments[-1]
        before = self.segments[index - 1].body.of(self.text) if index else ""
        sibling = last.body.of(self.text) if last.parent == index else None
        section, is_first = self.segments[index].section, last is self.segments[index]
        return is_member(Around(head, before, sibling, section, is_first), words)


def _body(text: str, block: list[Line]) -> Span:
    """The characters of a block behind its bullet, without the space after them."""
    start = block[0].body
    return Span(start, start + len(text[start : block[-1].end].rstrip()))


def _column(text: str, line: Line) -> int:
    """The column in which the words of a line begin, behind its bullet."""
    before = text[line.start : line.body]
    return line.column + (len(before.lstrip()) if line.marker else 0)


def _words(words: str) -> str:
    """Words on one line, without escapes."""
    return " ".join(words.replace("\\", "").split())


def _partition(text: str, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Hand the blank space between segments to the one before it (to the first, where it leads the text)."""
    starts = [0, *(s.span.start for s in segments[1:]), len(text)]
    return tuple(
        Segment(Span(start, end), s.body, s.role, s.section, s.parent, s.topic, s.arm)
        for s, (start, end) in zip(segments, pairwise(starts), strict=True)
    )
