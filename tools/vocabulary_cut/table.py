"""Owns the written form of a built table: the common columns, rows and lists in one order, one source a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEADER = ("name", "category", "synonyms", "parents", "codes", "source", "note")


@dataclass(frozen=True, slots=True)
class Row:
    """One concept of a built table."""

    name: str
    category: str
    synonyms: tuple[str, ...]
    parents: tuple[str, ...]
    codes: tuple[str, ...]
    source: str
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """The row as it is written."""
        return (
            self.name,
            self.category,
            _list(self.synonyms),
            _list(self.parents),
            _list(self.codes),
            self.source,
            self.note,
        )


def _list(parts: Iterable[str]) -> str:
    return "|".join(sorted(set(parts) - {""}, key=lambda part: (part.lower(), part)))


def write(rows: Iterable[Row]) -> str:
    """The table, the same bytes for the same rows in any order."""
    lines = sorted((row.cells() for row in rows), key=lambda cells: (cells[0].lower(), cells))
    return "".join("\t".join(cells) + "\n" for cells in (HEADER, *lines))
