"""Conditions of several kinds of people: whoever was not read is still one of those for whom the rest holds."""

from __future__ import annotations

import pytest

from criteria.tree import Any, If, Leaf, Unparsed
from tests.criteria.trees import tree_of


@pytest.mark.parametrize(
    ("line", "read", "unread"),
    [
        ("For patients with asthma or older than 60 years, LVEF > 50%", "age", "For patients with asthma"),
        ("Patients with asthma or prior epirubicin must have LVEF > 50%", "epirubicin", "Patients with asthma"),
        ("LVEF > 50% (for patients with asthma or for patients > 65 years of age)", "age", "for patients with asthma"),
    ],
)
def test_another_way_to_be_meant_is_shown(line: str, read: str, unread: str) -> None:
    node = tree_of(line)
    assert isinstance(node, If)
    assert isinstance(node.condition, Any)
    leaf, other = node.condition.nodes
    assert isinstance(leaf, Leaf)
    assert leaf.requirement.concept == read
    assert isinstance(other, Unparsed)
    assert other.span.of(f"Inclusion Criteria:\n\n* {line}").strip() == unread


@pytest.mark.parametrize(
    "line",
    [
        "Patients with prior adjuvant or metastatic chemotherapy must have LVEF > 50%",
        "For patients aged 65 or older, LVEF > 50%",
    ],
)
def test_two_words_for_one_thing_are_no_other_way(line: str) -> None:
    node = tree_of(line)
    assert isinstance(node, If)
    assert not isinstance(node.condition, Any)
