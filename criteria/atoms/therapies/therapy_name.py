"""Owns a therapy named in a passage, and which characters of the passage are taken by names."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """A therapy named at characters ``start`` to ``end``, with what narrows it ("major", "live") as ``detail``.

    ``naive`` is set when the words deny it themselves ("treatment-naive"), ``none_left`` when they say that there is
    none to be had any more ("no standard therapy exists"), ``shared`` when the same words name another as well ("anti-PD-1/L1").
    """

    start: int
    end: int
    concept: str
    naive: bool = False
    none_left: bool = False
    detail: tuple[tuple[str, str], ...] = ()
    shared: bool = False


class Taken:
    """The characters of a text of ``length`` that something has been read from."""

    __slots__ = ("_mask",)

    def __init__(self, length: int) -> None:
        """Nothing is taken yet."""
        self._mask = bytearray(length + 1)

    def take(self, start: int, end: int) -> None:
        """Mark characters ``start`` to ``end``."""
        self._mask[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether none of the characters is taken."""
        return self._mask.find(1, start, end) < 0
