"""Ages of which no patient has both are of different groups: neither rules out."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read


def test_ages_that_exclude_each_other_rule_out_nobody() -> None:
    bands = "* Age 45-70 years\n* Age 40-44 years with asthma\n"
    assert read(bands, age=42) is Verdict.UNKNOWN
    assert read(bands, age=60) is Verdict.UNKNOWN


def test_ages_that_meet_hold_together() -> None:
    assert read("* Age 18 years or older\n* Age 70 years or younger\n", age=42) is Verdict.ELIGIBLE
    assert read("* Age 18 years or older\n* Age 70 years or younger\n", age=75) is Verdict.INELIGIBLE
