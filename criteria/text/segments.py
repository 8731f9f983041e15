"""Owns the pieces into which a text is cut: headings and items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

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


def cut(segments: Sequence[Segment], into: Callable[[Segment, int], Sequence[Segment]]) -> tuple[Segment, ...]:
    """The segments with each item that has no list under it cut into what ``into`` makes of it; none where it stays whole.

    ``into`` gets the item and the index at which its first piece will stand.
    """
    over = {segment.parent for segment in segments}
    found: list[Segment] = []
    moved: dict[int | None, int | None] = {None: None}
    for index, segment in enumerate(segments):
        moved[index] = len(found)
        segment = replace(segment, parent=moved[segment.parent])
        pieces = () if segment.role is not Role.ITEM or index in over else into(segment, len(found))
        found.extend(pieces or (segment,))
    return tuple(found)
