"""Exceptions that name metastases of the brain: who has metastases in the meninges as well is kept out all the same."""

from __future__ import annotations

import pytest

from criteria.tree import Leaf, Unless, walk
from tests.criteria.trees import trees


def spared(line: str, section: str = "Exclusion") -> dict[str, bool]:
    """The sites of metastases that a line keeps out, and whether its exception is about them."""
    (tree,) = trees(f"{section} Criteria:\n\n* {line}")
    under = [n for u in walk(tree) if isinstance(u, Unless) for n in walk(u.node)]
    excepting = [n for u in walk(tree) if isinstance(u, Unless) for n in walk(u.exception)]
    return {n.requirement.concept: n in under for n in walk(tree) if isinstance(n, Leaf) and n not in excepting}


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("Exclusion", "Brain or leptomeningeal metastases, except treated brain metastases"),
        (
            "Exclusion",
            "Active CNS metastases or carcinomatous meningitis. Treated brain metastases may be enrolled if stable",
        ),
        ("Inclusion", "No cerebral or leptomeningeal metastases. Treated CNS metastases are allowed"),
    ],
)
def test_an_exception_that_names_the_brain_does_not_spare_the_meninges(section: str, line: str) -> None:
    assert spared(line, section) == {"brain": True, "leptomeningeal": False}


def test_an_exception_that_names_no_site_is_about_all_before_it() -> None:
    line = "Brain or leptomeningeal metastases unless treated and stable"
    assert spared(line) == {"brain": True, "leptomeningeal": True}
