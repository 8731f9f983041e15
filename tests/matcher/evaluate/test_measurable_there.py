"""Disease that must be measurable in the brain."""

from __future__ import annotations

import pytest

from criteria import parse
from matcher.patient import load_patient
from matcher.screen import screen
from matcher.screening import Verdict


@pytest.mark.parametrize(
    ("spread", "expected"),
    [
        ([{"site": "brain"}], Verdict.ELIGIBLE),
        ([{"site": "brain", "largest_cm": 1.4}, {"site": "lung"}], Verdict.ELIGIBLE),
        ([{"site": "brain"}, {"site": "lung"}], Verdict.UNKNOWN),
    ],
)
def test_what_can_be_measured_may_lie_elsewhere(spread: list[dict[str, object]], expected: Verdict) -> None:
    record = {"id": "p", "diagnosis": {"extent": "metastatic", "measurable_disease": True}, "metastases": spread}
    text = "Inclusion Criteria:\n\n* Measurable CNS disease"
    assert screen(load_patient(record), parse(text)).verdict is expected
