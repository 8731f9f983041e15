"""Whether the tumor can be felt is told by the conditions of a record, said of the tumor or denied of it."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.evaluate import palpable
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth


@pytest.mark.parametrize(
    ("name", "present", "expected"),
    [
        ("palpable breast lesion", True, Truth.TRUE),
        ("palpable breast lesion", False, Truth.FALSE),
        ("tumor not palpable", True, Truth.FALSE),
        ("non-palpable malignant lesion", True, Truth.FALSE),
        ("palpable axillary nodes", True, Truth.UNKNOWN),
    ],
)
def test_an_entry_says_whether_it_can_be_felt(name: str, present: bool, expected: Truth) -> None:
    patient = Patient("p", date(2026, 1, 15), conditions=(Condition(name, present=present),))
    assert palpable.evaluate(patient).truth is expected
