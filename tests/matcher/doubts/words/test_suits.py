"""Treatments for which one must only be a candidate: the doctors say whether they suit, and what is done suits no more."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

WHOLE = {"complete": ["treatments", "medications", "conditions"]}
NOW_IN_CYCLE_TWO = [{"name": "epirubicin", "setting": "adjuvant", "start": "2026-01", "outcome": "ongoing"}]
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


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("fit for adjuvant chemotherapy", Verdict.ELIGIBLE),
        ("candidate for adjuvant treatment", Verdict.UNKNOWN),
        ("not a candidate for adjuvant chemotherapy", Verdict.UNKNOWN),
        ("hypertension", Verdict.UNKNOWN),
    ],
)
def test_a_record_that_says_that_it_suits_outweighs_that_it_has_been_begun(entry: str, expected: Verdict) -> None:
    record = {**WHOLE, "treatments": NOW_IN_CYCLE_TWO, "conditions": [{"name": entry}]}
    assert read(inclusion="* Eligible for adjuvant chemotherapy", **record) is expected


def test_a_candidate_for_any_treatment_of_the_setting_is_one() -> None:
    record = {**WHOLE, "treatments": NOW_IN_CYCLE_TWO, "conditions": [{"name": "candidate for adjuvant treatment"}]}
    assert read(inclusion="* Must be a candidate for adjuvant treatment", **record) is Verdict.ELIGIBLE
