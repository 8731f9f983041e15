"""Treatments for which one must only be a candidate: the doctors say whether they suit, and what is done suits no more."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

WHOLE = {"complete": ["treatments", "medications", "conditions"]}
LUMPECTOMY = {"name": "lumpectomy", "kind": "surgery", "start": "2025-06"}
NO_PLAN = {"conditions": [{"name": "chemotherapy planned", "present": False}]}


@pytest.mark.parametrize(
    ("line", "record", "expected"),
    [
        ("* Suitable for endocrine therapy", {}, Verdict.ELIGIBLE),
        ("* Candidate for paclitaxel, carboplatin and trastuzumab", {}, Verdict.ELIGIBLE),
        ("* Appropriate for chemotherapy", NO_PLAN, Verdict.UNKNOWN),
        ("* Eligible for everolimus and scheduled for it", {}, Verdict.UNKNOWN),
        ("* Planned treatment with everolimus", {}, Verdict.UNKNOWN),
        ("* Candidates for mastectomy or breast-conserving surgery", {"treatments": []}, Verdict.ELIGIBLE),
        ("* Candidates for mastectomy or breast-conserving surgery", {"treatments": [LUMPECTOMY]}, Verdict.UNKNOWN),
    ],
)
def test_whether_a_treatment_suits_is_settled_in_person(line: str, record: dict[str, Any], expected: Verdict) -> None:
    assert read(inclusion=line, **{**WHOLE, **record}) is expected
