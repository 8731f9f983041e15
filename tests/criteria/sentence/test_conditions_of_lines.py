"""Whom the lines of a list are about: what stands over them, or beside them, says of whom they are asked."""

from __future__ import annotations

from criteria import parse
from criteria.tree import All, Any, If, Leaf, Not, Unless, walk
from tests.criteria.trees import concepts, tree_of, trees_of


def test_bounds_for_those_with_and_without_liver_metastases_are_two() -> None:
    found = parse(
        "Inclusion Criteria:\n\n* In the absence of liver metastases, AST must not exceed 2 x ULN\n"
        "* In the presence of liver metastases, AST must not exceed 5 x ULN"
    ).criteria
    without, within = (c.node for c in found)
    assert isinstance(without, If)
    assert isinstance(without.condition, Not)
    assert isinstance(within, If)
    assert isinstance(within.condition, Leaf)


def test_a_lab_and_the_or_in_the_next_item_are_a_choice_within_their_list() -> None:
    tree = tree_of(
        "Adequate organ function:\n  * ANC >= 1.5 x 10^9/L\n  * Creatinine <= 1.5 x ULN\n"
        "  * OR creatinine clearance >= 50 mL/min for patients with creatinine above 1.5 x ULN\n  * Bilirubin <= 1.5 x ULN"
    )
    assert isinstance(tree, All)
    (choice,) = (n for n in tree.nodes if isinstance(n, Any))
    assert concepts(choice) == {"creatinine", "creatinine clearance"}


def test_a_line_that_begins_with_or_and_a_lab_is_the_other_way_of_the_line_before() -> None:
    first, second = parse(
        "Inclusion Criteria:\n\n* Creatinine <= 1.5 x ULN\n* OR creatinine clearance >= 60 mL/min\n* Bilirubin <= 1.5 x ULN"
    ).criteria
    assert isinstance(first.node, Any)
    assert concepts(second.node) == {"bilirubin"}


def test_a_line_that_leads_on_to_tumors_leads_to_one_of_them() -> None:
    tree = tree_of(
        "Advanced disease and in:\n  * Triple-negative breast cancer after standard therapy\n"
        "  * Hormone receptor-positive breast cancer after a CDK4/6 inhibitor"
    )
    assert any(isinstance(n, Any) and concepts(n) >= {"TNBC", "HR"} for n in walk(tree))


def test_behind_a_line_of_bounds_the_other_way_is_one_of_the_last() -> None:
    (criterion,) = parse(
        "Inclusion Criteria:\n\n* ALT <= 2.5 x ULN and creatinine < 1.5 x ULN\n* OR\n* creatinine clearance >= 60 mL/min"
    ).criteria
    assert isinstance(criterion.node, All)
    assert isinstance(criterion.node.nodes[-1], Any)


def test_flat_lines_under_a_line_that_leads_on_are_tumors_to_choose_from() -> None:
    first, second = parse(
        "Inclusion Criteria:\n  Solid tumor that is metastatic, and in:\n  Small cell lung cancer after platinum\n"
        "  Breast cancer after a CDK4/6 inhibitor\n  Triple-negative breast cancer after standard therapy\n  ECOG 0-1"
    ).criteria
    assert any(isinstance(n, Any) and len(n.nodes) == 3 for n in walk(first.node))
    assert concepts(second.node) == {"ECOG"}


def test_headings_that_name_a_tumor_each_limit_the_lists_under_them() -> None:
    first, second = trees_of(
        "* HR-positive, HER2-negative breast cancer:\n  * Prior CDK4/6 inhibitor\n* Triple-negative breast cancer:\n  * Prior taxane"
    )
    assert isinstance(first, If)
    assert concepts(first.node) == {"CDK4/6 inhibitor"}
    assert isinstance(second, If)
    assert concepts(second.node) == {"taxane"}


def test_a_single_heading_that_names_a_tumor_asks_for_it() -> None:
    (tree,) = trees_of("* HER2-positive breast cancer:\n  * Prior trastuzumab\n  * ECOG 0-1")
    assert not isinstance(tree, If)


def test_the_presence_of_something_over_a_list_is_its_condition() -> None:
    (tree,) = trees_of("* In the presence of liver metastases:\n  * AST <= 5 x ULN")
    assert isinstance(tree, If)
    assert concepts(tree.condition) == {"liver"}


def test_what_the_following_exclude_is_excluded_among_inclusions_too() -> None:
    (tree,) = trees_of("* The following conditions exclude: bilateral breast cancer")
    assert isinstance(tree, Not)


def test_flat_lines_under_an_exception_are_excepted() -> None:
    first, second = trees_of(
        "* No concurrent steroids or hormones except the following:\n* Insulin for diabetes\n* Dexamethasone against nausea\n* No prior radiotherapy"
    )
    assert isinstance(first, Unless)
    assert {"insulin", "dexamethasone"} <= concepts(first.exception)
    assert concepts(second) == {"radiation therapy"}
