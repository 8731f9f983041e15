"""The stage of a cancer of another organ is said of that cancer alone, whatever else the sentence excludes."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Leaf, Node, Not


def excluded(words: str) -> list[list[str]]:
    """What each exclusion of a sentence names, the things of one exclusion together."""
    (tree,) = (c.node for c in parse(f"Exclusion Criteria:\n\n* {words}\n").criteria)
    return [_names(part) for part in (tree.nodes if isinstance(tree, All) else (tree,))]


def _names(node: Node) -> list[str]:
    assert isinstance(node, Not)
    parts = node.node.nodes if isinstance(node.node, All) else (node.node,)
    return [part.requirement.concept for part in parts if isinstance(part, Leaf)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Metastatic gastric cancer or stage II breast cancer", [["metastatic", "gastric cancer"], ["stage"]]),
        ("Stage II breast cancer or metastatic gastric cancer", [["stage"], ["metastatic", "gastric cancer"]]),
        ("Metastatic or recurrent ovarian cancer", [["metastatic", "ovarian cancer"]]),
        # one word of both, and one without a cancer of its own
        ("Metastatic breast or gastric cancer", [["metastatic"], ["gastric cancer"]]),
        ("Metastatic disease, melanoma", [["metastatic"], ["melanoma"]]),
    ],
)
def test_an_extent_excludes_with_the_cancer_that_it_is_said_of(words: str, names: list[list[str]]) -> None:
    assert excluded(words) == names
