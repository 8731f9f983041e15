"""What is asked of the last of several choices is not asked of the others."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Any, AtLeast, Comparison, If, Leaf, Node, Not, Unparsed


def tree(line: str) -> str:
    """The tree of an inclusion as a short text: "(a | (b & ?))"."""
    text = f"Inclusion Criteria:\n\n* {line}"
    (criterion,) = parse(text).criteria
    return _shown(criterion.node)


def _shown(node: Node) -> str:
    match node:
        case Leaf(requirement):
            match requirement.value:
                case Comparison(op, number):
                    return f"{requirement.concept} {op} {number:g}"
                case tuple(values):
                    return "/".join(values)
                case value:
                    return f"{requirement.concept} {value or ''}".strip()
        case Any(nodes):
            return f"({' | '.join(_shown(part) for part in nodes)})"
        case All(nodes) | AtLeast(_, nodes):
            return f"({' & '.join(_shown(part) for part in nodes)})"
        case Not(inner):
            return f"not {_shown(inner)}"
        case If(condition, inner):
            return f"if {_shown(condition)} then {_shown(inner)}"
        case Unparsed():
            return "?"
        case _:
            return type(node).__name__


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("T2, or T1c if node positive", "(T2 | (T1c & N1/N2/N3))"),
        ("Age ≥ 65 or ≥ 55 if frail", "(age >= 65 | (age >= 55 & ?))"),
        ("Tumor size ≥ 2 cm (or ≥ 1 cm if triple negative)", "(tumor size >= 2 | (? & TNBC positive))"),
        ("ER ≥ 10%, or ≥ 1% if PR positive", "(ER >= 10 | (? & PR positive))"),
        ("HER2 negative, stage II, or stage I if node positive", "(HER2 negative & (II | (I & N1/N2/N3)))"),
    ],
)
def test_a_condition_behind_the_last_choice_is_its_own(line: str, expected: str) -> None:
    assert tree(line) == expected


def test_a_bound_in_brackets_is_for_those_whom_its_condition_names() -> None:
    assert tree("Tumor > 1 cm (> 2 cm if ER positive)") == "((tumor size > 1 | ER positive) & if ER positive then ?)"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Node positive, or node negative with a tumor larger than 2 cm", "(N1/N2/N3 | (N0 & tumor size > 2))"),
        ("Node negative with a tumor larger than 2 cm, or node positive", "((N0 & tumor size > 2) | N1/N2/N3)"),
        ("Stage II with positive nodes, or stage III", "((II & N1/N2/N3) | III)"),
        (
            "Node positive, or node negative with risk factors (tumor > 3 cm, grade 3 or age < 40)",
            "(N1/N2/N3 | (N0 & (tumor size > 3 | histologic grade = 3 | age < 40)))",
        ),
        (
            "Node negative with grade 3, Ki-67 ≥ 30% or a tumor ≥ 4 cm",
            "(N0 & (histologic grade = 3 | Ki-67 >= 30 | tumor size >= 4))",
        ),
    ],
)
def test_choices_of_which_nobody_has_both_keep_what_is_said_of_each(line: str, expected: str) -> None:
    assert tree(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Stage III or stage II with positive nodes", "((III & ?) | ((III | II) & N1/N2/N3))"),
        ("Stage II or III with positive nodes", "(II/III & N1/N2/N3)"),
        ("T1, T2 or T3 with negative nodes", "(T1/T2/T3 & N0)"),
    ],
)
def test_who_is_meant_is_left_open_where_the_last_is_named_in_full(line: str, expected: str) -> None:
    assert tree(line) == expected


def test_what_limits_the_whole_sentence_still_does() -> None:
    assert tree("If HER2 positive, stage II or III") == "if HER2 positive then II/III"
