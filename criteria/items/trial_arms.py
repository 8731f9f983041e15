"""Owns the arms of one trial as its text names them: which divide it, and which criteria are of which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from criteria.criterion import Criterion
from criteria.text.arms import is_same, level, told_apart, unnamed

_BY_WORDS = ("given", "dose")  # what arms are called that have no number among others


@dataclass(slots=True)
class Arms:
    """The names in the order of the text, each arm by the first of its names; ``headings`` are those that stand over lines."""

    names: list[str] = field(default_factory=list)
    headings: frozenset[str] = frozenset()

    def known_as(self, arm: str) -> str:
        """The name under which an arm is known; it is added where it is new."""
        for known in self.names:
            if is_same(known, arm):
                return known
        self.names.append(arm)
        return arm

    def divide(self, own: str | None, over: str | None) -> bool:
        """Whether the arm ``own`` that a line names is one of those that divide the trial, and no arm within these.

        ``over`` is the arm whose heading stands over the line.
        """
        if own is None or over is not None or any(is_same(own, known) for known in self.names):
            return True
        if self.headings and (level(own) in _BY_WORDS or any(is_part_of(heading, own) for heading in self.headings)):
            return False
        return all(level(own) == level(known) for known in (*self.headings, *self.names))

    def told_apart(self, criteria: Sequence[Criterion]) -> list[Criterion]:
        """The criteria, those of several arms once for each where others of these have criteria of their own.

        Arms that are not named but must be there ("Part 2": there is a part 1) are added to the names.
        """
        told = told_apart(self.names)
        names = {name: list(dict.fromkeys(map(self.known_as, told[name]))) for name in told}
        found = [
            c if name == c.arm else replace(c, arm=name)
            for c in criteria
            for name in (names[c.arm] if c.arm is not None else [None])
        ]
        self.names = list(dict.fromkeys(each for name in told for each in names[name]))
        self.names += unnamed(self.names)
        return found


def is_part_of(arm: str, whole: str) -> bool:
    """Whether an arm may be one of several of a part of the trial: "Part 2 (cohort A)" of "Part 2", or its like."""
    one, part = arm.lower(), whole.lower()
    lies_in, _, named = one.partition(": ")
    return is_same(arm, whole) or one.startswith(part) or (named != "" and part.startswith(lies_in))


def is_within(named: str, arm: str | None) -> bool:
    """Whether a line that names ``named`` is known to be of that arm by ``arm``."""
    return arm is not None and (is_same(named, arm) or any(is_same(named, one) for one in arm.split(": ")))
