"""Owns which window of time belongs to which therapy of a statement, and what a washout asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapy_names import Name
from criteria.passage import Passage
from criteria.tree import Kind, Requirement, Window
from criteria.windows import FoundWindow, windows

# "but must be completed at least 2 weeks before", "must have been off such therapy for 2 weeks"
_ENDS = re.compile(
    r"\b(?:must|should|has\s+to|have\s+to|needs?\s+to)\s+(?:have\s+)?(?:be(?:en)?\s+)?(?:completed?|discontinued?|stop(?:ped)?|off|ended|finished?|elapsed?)\b"
)

_FLIPPED = {">=": "<", ">": "<="}


def assign(names: Sequence[Name], found: Sequence[FoundWindow]) -> dict[int, FoundWindow]:
    """For each name (by its place in ``names``) the window that dates it.

    A window dates the names that stand before it, back to the window before ("X within 4 weeks, Y within 2"); one that
    opens its statement, or looks ahead ("4 weeks since X"), dates those that follow, up to the next window.
    """
    dated: dict[int, FoundWindow] = {}
    floor = 0
    for place, window in enumerate(found):
        ceiling = found[place + 1].start if place + 1 < len(found) else None
        before = [i for i, n in enumerate(names) if floor <= n.start and n.end <= window.start + 1 and i not in dated]
        after = [i for i, n in enumerate(names) if n.start >= window.end - 1 and (ceiling is None or n.start < ceiling)]
        chosen = after if (window.ahead and after) or not before else before
        for i in chosen:
            dated[i] = window
        floor = window.end
    return dated


def waited(window: Window) -> Window:
    """The washout turned round: "at least 4 weeks since" forbids "less than 4 weeks ago"."""
    return replace(window, op=_FLIPPED.get(window.op, window.op))


def ended(passage: Passage, start: int, end: int, named: Sequence[Name]) -> list[Atom]:
    """What a statement that names no therapy asks of the one named last: to have ended, so long ago or at all."""
    match = _ENDS.search(passage.lower, start, end)
    before = [name for name in named if name.end <= start]
    if match is None or not before:
        return []
    found = next((w.window for w in windows(passage.lower, start, end) if w.window.anchor == "enrolment"), None)
    role = "concurrent" if found is None else "prior"
    when = replace(waited(found), op="<") if found else None
    therapy = before[-1]
    requirement = Requirement(Kind.THERAPY, therapy.concept, role, when, None, therapy.detail)
    return [Atom(match.start(), match.end(), requirement, Polarity.MUST_NOT)]
