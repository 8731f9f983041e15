"""The histologic grade of the tumor, wherever a record tells it."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

GRADE_3 = {"name": "histologic grade", "value": 3}


@pytest.mark.parametrize(
    "record",
    [
        {"biomarkers": [GRADE_3]},
        {"biomarkers": [{"name": "Nottingham grade", "result": "III"}]},
        {"labs": [{"name": "tumor grade", "value": 3}]},
        {"conditions": [{"name": "tumor grade III on final pathology"}]},
        {"diagnosis": {"cancer": "breast cancer", "histology": "invasive ductal carcinoma, grade 3"}},
    ],
)
def test_it_is_found_among_markers_values_and_conditions_and_with_the_histology(record: dict[str, Any]) -> None:
    assert read(inclusion="* Histologic grade 2 or 3", **record) is Verdict.ELIGIBLE
    assert read(inclusion="* Tumor grade 1 or 2", **record) is Verdict.INELIGIBLE


def test_a_record_without_it_leaves_it_open() -> None:
    assert read(inclusion="* Tumor grade 3") is Verdict.UNKNOWN
    assert read(inclusion="* Tumor grade 3", conditions=[{"name": "neuropathy", "grade": 3}]) is Verdict.UNKNOWN


def test_grades_that_differ_leave_it_open() -> None:
    both = [GRADE_3, {"name": "nuclear grade", "value": 2}]
    assert read(inclusion="* Tumor grade 3", biomarkers=both) is Verdict.UNKNOWN
