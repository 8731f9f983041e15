"""Ages, menopausal statuses and sexes of which nobody has two are of different groups: neither rules out."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

LINES = "* Premenopausal, and receiving goserelin\n* Postmenopausal"


def test_ages_that_exclude_each_other_rule_out_nobody() -> None:
    bands = "* Age 45-70 years\n* Age 40-44 years with asthma\n"
    assert read(bands, age=42) is Verdict.UNKNOWN
    assert read(bands, age=60) is Verdict.UNKNOWN


def test_ages_that_meet_hold_together() -> None:
    assert read("* Age 18 years or older\n* Age 70 years or younger\n", age=42) is Verdict.ELIGIBLE
    assert read("* Age 18 years or older\n* Age 70 years or younger\n", age=75) is Verdict.INELIGIBLE


def test_a_woman_whom_one_of_the_lines_takes_is_not_ruled_out_by_the_other() -> None:
    assert read(inclusion=LINES, menopausal_status="postmenopausal") is not Verdict.INELIGIBLE
    assert read(inclusion=LINES, menopausal_status="premenopausal") is not Verdict.INELIGIBLE


def test_one_status_alone_is_asked_of_everybody() -> None:
    assert read(inclusion="* Postmenopausal", menopausal_status="premenopausal") is Verdict.INELIGIBLE


def test_a_line_for_men_beside_one_for_women_rules_out_neither() -> None:
    lines = "* Men, aged 18 to 45 years\n* Women, aged 18 years or older"
    assert read(inclusion=lines, sex="female", age=60) is not Verdict.INELIGIBLE
    assert read(inclusion=lines, sex="male", age=40) is not Verdict.INELIGIBLE


def test_a_line_for_women_alone_is_asked_of_everybody() -> None:
    assert read(inclusion="* Women, aged 18 years or older", sex="male", age=40) is Verdict.INELIGIBLE
