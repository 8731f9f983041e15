"""A list of what excludes those whom its line names asks nothing of anybody else."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import If, Leaf, Node, Unparsed, walk

_ITEMS = "\n  * HbA1c > 7.7%\n  * Retinopathy\n"


def tree(section: str, line: str) -> list[Node]:
    """The trees of one line over a list."""
    return [c.node for c in parse(f"{section} Criteria:\n\n* {line}{_ITEMS}").criteria]


@pytest.mark.parametrize(
    "line",
    [
        "Patients with diabetes are excluded if they have any of the following:",
        "Participants with diabetes will be ineligible if one or more of the following apply:",
        "Subjects with diabetes who have any of the following:",
    ],
)
def test_what_excludes_some_is_asked_of_them_alone(line: str) -> None:
    (found,) = tree("Exclusion", line)
    assert isinstance(found, If)
    assert isinstance(found.condition, Leaf)
    assert found.condition.requirement.concept == "diabetes"
    assert len([n for n in walk(found.node) if isinstance(n, Leaf)]) == 2


def test_those_who_were_not_read_may_be_anybody() -> None:
    (found,) = tree("Exclusion", "Patients with zorbles are excluded if they have any of the following:")
    assert isinstance(found, If)
    assert isinstance(found.condition, Unparsed)


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("Exclusion", "Patients are excluded if they have any of the following:"),
        ("Exclusion", "Patients with breast cancer are excluded if they have any of the following:"),
        ("Inclusion", "Patients with diabetes who have any of the following:"),
    ],
)
def test_what_excludes_everybody_or_is_asked_for_has_no_condition(section: str, line: str) -> None:
    assert not any(isinstance(n, If) for node in tree(section, line) for n in walk(node))
