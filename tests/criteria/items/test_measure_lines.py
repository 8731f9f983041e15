"""Measurable disease, and the lesions that the next line takes in its absence, are one choice."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.criterion import Criterion
from criteria.tree import Any, Leaf


def criteria(*lines: str) -> tuple[Criterion, ...]:
    """The criteria of inclusions, a line each."""
    return parse("Inclusion Criteria:\n\n" + "\n".join(f"* {line}" for line in lines)).criteria


@pytest.mark.parametrize(
    "line",
    [
        "Bone lesions (lytic or mixed) in the absence of measurable disease",
        "Bone metastases if there is no measurable disease",
    ],
)
def test_either_is_enough(line: str) -> None:
    (only,) = criteria("At least one measurable lesion", line)
    assert isinstance(only.node, Any)


def test_lesions_that_the_next_line_asks_for_as_well_are_no_choice() -> None:
    one, other = criteria("At least one measurable lesion", "At least one bone metastasis")
    assert isinstance(one.node, Leaf)
    assert isinstance(other.node, Leaf)


def test_no_line_before_it_asks_for_measurable_disease() -> None:
    one, other = criteria("ECOG 0-1", "Bone lesions in the absence of measurable disease")
    assert isinstance(one.node, Leaf)
    assert other.section is one.section


@pytest.mark.parametrize(
    "line",
    [
        "Measurable disease. If no measurable disease is present, at least one lytic bone lesion must be present",
        "Patients must have measurable disease or, if no measurable disease is present, at least one lytic bone lesion",
    ],
)
def test_what_is_asked_if_there_is_no_measurable_disease_is_a_choice_in_one_line_too(line: str) -> None:
    (only,) = criteria(line)
    assert isinstance(only.node, Any)
    assert [way.requirement.concept for way in only.node.nodes if isinstance(way, Leaf)] == [
        "measurable disease",
        "bone",
    ]
