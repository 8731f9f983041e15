"""Criteria that ask for contrary receptors are for different patients."""

from __future__ import annotations

from typing import Any

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

LUMINAL = [{"name": "ER", "result": "positive"}, {"name": "PR", "result": "positive"}, {"name": "HER2", "ihc": "0"}]
TRIPLE = [{"name": "ER", "result": "negative"}, {"name": "PR", "result": "negative"}, {"name": "HER2", "ihc": "0"}]
HER2 = [{"name": "ER", "result": "negative"}, {"name": "PR", "result": "negative"}, {"name": "HER2", "ihc": "3+"}]


def verdict(lines: str, markers: list[dict[str, Any]]) -> Verdict:
    return read(inclusion=lines, biomarkers=markers)


def test_lines_for_tumours_that_no_one_has_both_of_rule_neither_out() -> None:
    lines = "* Triple-negative breast cancer\n* Hormone receptor-positive, HER2-negative breast cancer"
    assert verdict(lines, LUMINAL) is not Verdict.INELIGIBLE
    assert verdict(lines, TRIPLE) is not Verdict.INELIGIBLE


def test_whoever_fits_neither_of_two_neighbouring_lines_is_ruled_out() -> None:
    lines = "* Triple-negative breast cancer\n* Hormone receptor-positive, HER2-negative breast cancer"
    assert verdict(lines, HER2) is Verdict.INELIGIBLE
    assert verdict(f"{lines}\n* Or zorbled HER2 disease", HER2) is not Verdict.INELIGIBLE
    apart = lines.replace("\n", "\n* Adequate organ function\n")
    assert verdict(apart, HER2) is not Verdict.INELIGIBLE


def test_lines_that_one_tumour_can_meet_hold_together() -> None:
    lines = "* Hormone receptor-positive breast cancer\n* HER2-negative breast cancer"
    assert verdict(lines, TRIPLE) is Verdict.INELIGIBLE
    assert verdict(lines, HER2) is Verdict.INELIGIBLE
