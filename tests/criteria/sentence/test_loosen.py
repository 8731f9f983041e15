"""A second, looser bound is an exception to the first; a stricter one, or another lab's, is not."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.sentence.loosen import loosen
from criteria.span import Span
from criteria.tree import All, Comparison, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk
from tests.criteria.trees import concepts, shape, tree_of

WHERE = Span(20, 60)


def bound(lab: str, op: str, number: float) -> Leaf:
    return Leaf(Requirement(Kind.LAB, lab, Comparison(op, number, "ULN")), Span(0, 10))


GILBERT = Leaf(Requirement(Kind.COMORBIDITY, "gilbert syndrome"), Span(20, 30))


def test_a_looser_bound_for_some_patients_becomes_an_exception() -> None:
    first, second = bound("bilirubin", "<=", 1), bound("bilirubin", "<", 3)
    merged = loosen(first, If(GILBERT, second, WHERE), "patients with Gilbert's syndrome", WHERE)
    assert merged == Unless(first, All((GILBERT, second), WHERE), Span(0, 60))


def test_only_the_bound_of_that_lab_is_loosened() -> None:
    other = bound("AST", "<=", 2.5)
    before: Node = All((bound("bilirubin", "<=", 1), other), Span(0, 10))
    merged = loosen(before, If(GILBERT, bound("bilirubin", "<", 3), WHERE), "with Gilbert's", WHERE)
    assert isinstance(merged, All)
    assert isinstance(merged.nodes[0], Unless)
    assert merged.nodes[1] == other


def test_whom_it_is_for_stays_open_where_it_was_not_read() -> None:
    merged = loosen(bound("bilirubin", "<=", 1), bound("bilirubin", "<=", 3), "up to 3 for Gilbert's", WHERE)
    assert isinstance(merged, Unless)
    assert isinstance(merged.exception, All)
    assert merged.exception.nodes[0] == Unparsed(WHERE, "exception")


def test_an_excluded_bound_is_lifted_by_the_looser_exclusion() -> None:
    first, second = Not(bound("AST", ">", 2.5), Span(0, 10)), Not(bound("AST", ">", 5), Span(0, 10))
    merged = loosen(first, second, "for liver metastases", WHERE)
    assert isinstance(merged, Unless)
    assert isinstance(merged.exception, All)
    assert second in merged.exception.nodes


def test_a_stricter_bound_another_lab_or_plain_words_are_left_alone() -> None:
    first = bound("bilirubin", "<=", 1.5)
    assert loosen(first, bound("bilirubin", "<=", 1), "for patients in part 2", WHERE) is None
    assert loosen(first, bound("AST", "<=", 5), "for patients with liver metastases", WHERE) is None
    assert loosen(first, bound("bilirubin", "<=", 3), "bilirubin 3 ULN", WHERE) is None


def loosened_labs(text: str) -> set[tuple[str, float, float]]:
    """The labs that a criterion loosens for liver metastases, each with its bound and the looser one."""
    (criterion,) = parse(f"Inclusion Criteria:\n\n* {text}\n").criteria
    found = set()
    for part in walk(criterion.node):
        if not (isinstance(part, Unless) and isinstance(part.node, Leaf) and isinstance(part.exception, All)):
            continue
        whom, looser = part.exception.nodes
        assert isinstance(whom, Leaf)
        assert whom.requirement.concept == "liver"
        assert isinstance(looser, Leaf)
        own, other = part.node.requirement, looser.requirement
        assert own.concept == other.concept
        assert isinstance(own.value, Comparison)
        assert isinstance(other.value, Comparison)
        found.add((own.concept, own.value.number, other.value.number))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "ALT ≤ 3 x ULN and bilirubin ≤ 1.5 x ULN (in case of liver metastases, ALT ≤ 5 x ULN and bilirubin ≤ 2 x ULN)",
        "ALT ≤ 3 x ULN and bilirubin ≤ 1.5 x ULN; in patients with liver metastases ALT ≤ 5 x ULN and bilirubin ≤ 2 x ULN",
    ],
)
def test_a_bracket_or_a_sentence_may_loosen_several_bounds(text: str) -> None:
    assert loosened_labs(text) == {("ALT", 3, 5), ("bilirubin", 1.5, 2)}


@pytest.mark.parametrize(
    "text",
    [
        "ALT ≤ 3 x ULN and bilirubin ≤ 1.5 x ULN (in case of liver metastases, ALT ≤ 5 x ULN)",
        "ALT ≤ 3 x ULN. Note: ALT ≤ 5 x ULN for patients with liver metastases",
        "ALT ≤ 3 x ULN. Note: However, for patients with liver metastases, ALT ≤ 5 x ULN will be accepted",
        "ALT ≤ 3 x ULN. For patients with liver metastases, ALT ≤ 5 x ULN and alkaline phosphatase ≤ 5 x ULN",
    ],
)
def test_the_bound_of_another_lab_stays_as_it_is(text: str) -> None:
    assert loosened_labs(text) == {("ALT", 3, 5)}


def test_a_bracket_that_opens_with_a_bound_is_of_the_value_before_it() -> None:
    text = "AST ≤ 1.5 x ULN and alkaline phosphatase ≤ ULN (≤ 4 x ULN if AST ≤ ULN)"
    (criterion,) = parse(f"Inclusion Criteria:\n\n* {text}\n").criteria
    assert isinstance(criterion.node, All)
    first, second = criterion.node.nodes
    assert isinstance(first, Leaf)
    assert isinstance(second, Unless)
    assert isinstance(second.node, Leaf)
    assert second.node.requirement.concept == "alkaline phosphatase"


def test_a_dysfunction_due_to_metastases_is_no_disease_of_its_own() -> None:
    node = tree_of(
        "ALT of 2.5 x ULN or less and bilirubin of 1.5 x ULN or less. In women with liver dysfunction due to"
        " hepatic metastases ALT is permitted to be up to 5 x ULN."
    )
    assert "liver disease" not in concepts(node)
    assert "liver" in concepts(node)


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        (
            "Bilirubin ≤ 1.5 x ULN except for Gilbert's syndrome. Patients with Gilbert's syndrome must have bilirubin ≤ 4 x ULN",
            "(bilirubin <=1.5 unless (gilbert's syndrome & bilirubin <=4))",
        ),
        (
            "ALT ≤ 2 x ULN except for patients with liver metastases. For patients with liver metastases ALT ≤ 4 x ULN",
            "(ALT <=2 unless (liver any & ALT <=4))",
        ),
        (
            "Bilirubin ≤ ULN unless there is a bilirubin elevation (> ULN to 1.4 x ULN) due to Gilbert's syndrome or a similar disorder",
            "(bilirubin <=1 unless ((gilbert's syndrome | Unparsed) & bilirubin <=1.4))",
        ),
    ],
)
def test_who_is_excepted_has_a_bound_of_their_own(line: str, tree: str) -> None:
    assert shape(tree_of(line)) == tree


def test_an_exception_for_others_stays() -> None:
    line = (
        "ALT ≤ 2 x ULN except for patients with liver metastases. Patients with bone metastases may have ALT ≤ 4 x ULN"
    )
    assert shape(tree_of(line)) == "((ALT <=2 unless (bone any & ALT <=4)) unless liver any)"
