"""A condition within brackets limits what the brackets hold, not the diagnosis before them."""

from __future__ import annotations

import pytest

from criteria.render import render
from tests.criteria.trees import tree_of


def told(line: str) -> str:
    return render(tree_of(line), f"Inclusion Criteria:\n\n* {line}")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "Stage II or III (at least T2, M0 or if N1+ then any T) HER2-negative breast cancer",
            "Stage II or III; HER2-negative; if N1, N2 or N3: (T2, T3 or T4; M0).",
        ),
        (
            "HER2-negative breast cancer (patients who have received docetaxel)",
            "HER2-negative; breast cancer; not read: “(patients who have received docetaxel)”.",
        ),
        (
            "Women with metastatic or locally advanced breast cancer (locally advanced tumors must not be amenable to surgery)",
            "Female; metastatic or locally advanced disease; breast cancer; locally advanced or unresectable disease.",
        ),
        ("Prior trastuzumab (if HER2-positive)", "If HER2-positive: prior trastuzumab."),
    ],
)
def test_what_stands_before_the_brackets_is_free(line: str, sentence: str) -> None:
    assert told(line) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "HER2-positive breast cancer in patients with metastatic disease",
            "HER2-positive; breast cancer; metastatic disease.",
        ),
        (
            "In patients with metastatic disease, HER2-positive breast cancer",
            "If metastatic disease: HER2-positive and breast cancer.",
        ),
        (
            "Stage II breast cancer, provided the tumor is larger than 3 cm",
            "Stage II; breast cancer; tumor size more than 3 cm.",
        ),
    ],
)
def test_whom_a_diagnosis_is_of_is_asked_for_too(line: str, sentence: str) -> None:
    assert told(line) == sentence
