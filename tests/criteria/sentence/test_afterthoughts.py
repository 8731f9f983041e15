"""Tests for what a sentence does to those before it."""

import pytest

from criteria import parse
from criteria.tree import All, Allow, Node, Not, Unless


def node(line: str) -> Node:
    (criterion,) = parse(f"Exclusion Criteria:\n\n* {line}\n").criteria
    return criterion.node


DISEASE = "Active autoimmune disease that has required systemic treatment in the past 2 years"


@pytest.mark.parametrize(
    "behind",
    [
        ". Replacement therapy (e.g., thyroxine) is not considered a form of systemic treatment.",
        "; hormone replacement (e.g., thyroxine, insulin, etc.) is not considered systemic treatment",
        ". Replacement therapy (e.g., thyroxine, insulin) is allowed.",
    ],
)
def test_what_replaces_a_hormone_is_no_exception_from_a_treated_disease(behind: str) -> None:
    found = node(f"{DISEASE}{behind}")
    assert isinstance(found, All)
    excluded, remark = found.nodes
    assert isinstance(excluded, Not)
    assert isinstance(remark, Allow)


def test_what_replaces_a_hormone_is_excepted_from_a_treatment() -> None:
    found = node("Systemic steroids. Replacement therapy (e.g., physiologic hydrocortisone) is allowed.")
    assert isinstance(found, Unless)
