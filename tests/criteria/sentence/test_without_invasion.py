"""Cancer in situ that excludes only by itself."""

from __future__ import annotations

import pytest

from tests.criteria.trees import shape, tree_of


@pytest.mark.parametrize(
    "words", ["Pure DCIS", "DCIS alone", "Ductal carcinoma in situ (DCIS) only", "DCIS without an invasive component"]
)
def test_whose_cancer_is_invasive_is_not_kept_out(words: str) -> None:
    assert shape(tree_of(words, "Exclusion")) == "-(ductal carcinoma in situ & -invasive breast cancer)"


def test_an_earlier_one_keeps_out() -> None:
    assert shape(tree_of("Prior pure DCIS", "Exclusion")) == "-ductal carcinoma in situ"
