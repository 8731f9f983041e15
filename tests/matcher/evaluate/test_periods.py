"""Nobody has regular periods after menopause, and no man has them; of other women the record's own words decide."""

from __future__ import annotations

from datetime import date

import pytest

from criteria.tree import Kind, Requirement
from matcher.evaluate import evaluate
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth

REGULAR = Requirement(Kind.DISEASE_MEASURE, "regular menstrual cycles")


@pytest.mark.parametrize(
    ("sex", "age", "status", "said", "expected"),
    [
        ("male", 44, None, None, Truth.FALSE),
        ("female", 66, None, None, Truth.FALSE),
        ("female", 51, "postmenopausal", None, Truth.FALSE),
        ("female", 44, "premenopausal", None, Truth.UNKNOWN),
        ("female", 44, "premenopausal", "regular menstrual cycles", Truth.TRUE),
        ("female", 44, None, "irregular menstrual cycles", Truth.UNKNOWN),
    ],
)
def test_who_has_regular_periods(sex: str, age: int, status: str | None, said: str | None, expected: Truth) -> None:
    had = (Condition(said),) if said else ()
    patient = Patient("p", date(2026, 1, 15), age=age, sex=sex, menopausal_status=status, conditions=had)
    assert evaluate(REGULAR, patient).truth is expected


def test_a_family_history_is_told_by_its_own_words_alone() -> None:
    asked = Requirement(Kind.DISEASE_MEASURE, "family history of breast cancer")
    whole = frozenset({"conditions"})
    silent = Patient("p", date(2026, 1, 15), conditions=(Condition("breast cancer", present=False),), complete=whole)
    told = Patient("q", date(2026, 1, 15), conditions=(Condition("family history of breast cancer"),))
    assert evaluate(asked, silent).truth is Truth.UNKNOWN
    assert evaluate(asked, told).truth is Truth.TRUE
