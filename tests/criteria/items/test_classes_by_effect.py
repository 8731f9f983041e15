"""Classes of drugs under an effect: who takes another of the class is not kept out for certain."""

from __future__ import annotations

import pytest

from criteria.tree import All, Leaf, Not, Unparsed, walk
from tests.criteria.trees import trees


def kept_out(text: str) -> dict[str, bool]:
    """Each concept that is denied, and whether words that were not read narrow it."""
    found = {}
    for node in (n for tree in trees(text) for n in walk(tree) if isinstance(n, Not)):
        match node.node:
            case Leaf(requirement):
                found[requirement.concept] = False
            case All((Leaf(requirement), Unparsed())):
                found[requirement.concept] = True
    return found


def test_a_class_among_the_examples_of_an_effect_is_narrowed_and_a_drug_is_not() -> None:
    line = "Drugs that prolong the QT interval (e.g., antibiotics, sotalol)"
    assert kept_out(f"Exclusion Criteria:\n\n* {line}") == {
        "QT-prolonging drug": False,
        "antibiotic": True,
        "sotalol": False,
    }


def test_so_are_classes_in_a_list_under_the_effect() -> None:
    text = "Exclusion Criteria:\n\n* CYP3A4 inhibitors, including:\n  * Calcium channel blockers\n  * Itraconazole"
    assert kept_out(text) == {"CYP3A4 inhibitor": False, "calcium channel blocker": True, "itraconazole": False}


@pytest.mark.parametrize(
    "line",
    [
        "CYP3A4 inhibitors or antibiotics",
        "CYP3A4 inhibitors such as itraconazole. Use of antibiotics",
        "Antibiotics, or CYP3A4 inhibitors such as itraconazole",
        "CYP3A4 inhibitors (e.g., itraconazole, ketoconazole), antibiotics",
        "The following:\n  * CYP3A4 inhibitors\n  * Medicines that may harm, such as antibiotics",
    ],
)
def test_a_class_beside_an_effect_is_kept_out_as_such(line: str) -> None:
    assert kept_out(f"Exclusion Criteria:\n\n* {line}")["antibiotic"] is False
