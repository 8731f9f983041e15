"""Grades that stand beside a condition with a bracket, or the name of the scale, between."""

from __future__ import annotations

import pytest

from criteria.atoms.conditions.grade_beside import grade_beside
from criteria.tree import Comparison


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("neuropathy (motor or sensory) > grade 1", Comparison(">", 1, "grade")),
        ("neuropathy of ctcae, version 4.0 grade 3 or greater", Comparison(">=", 3, "grade")),
        ("neuropathy (> grade 2 nci ctcae)", Comparison(">", 2, "grade")),
        ("(grade 2) neuropathy", Comparison("=", 2, "grade")),
        ("neuropathy (grade 2 of any cause in the last year, whatever was done about it)", None),
        ("neuropathy, grade 3 diarrhea", None),
        ("neuropathy (motor) or diarrhea > grade 1", None),
    ],
)
def test_a_grade_belongs_to_what_it_stands_beside(words: str, bound: Comparison | None) -> None:
    start = words.index("neuropathy")
    assert grade_beside(words, start, start + len("neuropathy")) == bound
