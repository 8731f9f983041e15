"""Owns lists that a line announces and whose lines stand beside it: alternatives, exceptions, and what is asked of some.

A text that has lost its indentation shows no more which lines belong to the list; so those that may are left open, but
for alternatives whose list plainly ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.text.arms import limited_line
from criteria.tree import Any, Node
from matcher.doubts.trial.announced_choices import WHY, Choice
from matcher.doubts.trial.announcements import (
    BULLETS,
    ENDS,
    ONE_OF,
    Announced,
    announced,
    announced_above,
    line_before,
    needed,
)
from matcher.doubts.trial.opened import left_open

# a label over criteria of their own: "Hormone receptor status:"
_LABEL = regex(
    r"^\W*(?:[\w/-]+ ){0,3}(?:status|characteristics|therapy|age|sex|function|other|performance|cardiovascular|hepatic|renal|hematopoietic|pulmonary)\W*:\s*$",
    re.I,
)


def with_announced_lists(criteria: Iterable[Criterion], text: str) -> tuple[Criterion, ...]:
    """The criteria, lines of an announced list met by whoever meets one, or left open where they would rule out."""
    lines = _Lines(text)
    for criterion in criteria:
        lines.add(criterion)
    return lines.changed_by_their_lists()


class _Lines:
    """The lines of a text as they come, and the list that they may belong to."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._changed: list[Criterion] = []
        self._tumours: list[int] = []  # the places of those that name one of several tumour types
        self._announced: Announced | None = None
        self._choice: Choice | None = None

    def add(self, criterion: Criterion) -> None:
        words = criterion.span.of(self._text) if criterion.registry_field is None else ""
        opened = announced(criterion, words)
        if criterion.arm is not None and opened is None and self._is_of_its_own(criterion, words):
            self._changed.append(criterion)
            return
        if self._announced is not None and (opened is not None or not self._goes_on_with(criterion, words)):
            self._end(whole=self._ends_here(criterion, words))
        if opened is not None:
            self._begin(opened, words, criterion.arm)
            self._changed.append(self._announcing(criterion, opened, words))
            return
        if self._announced is None and criterion.registry_field is None:
            line = line_before(criterion, self._text)
            self._begin(announced_above(criterion, self._text, line), line, criterion.arm)
        if self._announced is None or not self._announced.holds(criterion, words):
            self._begin(None, "")
            self._changed.append(criterion)
            return
        if self._announced.tumours:
            self._tumours.append(len(self._changed))
        why, place = self._announced.why, len(self._changed)
        self._changed.append(
            left_open(criterion, why) if self._choice is None else self._choice.add(place, criterion, words)
        )
        self._announced = replace(self._announced, count=self._announced.count - 1)

    def _is_of_its_own(self, criterion: Criterion, words: str) -> bool:
        """Whether a line is of an arm that it names, or not of that of the list: each arm is a way into the trial."""
        return limited_line(words) is not None or (self._announced is not None and self._announced.arm != criterion.arm)

    def changed_by_their_lists(self) -> tuple[Criterion, ...]:
        if self._announced is not None:
            self._end(whole=self._announced.count > 0)
        return tuple(_or_another(self._changed, self._tumours))

    def _begin(self, announced: Announced | None, words: str, arm: str | None = None) -> None:
        self._announced = None if announced is None else replace(announced, arm=arm)
        one_of = ONE_OF.search(words) if announced is not None and announced.why is WHY else None
        self._choice = Choice(words[: one_of.start()], needed(one_of)) if one_of is not None else None

    def _end(self, *, whole: bool) -> None:
        if self._choice is not None:
            self._choice.close(self._changed, whole)
        self._begin(None, "")

    def _announcing(self, criterion: Criterion, opened: Announced, words: str) -> Criterion:
        if opened.tumours:
            return criterion
        one_of = ONE_OF.search(words)
        if self._choice is None or one_of is None:
            return left_open(criterion, opened.why)
        at = criterion.span.start + one_of.start("first")
        return self._choice.announced_by(len(self._changed), criterion, at, self._text)

    def _goes_on_with(self, criterion: Criterion, words: str) -> bool:
        if self._announced is None or not self._announced.holds(criterion, words):
            return False
        if self._choice is None:
            return True
        return not self._heading_over(criterion) and self._choice.goes_on_with(criterion)

    def _ends_here(self, criterion: Criterion, words: str) -> bool:
        """Whether the list plainly ends before a criterion, which is none of it and not one with a list of its own."""
        if self._announced is None or self._announced.count == 0:
            return False
        if criterion.section is not self._announced.section or criterion.registry_field is not None:
            return True
        first = self._heading_over(criterion) or words
        return not first.rstrip().endswith(":") or ENDS.match(first) is not None or _LABEL.match(first) is not None

    def _heading_over(self, criterion: Criterion) -> str:
        """The line between a criterion and the one before it, which heads it and is no criterion itself."""
        before = self._changed[-1].span.end if self._changed else criterion.span.start
        between = self._text[before : criterion.span.start].strip(BULLETS + "\n")
        return between.splitlines()[-1] if between.endswith(":") else ""


def _or_another(criteria: list[Criterion], places: list[int]) -> list[Criterion]:
    """The criteria, of which those at ``places`` are each met by whoever meets one of them."""
    ways = {place: _ways(criteria[place].node) for place in places}
    for place in places:
        others = (way for other in places if other != place for way in ways[other])
        node = criteria[place].node
        criteria[place] = replace(criteria[place], node=Any((*ways[place], *others), node.span))
    return criteria


def _ways(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Any) else (node,)
