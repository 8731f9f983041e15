"""A sex that is named only with a duty of contraception says whose duty it is."""

from __future__ import annotations

import pytest

from criteria.tree import If
from tests.criteria.trees import concepts, tree_of


@pytest.mark.parametrize(
    ("line", "sex"),
    [
        ("Male patient agrees to use a barrier method of contraception", "male"),
        ("Men who agree to practice effective contraception", "male"),
        ("Women who might become pregnant use two methods of contraception", "female"),
        ("Women who agree to use contraception and have a negative pregnancy test", "female"),
    ],
)
def test_the_other_sex_is_asked_nothing(line: str, sex: str) -> None:
    node = tree_of(line)
    assert isinstance(node, If)
    assert concepts(node.condition) == {sex}
    assert "contraception" in concepts(node.node)


@pytest.mark.parametrize(
    "line",
    [
        "Women aged 18 or over who use contraception",
        "Women with breast cancer who agree to use contraception",
        "Male patients with breast cancer",
    ],
)
def test_a_trial_that_asks_for_more_is_for_that_sex(line: str) -> None:
    assert not isinstance(tree_of(line), If)
