"""A bracket of its own that names a part of the trial limits the sentence before it to that part."""

from __future__ import annotations

import pytest

from criteria.nodes import OF_AN_ARM
from criteria.tree import If, Node, Unparsed
from tests.criteria.trees import tree_of


def is_limited(node: Node) -> bool:
    return isinstance(node, If) and isinstance(node.condition, Unparsed) and node.condition.why == OF_AN_ARM


@pytest.mark.parametrize(
    "line",
    [
        "Gout. (Exclude from lung imaging only)",
        "Gout or asthma. (Excluded from lung function tests only.)",
        "Gout. (Excluding DL1 and DL2)",
        "Gout. (Not for cohorts 3 and 4)",
    ],
)
def test_the_sentence_before_it_is_asked_in_that_part_only(line: str) -> None:
    assert is_limited(tree_of(line, "Exclusion"))


@pytest.mark.parametrize(
    "line",
    [
        "Gout. (Excluded from this study only)",
        "Gout. (Exclude from the trial patients with asthma only)",
        "Gout. (Excluding asthma)",
        "Gout. (Exclude from the imaging substudy)",
    ],
)
def test_another_bracket_limits_nothing(line: str) -> None:
    assert not is_limited(tree_of(line, "Exclusion"))
