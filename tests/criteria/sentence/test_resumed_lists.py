"""A list of exclusions goes on behind an exception to one of its items; a list of exceptions stays one."""

from __future__ import annotations

import pytest

from criteria.tree import All, Any, Leaf, Node, Not, Unless, walk
from tests.criteria.trees import concepts, tree_of


def lifted(node: Node) -> set[str]:
    """What lifts any exclusion of the tree, but for what is in doubt."""
    return {
        leaf.requirement.concept
        for one in walk(node)
        if isinstance(one, Unless) and not isinstance(one.exception, All)
        for leaf in walk(one.exception)
        if isinstance(leaf, Leaf)
    }


def kept_out(node: Node) -> set[str]:
    """What excludes by itself, whatever else is so."""
    if isinstance(node, Not) and isinstance(node.node, Leaf):
        return {node.node.requirement.concept}
    return {name for part in node.nodes for name in kept_out(part)} if isinstance(node, All) else set()


@pytest.mark.parametrize(
    "line",
    [
        "Prior lapatinib, everolimus other than in a trial, or fulvestrant",
        "Prior lapatinib, everolimus (except in a trial), or fulvestrant",
        "Prior exposure to lapatinib, to aromatase inhibitors other than letrozole, or to fulvestrant",
        "Prior lapatinib, aromatase inhibitors apart from letrozole, and fulvestrant",
        "Prior lapatinib, radiotherapy excluding palliative radiotherapy, or fulvestrant",
        "Prior lapatinib, chemotherapy with the exception of capecitabine, or fulvestrant",
    ],
)
def test_an_item_behind_the_exception_of_another_excludes(line: str) -> None:
    node = tree_of(line, "Exclusion")
    assert {"lapatinib", "fulvestrant"} <= kept_out(node)
    assert "fulvestrant" not in lifted(node)


def test_what_an_inclusion_denies_goes_on_likewise() -> None:
    assert kept_out(tree_of("No prior endocrine therapy except tamoxifen, or chemotherapy")) == {"chemotherapy"}


def test_an_exception_between_commas_may_be_of_the_whole_list_before_it() -> None:
    node = tree_of("Prior lapatinib, everolimus, except in a trial, or fulvestrant", "Exclusion")
    assert kept_out(node) == {"fulvestrant"}


@pytest.mark.parametrize(
    ("line", "excepted"),
    [
        (
            "Prior endocrine therapy other than tamoxifen, raloxifene, or toremifene",
            {"tamoxifen", "raloxifene", "toremifene"},
        ),
        (
            "Systemic therapy except for letrozole, anastrozole, and goserelin",
            {"letrozole", "anastrozole", "goserelin"},
        ),
        (
            "Prior malignancy other than basal cell carcinoma, squamous cell carcinoma, or cervical carcinoma in situ",
            {"basal cell carcinoma", "squamous cell carcinoma", "cervical carcinoma in situ"},
        ),
    ],
)
def test_kinds_of_what_is_excluded_stay_excepted(line: str, excepted: set[str]) -> None:
    node = tree_of(line, "Exclusion")
    assert lifted(node) == excepted
    assert not kept_out(node)


def test_a_drug_behind_a_drug_of_which_neither_is_sure_lets_in_nobody_and_keeps_out_nobody() -> None:
    node = tree_of("Prior chemotherapy other than capecitabine, or trastuzumab", "Exclusion")
    assert "trastuzumab" in concepts(node)
    assert "trastuzumab" not in kept_out(node) | lifted(node)


def test_a_condition_that_is_called_uncontrolled_is_not_let_in() -> None:
    node = tree_of("Autoimmune disease except vitiligo, or uncontrolled hypertension", "Exclusion")
    assert "uncontrolled hypertension" in kept_out(node)


def test_a_time_behind_the_list_is_of_what_stands_before_the_exception_too() -> None:
    node = tree_of("Chemotherapy, endocrine therapy other than tamoxifen, or radiotherapy within 4 weeks", "Exclusion")
    dated = {one.requirement.concept for one in walk(node) if isinstance(one, Leaf) and one.requirement.when}
    assert {"chemotherapy", "endocrine therapy", "radiation therapy"} <= dated


@pytest.mark.parametrize(
    "line",
    [
        "Prior treatment must include both a taxane, alone or in combination with another agent, and lapatinib",
        "Must have received both lapatinib, in any setting or line, and a taxane",
    ],
)
def test_both_asks_for_both(line: str) -> None:
    node = tree_of(line)
    assert not any(isinstance(one, Any) for one in walk(node))
    assert {"taxane", "lapatinib"} <= concepts(node)
