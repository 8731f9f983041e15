"""Steroids as they are taken: the route tells what acts on the whole body, and of other medicines nothing."""

from __future__ import annotations

import pytest

from matcher.derive.steroids import daily_steroid, taken_is
from matcher.patient.record import Medication
from matcher.truth import Truth


@pytest.mark.parametrize(
    ("name", "dose", "concept", "expected"),
    [
        ("prednisone", "5 mg daily", "systemic corticosteroid", Truth.TRUE),
        ("prednisolone", "eye drops", "systemic corticosteroid", Truth.UNKNOWN),
        ("salbutamol", "2 puffs as needed", "bronchodilator", Truth.TRUE),
        ("timolol", "eye drops", "beta blocker", Truth.TRUE),
    ],
)
def test_what_a_medicine_is_as_it_is_taken(name: str, dose: str, concept: str, expected: Truth) -> None:
    assert taken_is(Medication(name, dose), concept) is expected


@pytest.mark.parametrize(
    ("bound", "name", "dose", "expected"),
    [
        ("high", "prednisone", "5 mg daily", Truth.FALSE),
        ("low", "prednisone", "5 mg daily", Truth.TRUE),
        ("high", "dexamethasone", "8 mg daily", Truth.UNKNOWN),
        ("low", "prednisone", "15 mg daily", Truth.UNKNOWN),
        ("high", "prednisone", None, Truth.UNKNOWN),
        ("low", "aspirin", "81 mg daily", Truth.TRUE),
        ("<= 10 mg prednisone", "dexamethasone", "1 mg daily", Truth.TRUE),
        ("> 325 mg", "aspirin", "500 mg twice daily", Truth.TRUE),
    ],
)
def test_how_much_is_taken_a_day(bound: str, name: str, dose: str | None, expected: Truth) -> None:
    assert daily_steroid(bound, name, dose) is expected
