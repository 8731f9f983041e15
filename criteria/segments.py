"""Owns the pieces into which a text is cut: headings and items."""

from __future__ import annotations

from dataclasses import dataclass
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
