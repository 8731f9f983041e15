"""Lines that an "or" joins are alternatives, though they stand beside each other."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

RECORD = {
    "treatments": [{"name": "tamoxifen", "setting": "adjuvant", "start": "2020-01", "end": "2024-01"}],
    "complete": ["treatments", "medications"],
}


def test_whoever_meets_one_of_two_lines_need_not_meet_the_other() -> None:
    assert read(inclusion="* Prior toremifene, or\n* Prior tamoxifen\n", **RECORD) is not Verdict.INELIGIBLE
    assert read(inclusion="* Prior toremifene\n* OR prior tamoxifen\n", **RECORD) is not Verdict.INELIGIBLE


def test_whoever_meets_neither_is_ruled_out() -> None:
    assert read(inclusion="* Prior toremifene, or\n* Prior fulvestrant\n", **RECORD) is Verdict.INELIGIBLE


def test_the_line_behind_the_last_is_asked_of_everyone() -> None:
    lines = "* Prior toremifene, or\n* Prior tamoxifen\n* Prior fulvestrant\n"
    assert read(inclusion=lines, **RECORD) is Verdict.INELIGIBLE


def test_under_exclusion_each_of_them_rules_out() -> None:
    assert read(exclusion="* Prior tamoxifen, or\n* Prior toremifene\n", **RECORD) is Verdict.INELIGIBLE


FAILED = {
    "treatments": [
        {"name": "letrozole", "setting": "adjuvant", "start": "2022-01", "end": "2024-01", "outcome": "progression"}
    ],
    "complete": ["treatments", "medications"],
}
LATE = "* Progression on exemestane given for metastatic breast cancer\n"


def test_failure_beside_an_operation_or_of_spread_disease_is_enough() -> None:
    early = "* Relapse during adjuvant treatment with letrozole\n"
    assert read(inclusion=early + LATE, **FAILED) is not Verdict.INELIGIBLE
    assert read(inclusion=LATE, **FAILED) is Verdict.INELIGIBLE


def test_treatment_beside_an_operation_that_is_only_asked_for_is_no_alternative() -> None:
    assert read(inclusion="* Prior adjuvant letrozole\n" + LATE, **FAILED) is Verdict.INELIGIBLE
