"""Steroids as they are taken: the route tells what acts on the whole body, and of other medicines nothing."""

from __future__ import annotations

import pytest

from matcher.derive.steroids import taken_is
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
