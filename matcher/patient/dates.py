"""Owns dates that are known to the day, the month or the year, and the arithmetic on what they leave open."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
WRITTEN = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
"""A date as records write it within free text; part of an expression."""
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """All days from ``first`` to ``last`` on which something may have happened; one day when the two are equal."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raises ValueError on anything else."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError("not a date")
        year, month, day = int(match[1]), match[2], match[3]
        first_month, last_month = (int(month), int(month)) if month else (1, 12)
        if day:
            return cls(date(year, first_month, int(day)), date(year, first_month, int(day)))
        last_day = calendar.monthrange(year, last_month)[1]
        return cls(date(year, first_month, 1), date(year, last_month, last_day))

    def __str__(self) -> str:
        whole = self.first.isoformat()
        if self.first == self.last:
            return whole
        return whole[:7] if self.first.month == self.last.month else whole[:4]


def date_told(text: str) -> PartialDate | None:
    """The date that free text of a record names; None for one that no calendar has, "2024-13", which tells nothing.

    >>> date_told("2024-13"), str(date_told("2024-02"))
    (None, '2024-02')
    """
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


class Gap(NamedTuple):
    """How many days lie between something and the day on which the record is true: at least, and at most."""

    least: int
    most: int

    @classmethod
    def since(cls, when: PartialDate, as_of: date) -> Gap:
        """The days since ``when``; what would lie after ``as_of`` counts as that day, since it has happened."""
        return cls(max(0, (as_of - when.last).days), max(0, (as_of - when.first).days))

    @classmethod
    def between(cls, earliest: PartialDate | None, latest: PartialDate | None, as_of: date) -> Gap:
        """The days since an event of which only bounds are known; None leaves that side open."""
        least = 0 if latest is None else max(0, (as_of - latest.last).days)
        most = 365_000 if earliest is None else max(0, (as_of - earliest.first).days)
        return cls(least, most)


@lru_cache(maxsize=4096)
def days(number: float, unit: str) -> float | None:
    """A length of time in days (months of 30.4375 days, years of 365.25); None for a unit that is not one of time."""
    factor = _DAYS.get(unit.strip().lower().rstrip("s"))
    return None if factor is None else number * factor


def shift(day: date, by_days: float) -> date:
    """The day ``by_days`` later, rounded up to a whole day."""
    whole = int(by_days) if by_days == int(by_days) else int(by_days) + 1
    return day + timedelta(days=whole)
