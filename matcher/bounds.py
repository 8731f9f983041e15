"""Owns the comparison of what is known, often only as a range, with the bounds and windows of a requirement."""

from __future__ import annotations

from datetime import date

from criteria.tree import Between, Comparison, Requirement, Value, Window
from matcher.patient.dates import Gap, days, shift
from matcher.truth import Truth, all_of


def compare(op: str, number: float, low: float, high: float) -> Truth:
    """Whether a value that lies between ``low`` and ``high`` satisfies ``op number``."""
    match op:
        case ">=":
            return Truth.of(True if low >= number else False if high < number else None)
        case ">":
            return Truth.of(True if low > number else False if high <= number else None)
        case "<=":
            return Truth.of(True if high <= number else False if low > number else None)
        case "<":
            return Truth.of(True if high < number else False if low >= number else None)
        case _:
            return Truth.of(True if low == high == number else False if not low <= number <= high else None)


def satisfies(value: Comparison | Between, low: float, high: float) -> Truth:
    """Whether a value that lies between ``low`` and ``high``, in the unit of ``value``, is within its bounds."""
    if isinstance(value, Comparison):
        return compare(value.op, value.number, low, high)
    return all_of((compare(">=", value.low, low, high), compare("<=", value.high, low, high)))


def bound(value: Value | None) -> Comparison | Between | None:
    """The value if it is one that numbers are compared with."""
    return value if isinstance(value, Comparison | Between) else None


def words_of(value: Comparison | Between) -> str:
    """A bound in words."""
    if isinstance(value, Comparison):
        return f"{value.op} {value.number:g} {value.unit}".strip()
    return f"{value.low:g}–{value.high:g} {value.unit}".strip()


def window_days(window: Window) -> float | None:
    """The length of a window in days; None where its unit is not one of time."""
    return days(window.number, window.unit)


def within(window: Window, gap: Gap) -> Truth:
    """Whether something that happened ``gap`` days ago lies inside the window.

    A day known to the month only that could at most reach the limit of ``<`` counts as inside: what ended in the
    month fails a washout that the whole month falls short of (gold guidelines, section 3).
    """
    limit = window_days(window)
    if limit is None:
        return Truth.UNKNOWN
    if window.op == "<" and gap.least < limit == gap.most:
        return Truth.TRUE
    return compare(window.op, limit, gap.least, gap.most)


def leaves_window(window: Window, last: date) -> date | None:
    """The first day on which something that ended on ``last`` is no longer inside the window."""
    limit = window_days(window)
    if limit is None or window.op not in ("<", "<="):
        return None
    outside = shift(last, limit)
    return outside if window.op == "<" or limit != int(limit) else shift(outside, 1)


def detail(requirement: Requirement, key: str) -> str | None:
    """A qualifier of the requirement."""
    return next((value for name, value in requirement.detail if name == key), None)


def undecided(requirement: Requirement, *understood: str) -> tuple[str, ...]:
    """The qualifiers that narrow the requirement in ways which the record does not speak of."""
    return tuple(f"{name}: {value}" for name, value in requirement.detail if name not in understood)
