"""Cancers of several organs that one line asks for, breast cancer among them, are ways to join: nobody has them all."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.items.organs_apart import OF_EACH
from criteria.tree import All, Any, Kind, Leaf, Node, Unparsed, walk


def tree(line: str) -> Node:
    """The tree of one inclusion."""
    (only,) = parse(f"Inclusion Criteria:\n\n* {line}\n").criteria
    return only.node


def concepts(node: Node) -> list[str]:
    """What the leaves of a tree name, in its order."""
    return [part.requirement.concept for part in walk(node) if isinstance(part, Leaf)]


@pytest.mark.parametrize(
    "line",
    [
        "Patients with metastatic breast cancer and patients with metastatic prostate cancer",
        "Metastatic breast cancer with HER2 overexpression; gastric cancer with HER2 overexpression",
        "Cancer of the larynx and salivary glands or breast cancer",
        "Colon cancer that has spread; OR, HER2-negative breast cancer",
    ],
)
def test_one_of_them_is_enough(line: str) -> None:
    node = tree(line)
    choice = next(part for part in walk(node) if isinstance(part, Any) and "breast cancer" in concepts(part))
    others = [part for part in walk(node) if isinstance(part, Leaf) and part.requirement.kind is Kind.CANCER]
    assert len(others) > 1
    assert all(leaf in list(walk(choice)) for leaf in others)


def test_what_is_said_of_one_is_asked_of_that() -> None:
    node = tree("Have diagnoses of myeloma and received steroid therapy or breast cancer receiving radiation therapy")
    assert isinstance(node, Any)
    theirs, hers = node.nodes
    assert isinstance(hers, All)
    assert concepts(hers) == ["breast cancer", "radiation therapy"]
    assert "multiple myeloma" in concepts(theirs)


def test_what_stands_behind_the_last_may_be_asked_of_hers_too() -> None:
    node = tree(
        "Patients with metastatic breast cancer and patients with metastatic ovarian cancer with measurable disease"
    )
    doubts = [part for part in walk(node) if isinstance(part, Unparsed) and part.why == OF_EACH]
    assert len(doubts) == 1
    assert isinstance(node, All)


@pytest.mark.parametrize(
    "line",
    ["Metastatic breast cancer and no colorectal cancer", "Metastatic breast cancer and phyllodes tumor"],
)
def test_what_she_may_not_have_or_what_tells_her_kind_is_no_other_way(line: str) -> None:
    assert not isinstance(tree(line), Any)


def test_two_bad_states_of_an_exclusion_stay_apart() -> None:
    (only,) = parse("Exclusion Criteria:\n\n* Bilateral breast cancer and prostate cancer\n").criteria
    assert not any(isinstance(part, Any) for part in walk(only.node))
