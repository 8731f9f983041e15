"""Disease that must be measurable in the brain, or on the skin."""

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


@pytest.mark.parametrize("words", ["Measurable skin metastases", "At least one measurable cutaneous lesion"])
@pytest.mark.parametrize(
    ("spread", "expected"),
    [([{"site": "skin"}], Verdict.ELIGIBLE), ([{"site": "bone"}, {"site": "liver"}], Verdict.UNKNOWN)],
)
def test_what_lies_elsewhere_is_not_measurable_on_the_skin(
    words: str, spread: list[dict[str, object]], expected: Verdict
) -> None:
    record = {"id": "p", "diagnosis": {"extent": "metastatic", "measurable_disease": True}, "metastases": spread}
    assert screen(load_patient(record), parse(f"Inclusion Criteria:\n\n* {words}")).verdict is expected
