"""Treatments that exclude only whoever has not recovered from them."""

from __future__ import annotations

import pytest

from criteria.tree import All, Leaf, Not, walk
from tests.criteria.trees import trees


def together(line: str) -> list[set[str]]:
    """What a line excludes, each with what must be there beside it."""
    (tree,) = trees(f"Exclusion Criteria:\n\n* {line}")
    found = [n.node for n in walk(tree) if isinstance(n, Not)]
    return [{leaf.requirement.concept for leaf in walk(n) if isinstance(leaf, Leaf)} for n in found]


def test_a_treatment_excludes_with_what_it_left() -> None:
    line = "Chemotherapy or radiotherapy within 3 weeks and who have not recovered from side effects"
    assert together(line) == [
        {"chemotherapy", "unresolved toxicity"},
        {"radiation therapy", "unresolved toxicity"},
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Chemotherapy within 3 weeks or who have not recovered from side effects",
        "Chemotherapy within 3 weeks; has not recovered from side effects",
    ],
)
def test_each_excludes_alone_elsewhere(line: str) -> None:
    assert together(line) == [{"chemotherapy"}, {"unresolved toxicity"}]


def test_what_must_be_over_excludes_alone() -> None:
    (tree,) = trees("Inclusion Criteria:\n\n* At least 3 weeks since chemotherapy, and recovered from all toxicities")
    assert all(isinstance(n.node, Leaf) for n in walk(tree) if isinstance(n, Not))


def test_an_exception_is_about_both() -> None:
    line = "Radiotherapy within 4 weeks and has not recovered to grade 1 from side effects (except alopecia)"
    (tree,) = trees(f"Exclusion Criteria:\n\n* {line}")
    assert any(isinstance(n, All) for n in walk(tree))
    assert together(line) == [{"radiation therapy", "unresolved toxicity"}]
