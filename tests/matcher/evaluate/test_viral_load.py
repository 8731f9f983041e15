"""A viral load is asked of those who carry the virus: nobody else has one to detect."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

CURED = (
    "* Patients with a history of hepatitis C must have been cured; for those currently on treatment, "
    "an undetectable HCV viral load is required"
)
LETROZOLE = {"name": "letrozole", "setting": "adjuvant", "start": "2025-01", "outcome": "ongoing"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"complete": ["conditions", "treatments"]}, Verdict.ELIGIBLE),
        ({"conditions": [{"name": "hepatitis c", "present": False}]}, Verdict.ELIGIBLE),
        ({"conditions": [{"name": "hepatitis c", "status": "on treatment"}]}, Verdict.UNKNOWN),
        ({}, Verdict.UNKNOWN),
    ],
)
def test_treatment_of_the_cancer_asks_for_no_load_of_a_virus(record: dict[str, Any], expected: Verdict) -> None:
    assert read(inclusion=CURED, **(record | {"treatments": [LETROZOLE]})) is expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"conditions": [{"name": "hepatitis b", "present": False}]}, Verdict.ELIGIBLE),
        ({"conditions": [{"name": "hepatitis b", "status": "chronic"}]}, Verdict.UNKNOWN),
        ({"labs": [{"name": "HBV viral load", "value": "undetectable"}]}, Verdict.ELIGIBLE),
        ({"labs": [{"name": "HBV viral load", "value": 2000, "unit": "IU/mL"}]}, Verdict.INELIGIBLE),
        ({"labs": [{"name": "HBV viral load", "value": 20, "unit": "IU/mL"}]}, Verdict.UNKNOWN),
    ],
)
def test_who_does_not_have_the_infection_has_no_load(record: dict[str, Any], expected: Verdict) -> None:
    assert read(inclusion="* Undetectable HBV viral load", **record) is expected
