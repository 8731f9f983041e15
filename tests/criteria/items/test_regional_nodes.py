"""Exceptions to distant spread that name regional nodes."""

from __future__ import annotations

import pytest

from criteria.tree import Unless, walk
from tests.criteria.trees import shape, tree_of


@pytest.mark.parametrize(
    "words",
    [
        "Metastatic disease other than ipsilateral axillary lymph nodes",
        "Distant metastases, with the exception of supraclavicular nodes",
        "Metastatic disease (axillary lymph node involvement is permitted)",
    ],
)
def test_they_take_nothing_away(words: str) -> None:
    assert shape(tree_of(words, "Exclusion")) == "(-metastatic & allow Unparsed)"


@pytest.mark.parametrize(
    "words", ["Metastatic disease other than bone lesions", "Metastatic disease other than to distant lymph nodes"]
)
def test_others_do(words: str) -> None:
    assert any(isinstance(part, Unless) for part in walk(tree_of(words, "Exclusion")))
