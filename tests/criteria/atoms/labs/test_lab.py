"""Labs as trees: what loosens a bound, whom it is for, and readings that are refused."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.criterion import Fact
from criteria.tree import All, Any, If, Kind, Leaf, Node, Not, Unless, walk
from tests.criteria.trees import shape


def tree(section: str, words: str) -> Node:
    (criterion,) = parse(f"{section} Criteria:\n\n* {words}\n").criteria
    return criterion.node


def labs(section: str, words: str) -> list[Fact]:
    facts = parse(f"{section} Criteria:\n\n* {words}\n").facts()
    return [f for f in facts if f.requirement.kind is Kind.LAB]


def test_a_looser_limit_in_parentheses_holds_for_the_patients_that_it_names() -> None:
    node = tree("Inclusion", "AST ≤ 2.5 x ULN (≤ 5 x ULN in patients with liver metastases)")
    assert isinstance(node, Unless)
    assert isinstance(node.exception, All)
    concepts = {leaf.requirement.concept for leaf in walk(node.exception) if isinstance(leaf, Leaf)}
    assert concepts == {"liver", "AST"}


def test_an_excluded_value_is_lifted_only_up_to_its_looser_limit() -> None:
    node = tree("Exclusion", "AST > 2.5 x ULN (> 5 x ULN in patients with liver metastases)")
    assert isinstance(node, Unless)
    assert isinstance(node.node, Not)
    assert any(isinstance(part, Not) for part in walk(node.exception))


def test_a_limit_for_one_sex_holds_only_for_that_sex() -> None:
    node = tree("Exclusion", "QTc > 450 ms for men or > 470 ms for women")
    limits = [part for part in walk(node) if isinstance(part, If)]
    sexes = [part.condition.requirement.concept for part in limits if isinstance(part.condition, Leaf)]
    assert sexes == ["male", "female"]


def test_limits_that_all_count_are_no_alternatives() -> None:
    for words in ("Potassium within normal limits", "QTcF < 470 ms for women and < 450 ms for men"):
        node = tree("Inclusion", words)
        assert isinstance(node, All)
        assert not any(isinstance(part, Any) for part in walk(node))


def test_the_same_labs_named_again_with_a_looser_limit_are_an_exception() -> None:
    node = tree("Inclusion", "AST and ALT ≤ 2.5 x ULN, or AST and ALT ≤ 5 x ULN if due to liver metastases")
    assert isinstance(node, All)
    assert all(isinstance(part, Unless) for part in node.nodes)


def test_in_a_list_an_exception_narrows_the_bound_before_it_and_no_other() -> None:
    facts = labs("Inclusion", "ANC ≥ 1,500/mm3, bilirubin ≤ 1.5 x ULN unless Gilbert's syndrome, AST ≤ 2.5 x ULN")
    assert {f.requirement.concept: f.exception is not None for f in facts} == {
        "ANC": False,
        "bilirubin": True,
        "AST": False,
    }


def test_gilberts_syndrome_is_asked_of_nobody() -> None:
    facts = parse("Inclusion Criteria:\n\n* Bilirubin ≤ 1.5 x ULN unless Gilbert's syndrome\n").facts()
    effects = {f.requirement.concept: str(f.effect) for f in facts}
    assert effects == {"bilirubin": "require", "gilbert's syndrome": "allow"}


@pytest.mark.parametrize(
    "words",
    [
        "LVEF of more than 75% should be reviewed before randomization",
        "Neutrophil to lymphocyte ratio > 4",
        "Bilirubin no greater than 0.3 mg/dL above baseline",
        "Creatinine clearance = (140 - age) x weight / (72 x serum creatinine)",
        "Hemoglobin ≤ 11 g/dL with at least 2 more cycles of chemotherapy",
        "Serum calcium adjusted for albumin",
    ],
)
def test_words_that_bound_no_value_give_no_fact(words: str) -> None:
    assert labs("Inclusion", words) == []


def test_a_required_bad_value_has_been_misread_and_is_left_open() -> None:
    assert labs("Inclusion", "Bilirubin > 3 x ULN") == []


def test_a_required_good_value_is_required_even_under_exclusion() -> None:
    (fact,) = labs("Exclusion", "ANC ≥ 1,500/mm3")
    assert str(fact.effect) == "require"


@pytest.mark.parametrize(
    "words",
    ["LVEF normal by MUGA or at least 44% by echocardiogram", "LVEF within normal limits by MUGA, or 44% by ECHO"],
)
def test_a_bound_of_one_method_is_a_choice_with_that_of_another(words: str) -> None:
    assert shape(tree("Inclusion", words)) == "(LVEF >=1 | LVEF >=44)"


def test_what_was_low_before_excludes_whatever_it_is_now() -> None:
    node = tree("Exclusion", "History of a decrease in LVEF to < 45% with trastuzumab")
    assert shape(node) == "(-Unparsed & -LVEF <45)"
    assert shape(tree("Exclusion", "History of angina pectoris or LVEF < 45%")) == "(-angina pectoris & -LVEF <45)"
