"""Owns three-valued truth, after Kleene: what is not known is neither true nor false."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """TRUE, FALSE or UNKNOWN; deliberately without a boolean value, so that unknown can never pass for false."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a Truth is not a bool: compare it with Truth.TRUE, FALSE or UNKNOWN")

    def __invert__(self) -> Truth:
        return _FALSE if self is _TRUE else _TRUE if self is _FALSE else self

    @classmethod
    def of(cls, known: bool | None) -> Truth:
        """TRUE or FALSE for a bool, UNKNOWN for None."""
        return _UNKNOWN if known is None else _TRUE if known else _FALSE


# names of the module are found faster than members of the class, and these functions run a million times a cohort
_TRUE, _FALSE, _UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def all_of(truths: Iterable[Truth]) -> Truth:
    """FALSE if any is FALSE, else UNKNOWN if any is UNKNOWN, else TRUE (so TRUE for none)."""
    found = _TRUE
    for truth in truths:
        if truth is _FALSE:
            return _FALSE
        if truth is _UNKNOWN:
            found = _UNKNOWN
    return found


def any_of(truths: Iterable[Truth]) -> Truth:
    """TRUE if any is TRUE, else UNKNOWN if any is UNKNOWN, else FALSE (so FALSE for none)."""
    found = _FALSE
    for truth in truths:
        if truth is _TRUE:
            return _TRUE
        if truth is _UNKNOWN:
            found = _UNKNOWN
    return found


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """TRUE when ``count`` or more are TRUE, FALSE when that many can no longer be."""
    seen = list(truths)
    true = sum(t is _TRUE for t in seen)
    if true >= count:
        return _TRUE
    possible = sum(t is not _FALSE for t in seen)
    return _UNKNOWN if possible >= count else _FALSE
