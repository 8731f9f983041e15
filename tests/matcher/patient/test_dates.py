"""Dates span what they do not say."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.patient.dates import Gap, PartialDate, date_told, days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 10)),
    ],
)
def test_a_date_spans_the_days_that_it_leaves_open(text: str, first: date, last: date) -> None:
    found = PartialDate.parse(text)
    assert (found.first, found.last) == (first, last)
    assert str(found) == text


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-2", "2024-02-31", "2024-02-10T00:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|month|day"):
        PartialDate.parse(text)


def test_a_date_in_free_text_that_no_calendar_has_tells_nothing() -> None:
    assert date_told("2024-02") == PartialDate.parse("2024-02")
    assert date_told("2024-13") is None
    assert date_told("0000") is None


def test_a_month_leaves_a_range_of_days_since_then() -> None:
    assert Gap.since(PartialDate.parse("2025-12"), date(2026, 1, 15)) == Gap(15, 45)


def test_days_of_the_current_month_that_are_still_to_come_do_not_count() -> None:
    assert Gap.since(PartialDate.parse("2026-01"), date(2026, 1, 15)) == Gap(0, 14)


def test_units_of_time_are_in_days_and_others_are_not_converted() -> None:
    assert days(4, "weeks") == 28
    assert days(1, "year") == 365.25
    assert days(4, "half-lives") is None
