"""Node-negative disease that is let in only where its risk is high."""

from __future__ import annotations

import pytest

from tests.criteria.trees import shape, tree_of


@pytest.mark.parametrize(
    "words",
    [
        "Node-positive or high-risk node-negative",
        "Lymph node positive, or lymph node negative with high risk features",
        "Positive nodes or negative nodes and high-risk disease",
    ],
)
def test_not_everybody_is_let_in(words: str) -> None:
    assert shape(tree_of(words)) in (
        "(N N1/N2/N3 | (Unparsed & N N0))",
        "(N N1/N2/N3 | (N N0 & Unparsed))",
    )


def test_without_a_risk_it_is_the_category_alone() -> None:
    assert shape(tree_of("Node-negative disease")) == "N N0"
