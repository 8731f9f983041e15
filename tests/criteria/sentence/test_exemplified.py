"""Counts within others: both limits hold, and none of them is enough."""

from __future__ import annotations

import pytest

from criteria.tree import Any, walk
from tests.criteria.trees import tree_of


@pytest.mark.parametrize(
    "line",
    [
        "No more than 4 lines of systemic therapy, including up to 2 lines of chemotherapy",
        "At least three lines of therapy including one line of endocrine therapy",
    ],
)
def test_a_count_that_another_takes_in_is_no_way_of_its_own(line: str) -> None:
    assert not any(isinstance(node, Any) for node in walk(tree_of(line)))
