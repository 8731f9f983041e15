"""Owns the comparison of what is known, often only as a range, with the bounds and windows of a requirement."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from criteria.render import amounts
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


@lru_cache(maxsize=16384)
def words_of(value: Comparison | Between) -> str:
    """A bound in words: "at least 1,500/mm³"."""
    return amounts.bound(value)


def window_days(window: Window) -> float | None:
    """The length of a window in days; None where its unit is not one of time."""
    return days(window.number, window.unit)


_LONGEST_HALF_LIFE = 60.0
"""Days; no drug of the vocabulary that treats cancer has a longer one (fulvestrant: 40)."""


def limits(window: Window, half_life: float | None = None) -> tuple[float, float] | None:
    """The length of a window in days, at least and at most; None where it is not one of time.

    "4 weeks or 5 half-lives, whichever is shorter" is the smaller of the two. ``half_life`` is that of the drug, in days;
    where it is not known, or the text does not say which of the two counts, both ends are open.
    """
    if window.unit == "half-lives":
        return (0.0, window.number * _LONGEST_HALF_LIFE) if half_life is None else (window.number * half_life,) * 2
    time = days(window.number, window.unit)
    if time is None or window.half_lives is None:
        return None if time is None else (time, time)
    least, most = (0.0, _LONGEST_HALF_LIFE) if half_life is None else (half_life, half_life)
    eliminated = (window.half_lives * least, window.half_lives * most)
    shorter = (min(time, eliminated[0]), min(time, eliminated[1]))
    longer = (max(time, eliminated[0]), max(time, eliminated[1]))
    return {"shorter": shorter, "longer": longer}.get(window.whichever or "", (shorter[0], longer[1]))


def within(window: Window, gap: Gap, half_life: float | None = None) -> Truth:
    """Whether something that happened ``gap`` days ago lies inside the window; of a drug with this half-life, if known.

    A day known to the month only that could at most reach the limit of ``<`` counts as inside: what ended in the
    month fails a washout that the whole month falls short of (gold guidelines, section 3).
    """
    ends = limits(window, half_life)
    if ends is None:
        return Truth.UNKNOWN
    found = _compared(window.op, ends[0], gap)
    if ends[0] == ends[1] or _compared(window.op, ends[1], gap) is found:
        return found
    return Truth.UNKNOWN


def _compared(op: str, limit: float, gap: Gap) -> Truth:
    if op == "<" and gap.least < limit == gap.most:
        return Truth.TRUE
    return compare(op, limit, gap.least, gap.most)


def leaves_window(window: Window, last: date, half_life: float | None = None) -> date | None:
    """The first day on which something that ended on ``last`` is surely no longer inside the window."""
    ends = limits(window, half_life)
    if ends is None or window.op not in ("<", "<="):
        return None
    limit = ends[1]
    outside = shift(last, limit)
    return outside if window.op == "<" or limit != int(limit) else shift(outside, 1)


def detail(requirement: Requirement, key: str) -> str | None:
    """A qualifier of the requirement."""
    return next((value for name, value in requirement.detail if name == key), None)


def undecided(requirement: Requirement, *understood: str) -> tuple[str, ...]:
    """The qualifiers that narrow the requirement in ways which the record does not speak of."""
    return tuple(f"{name}: {value}" for name, value in requirement.detail if name not in understood)
