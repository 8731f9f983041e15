"""Permissions on a condition: who has what is permitted is let in only on it; for all others nothing is asked."""

from __future__ import annotations

import pytest

from criteria.tree import Leaf, Not, Unless, Unparsed, Window
from tests.criteria.trees import shape, tree_of


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        (
            "Prior radiotherapy is permitted as long as there is measurable disease",
            "(-radiation therapy prior unless measurable disease)",
        ),
        (
            "Antihypertensives are acceptable as long as serum potassium is above 3.5 mmol/L",
            "(-blood pressure lowering drug concurrent unless potassium >3.5)",
        ),
    ],
)
def test_a_permission_binds_those_who_have_what_is_permitted(line: str, tree: str) -> None:
    assert shape(tree_of(line, "Inclusion")) == tree


def test_a_time_that_must_have_passed_is_a_washout() -> None:
    line = "Prior adjuvant chemotherapy is allowed provided its completion was at least 12 months before registration"
    node = tree_of(line, "Inclusion")
    assert isinstance(node, Not)
    assert isinstance(node.node, Leaf)
    assert node.node.requirement.when == Window("<", 12, "months")


def test_what_must_have_been_stopped_may_not_be_taken() -> None:
    line = "Previous hormonal therapy is acceptable, as long as the treatment was stopped before entry"
    assert shape(tree_of(line, "Inclusion")) == "-endocrine therapy concurrent"


def test_what_is_taken_must_have_been_begun_so_long_ago() -> None:
    node = tree_of("Denosumab is permitted if it was started at least 4 weeks before entry", "Inclusion")
    assert isinstance(node, Unless)
    assert isinstance(node.exception, Leaf)
    assert node.exception.requirement.when == Window(">=", 4, "weeks")


def test_a_condition_that_was_not_read_to_the_word_is_open_for_them() -> None:
    node = tree_of("Prior radiotherapy is allowed provided there is measurable disease beyond its port", "Inclusion")
    assert isinstance(node, Unless)
    assert isinstance(node.exception, Unparsed)


@pytest.mark.parametrize(
    "line",
    [
        "Prior tamoxifen is allowed if all other criteria are met",
        "Radiotherapy is permitted if the physician thinks it appropriate",
        "Bisphosphonates are allowed if begun before study entry",
        "Prior taxanes are allowed if the following criteria are met",
        "Axillary dissection is not required if the sentinel node is negative",
    ],
)
def test_what_is_no_proviso_restricts_nobody(line: str) -> None:
    assert "unless" not in shape(tree_of(line, "Inclusion"))
