"""The members of a class that a bracket lists are a choice, and so are those behind "one of the following agents"."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Any, Leaf, Node, walk


def tree(line: str) -> Node:
    (only,) = parse(f"Inclusion Criteria:\n\n* {line}").criteria
    return only.node


def choices(node: Node) -> list[set[str]]:
    found = [part for part in walk(node) if isinstance(part, Any)]
    return [{leaf.requirement.concept for leaf in any_of.nodes if isinstance(leaf, Leaf)} for any_of in found]


def roles(node: Node) -> set[object]:
    return {part.requirement.value for part in walk(node) if isinstance(part, Leaf)}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Planned treatment with a CDK4/6 inhibitor (palbociclib, ribociclib)", "planned"),
        ("Prior treatment with a CDK4/6 inhibitor (palbociclib, ribociclib)", "prior"),
        ("Currently taking a CDK4/6 inhibitor (palbociclib, ribociclib)", "concurrent"),
    ],
)
def test_any_member_of_a_class_will_do(line: str, role: str) -> None:
    node = tree(line)
    assert isinstance(node, All)
    assert choices(node) == [{"palbociclib", "ribociclib"}]
    assert roles(node) == {role}


def test_the_drugs_of_a_chemotherapy_may_all_be_meant() -> None:
    assert choices(tree("Planned chemotherapy (epirubicin, docetaxel)")) == []


@pytest.mark.parametrize("noun", ["agents", "drugs", "therapies", "regimens", "treatments"])
def test_one_of_those_behind_a_colon_is_enough(noun: str) -> None:
    node = tree(f"Prior treatment with at least one of the following {noun}: capecitabine, eribulin, vinorelbine")
    assert choices(node) == [{"capecitabine", "eribulin", "vinorelbine"}]
