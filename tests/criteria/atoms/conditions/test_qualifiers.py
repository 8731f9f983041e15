"""Grades, NYHA classes and qualifying words beside a condition."""

from __future__ import annotations

import pytest

from criteria.atoms.conditions.qualifiers import grade, nyha, qualifiers
from criteria.tree import Comparison


@pytest.mark.parametrize(
    ("words", "op", "number"),
    [
        ("neuropathy > grade 1", ">", 1),
        ("grade ≥ 2 diarrhea", ">=", 2),
        ("grade 2 or higher", ">=", 2),
        ("ctcae grade 3-4", ">=", 3),
        ("grade greater than or equal to 3", ">=", 3),
        ("grade 0 or 1", "<=", 1),
        ("grade 1 or less", "<=", 1),
        ("grade 2", "=", 2),
    ],
)
def test_a_grade_is_a_bound(words: str, op: str, number: float) -> None:
    assert grade(words) == Comparison(op, number, "grade")


def test_words_without_a_grade_have_none() -> None:
    assert grade("high-grade lesion") is None


@pytest.mark.parametrize(
    ("words", "op", "number"),
    [
        ("new york heart association class iii or iv", ">=", 3),
        ("nyha class ≥ ii", ">=", 2),
        ("> nyha grade ii", ">", 2),
        ("class iii/iv heart failure as defined by nyha", ">=", 3),
        ("nyha i-ii", "<=", 2),
    ],
)
def test_a_heart_class_is_a_bound(words: str, op: str, number: float) -> None:
    found = nyha(words)
    assert found is not None
    assert found[0] == Comparison(op, number, "NYHA")


def test_the_qualifier_that_decides_most_is_the_value() -> None:
    assert qualifiers("severe, uncontrolled ", "").value == "uncontrolled"


def test_alternative_qualifiers_are_joined_by_or() -> None:
    assert qualifiers("active or uncontrolled ", "").value == "uncontrolled or active"


def test_acute_or_chronic_is_any() -> None:
    assert qualifiers("acute or chronic ", "").value is None


def test_history_is_kept_as_a_detail() -> None:
    assert ("history", "history of") in qualifiers("known history of ", "").detail()


def test_requiring_names_a_treatment_or_nothing() -> None:
    assert qualifiers("", " requiring oral antibiotics within 2 weeks").requiring == "oral antibiotics"
    assert qualifiers("", " requiring one more visit").requiring is None


def test_uncontrolled_may_follow_the_name() -> None:
    assert qualifiers("", " not controlled by medicines").value == "uncontrolled"


@pytest.mark.parametrize(
    "lead",
    [
        "current or previous history of ",
        "active or past medical history of ",
        "current, or history of ",
        "history of or current ",
        "current or prior ",
    ],
)
def test_what_counts_now_or_in_the_past_need_not_be_there_now(lead: str) -> None:
    found = qualifiers(lead, "")
    assert found.history
    assert found.words == ()


def test_current_alone_is_of_now() -> None:
    assert qualifiers("current ", "").words == ("current",)
