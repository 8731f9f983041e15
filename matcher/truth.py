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
        return _NEGATED[self]

    @classmethod
    def of(cls, known: bool | None) -> Truth:
        """TRUE or FALSE for a bool, UNKNOWN for None."""
        return cls.UNKNOWN if known is None else cls.TRUE if known else cls.FALSE


_NEGATED = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}


def all_of(truths: Iterable[Truth]) -> Truth:
    """FALSE if any is FALSE, else UNKNOWN if any is UNKNOWN, else TRUE (so TRUE for none)."""
    seen = set(truths)
    if Truth.FALSE in seen:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.TRUE


def any_of(truths: Iterable[Truth]) -> Truth:
    """TRUE if any is TRUE, else UNKNOWN if any is UNKNOWN, else FALSE (so FALSE for none)."""
    return ~all_of(~truth for truth in truths)


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """TRUE when ``count`` or more are TRUE, FALSE when that many can no longer be."""
    seen = list(truths)
    true = sum(t is Truth.TRUE for t in seen)
    if true >= count:
        return Truth.TRUE
    possible = sum(t is not Truth.FALSE for t in seen)
    return Truth.UNKNOWN if possible >= count else Truth.FALSE
