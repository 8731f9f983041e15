"""The breast cancer of a text that only lets it in, with what is said of those who have it."""

from __future__ import annotations

import pytest

from criteria.render import render
from tests.criteria.trees import tree_of


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (
            "Women with breast cancer who have had a lumpectomy are eligible",
            "Allowed: female; breast cancer; prior lumpectomy.",
        ),
        (
            "Women with breast cancer who may have had a lumpectomy are eligible",
            "Female; breast cancer; allowed: prior lumpectomy.",
        ),
        (
            "Patients with breast cancer who have had a lumpectomy or patients with stage III disease are eligible",
            "Breast cancer; allowed: prior lumpectomy; allowed: stage III.",
        ),
    ],
)
def test_what_is_said_of_those_who_have_it_is_asked_too(line: str, read: str) -> None:
    assert render(tree_of(line), f"Inclusion Criteria:\n\n* {line}") == read
