"""The registry's own fields are criteria, and carry the field's name in place of a span."""

from __future__ import annotations

import pytest

from criteria.fields import age_in_years, from_registry_fields
from criteria.span import NOWHERE
from criteria.tree import Comparison, Kind, Leaf


def fields(**given: object) -> dict[str | None, object]:
    known = {"sex": None, "minimum_age": None, "maximum_age": None, "healthy_volunteers": None, "conditions": []}
    return {c.registry_field: c.node for c in from_registry_fields(**{**known, **given})}  # type: ignore[arg-type]


def test_a_trial_for_women_asks_for_a_woman() -> None:
    node = fields(sex="FEMALE")["sex"]
    assert isinstance(node, Leaf)
    assert (node.requirement.kind, node.requirement.concept, node.span) == (Kind.SEX, "female", NOWHERE)


def test_a_trial_for_all_asks_for_no_sex() -> None:
    assert fields(sex="ALL") == {}


@pytest.mark.parametrize(
    ("words", "years"), [("18 Years", 18), ("6 Months", 0.5), ("N/A", None), (None, None), ("eighteen", None)]
)
def test_ages(words: str | None, years: float | None) -> None:
    assert age_in_years(words) == years


def test_bounds_of_age_include_their_ends() -> None:
    found = fields(minimum_age="18 Years", maximum_age="75 Years")
    values = [node.requirement.value for node in found.values() if isinstance(node, Leaf)]
    assert values == [Comparison(">=", 18, "years"), Comparison("<=", 75, "years")]


def test_the_conditions_ask_for_a_diagnosis_only_where_all_are_known_cancers() -> None:
    assert "conditions" in fields(conditions=["Breast Cancer"])
    assert fields(conditions=["Breast Cancer", "Anxiety of caregivers"]) == {}


def test_a_trial_that_takes_healthy_volunteers_asks_for_no_diagnosis() -> None:
    assert fields(conditions=["Breast Cancer"], healthy_volunteers=True) == {}
