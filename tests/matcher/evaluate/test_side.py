"""The breast that a cancer is in is told by the record's own words for it, and is open where these name both or none."""

from __future__ import annotations

from datetime import date

import pytest

from criteria.tree import Kind, Requirement
from matcher.evaluate import evaluate
from matcher.patient.record import Condition, Diagnosis, Patient
from matcher.truth import Truth

LEFT = Requirement(Kind.DISEASE_MEASURE, "left-sided breast cancer")


@pytest.mark.parametrize(
    ("cancer", "condition", "expected"),
    [
        ("breast cancer of the left breast", None, Truth.TRUE),
        ("breast cancer", "invasive carcinoma of the right breast", Truth.FALSE),
        ("bilateral breast cancer", "cancer of the left and of the right breast", Truth.UNKNOWN),
        ("breast cancer", "history of left breast cancer", Truth.UNKNOWN),
        ("breast cancer", "left bundle branch block", Truth.UNKNOWN),
    ],
)
def test_the_record_names_the_side(cancer: str, condition: str | None, expected: Truth) -> None:
    had = (Condition(condition),) if condition else ()
    patient = Patient("p", date(2026, 1, 15), diagnosis=Diagnosis(cancer=cancer), conditions=had)
    assert evaluate(LEFT, patient).truth is expected
