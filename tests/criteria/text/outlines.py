"""The items of a text as the segments give them."""

from __future__ import annotations

from criteria.text.segment import Role, segment


def outline(text: str) -> list[tuple[str, int, str]]:
    """Section, depth and words of each item."""
    segments = segment(text)
    depth: dict[int, int] = {}
    found = []
    for index, part in enumerate(segments):
        depth[index] = 0 if part.parent is None else depth[part.parent] + 1
        if part.role is Role.ITEM:
            found.append((part.section.value[:3], depth[index], " ".join(part.body.of(text).split())))
    return found
