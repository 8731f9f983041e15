"""Numbers in digits and words, comparators before, after and around them, ranges."""

from __future__ import annotations

import pytest

from criteria.words.numbers import bounds, comparator_after, comparator_before, number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,500", 1500),
        ("100,000", 100_000),
        ("100.000", 100_000),
        ("100 000", 100_000),
        ("1.5", 1.5),
        ("1,5", 1.5),
        (".5", 0.5),
        ("0.500", 0.5),
        ("twice", 2),
        ("twenty-one", 21),
    ],
)
def test_numbers_are_read_as_laboratories_write_them(words: str, value: float) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("≥ 18", ">=", 18),
        (">= 18", ">=", 18),
        (">/= 18", ">=", 18),
        ("=> 18", ">=", 18),
        ("> or = 18", ">=", 18),
        ("> than or equal to 18", ">=", 18),
        ("at least 18", ">=", 18),
        ("greater than or equal to 18", ">=", 18),
        ("equal to or greater than 18", ">=", 18),
        ("greater or equal 18", ">=", 18),
        ("no less than 18", ">=", 18),
        ("a minimum of 18", ">=", 18),
        ("≤ 2", "<=", 2),
        ("=< 2", "<=", 2),
        ("no greater than 2", "<=", 2),
        ("must not exceed 2", "<=", 2),
        ("up to 2", "<=", 2),
        ("at most 2", "<=", 2),
        ("> 12", ">", 12),
        ("more than 12", ">", 12),
        ("over 12", ">", 12),
        ("in excess of 12", ">", 12),
        ("less than 3", "<", 3),
        ("younger than 3", "<", 3),
        ("below 3", "<", 3),
        ("18 or older", ">=", 18),
        ("18 and over", ">=", 18),
        ("3 or more", ">=", 3),
        ("70 or younger", "<=", 70),
        ("2 or less", "<=", 2),
        ("18 ≤ age", ">=", 18),
        ("75 ≥ age", "<=", 75),
        ("qtc>480", ">", 480),
    ],
)
def test_a_comparator_is_read_before_after_or_turned_round(text: str, op: str, value: float) -> None:
    (found,) = bounds(text)
    assert (found.op, found.number, found.high) == (op, value, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0-2", 0, 2),
        ("18 to 70", 18, 70),
        ("between 18 and 70", 18, 70),
        ("between the ages of 18 and 70", 18, 70),
        ("between 0.5 cm and 2 cm", 0.5, 2),
        ("18 ~ 75", 18, 75),
    ],
)
def test_two_numbers_joined_as_a_range_are_one(text: str, low: float, high: float) -> None:
    (found,) = bounds(text)
    assert (found.op, found.number, found.high) == (None, low, high)


def test_and_makes_no_range_without_between() -> None:
    assert [(f.op, f.number) for f in bounds("≥ 18 and ≤ 75")] == [(">=", 18), ("<=", 75)]
    assert [f.number for f in bounds("cohorts 1 and 2")] == [1, 2]


def test_a_range_never_falls() -> None:
    assert [f.high for f in bounds("parts 3 to 1")] == [None, None]


def test_a_power_of_ten_is_no_group_of_thousands() -> None:
    assert [f.number for f in bounds("100 109/l")] == [100, 109]


def test_digits_inside_names_are_no_numbers() -> None:
    assert bounds("t2 tumors, her2 and cd34") == []


def test_a_bound_spans_its_comparator() -> None:
    text = "platelets greater than or equal to 100,000"
    (found,) = bounds(text)
    assert text[found.start : found.end] == "greater than or equal to 100,000"
    assert text[found.at] == "1"


def test_comparators_are_found_at_a_place() -> None:
    assert comparator_before("at least 3", 9) == (0, ">=")
    assert comparator_before("the 3", 4) == (4, None)
    assert comparator_after("3 or more", 1) == (9, ">=")
    assert comparator_after("3 weeks", 1) == (1, None)


def test_a_long_line_of_digits_takes_no_time_to_speak_of() -> None:
    line = "1,000 " * 4000
    assert len(bounds(line)) > 0
