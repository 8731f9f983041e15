"""Windows of past time: comparators, half-lives, what they count from, and durations that are none."""

from __future__ import annotations

import pytest

from criteria.tree import Window
from criteria.words.windows import windows


def only(words: str, *, bare: str | None = None) -> Window:
    found = list(windows(words, bare=bare))
    assert len(found) == 1
    return found[0].window


@pytest.mark.parametrize(
    ("words", "op", "number", "unit"),
    [
        ("within 28 days prior to the first dose", "<=", 28, "days"),
        ("in the last two weeks", "<=", 2, "weeks"),
        ("within the past year", "<=", 1, "years"),
        ("≤ 14 days before registration", "<=", 14, "days"),
        ("less than 30 days since ending treatment", "<", 30, "days"),
        ("at least 4 weeks since prior chemotherapy", ">=", 4, "weeks"),
        ("more than 6 months since adjuvant therapy", ">", 6, "months"),
        ("a 4-week washout", ">=", 4, "weeks"),
        ("discontinued 5 days prior to starting", ">=", 5, "days"),
        ("within 7-14 days of the start of the study", "<=", 14, "days"),
        ("within four (4) weeks of randomization", "<=", 4, "weeks"),
    ],
)
def test_a_window_has_its_comparator_number_and_unit(words: str, op: str, number: float, unit: str) -> None:
    window = only(words)
    assert (window.op, window.number, window.unit) == (op, number, unit)


@pytest.mark.parametrize(
    "words",
    [
        "age of at least 18 years",
        "life expectancy of at least 12 weeks",
        "for 6 months after the last dose of study drug",
        "a stable regimen for at least 12 months",
        "women 60 years old",
    ],
)
def test_ages_expectancies_futures_and_durations_are_no_windows(words: str) -> None:
    assert list(windows(words)) == []


def test_half_lives_stand_beside_the_time_and_say_which_counts() -> None:
    window = only("within 4 weeks or 5 half-lives, whichever is shorter")
    assert (window.number, window.unit, window.half_lives, window.whichever) == (4, "weeks", 5, "shorter")
    window = only("within 3 weeks or 4 drug-elimination half-lives, whichever is sooner")
    assert (window.number, window.unit, window.half_lives, window.whichever) == (3, "weeks", 4, "shorter")
    window = only("within 10 days (or 4 half-lives) of the first dose")
    assert (window.number, window.unit, window.half_lives, window.whichever) == (10, "days", 4, None)


def test_half_lives_alone_are_the_unit() -> None:
    window = only("within 5 half-lives of the drug")
    assert (window.number, window.unit, window.half_lives) == (5, "half-lives", None)


def test_a_window_counts_from_what_its_words_name() -> None:
    assert only("more than 6 months before the diagnosis of metastatic disease").anchor == "diagnosis"
    assert only("within 6 weeks after surgery").anchor == "surgery"
    assert only("within 6 weeks before randomization").anchor == "enrolment"


def test_what_a_window_counts_from_may_stand_behind_it() -> None:
    ahead = [found.ahead for found in windows("at least 4 weeks since chemotherapy, radiotherapy within 2 weeks")]
    assert ahead == [True, False]


def test_a_bare_duration_is_a_window_only_where_the_caller_says_so() -> None:
    assert list(windows("chemotherapy: 3 weeks")) == []
    assert only("chemotherapy: 3 weeks", bare=">=").op == ">="
