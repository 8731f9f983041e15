"""What is included in something else: counts limit beside it, a list that "and" closes is asked for, another is a choice."""

from __future__ import annotations

import pytest

from criteria import parse
from tests.criteria.trees import shape


def read(text: str) -> str:
    (criterion,) = parse(f"Inclusion Criteria:\n\n* {text}\n").criteria
    return shape(criterion.node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("No more than 4 lines of systemic therapy, including up to 2 lines of chemotherapy",
         "(systemic therapy <=4 & chemotherapy <=2)"),
        ("At least three lines of therapy including one line of endocrine therapy",
         "(systemic therapy >=3 & endocrine therapy >=1)"),
    ],
)  # fmt: skip
def test_a_count_that_another_takes_in_is_no_way_of_its_own(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Prior chemotherapy including epirubicin and docetaxel",
         "(chemotherapy prior & epirubicin prior & docetaxel prior)"),
        ("Prior chemotherapy, including epirubicin or docetaxel",
         "(chemotherapy prior | epirubicin prior | docetaxel prior)"),
        ("Advanced metastatic breast cancer", "(metastatic & breast cancer)"),
        ("Recurrent or advanced metastatic breast cancer", "((recurrent | metastatic) & breast cancer)"),
        ("Local therapy (lumpectomy plus radiotherapy, or mastectomy)",
         "((lumpectomy prior & radiation therapy prior) | mastectomy prior)"),
    ],
)  # fmt: skip
def test_what_goes_with_something_is_no_choice_beside_it(text: str, tree: str) -> None:
    assert read(text) == tree


def test_one_of_any_treatments_is_enough() -> None:
    assert read("Progressed on any therapy, including gefitinib and other EGFR inhibitors").startswith("((")
