"""Lines for one menopausal status, or one sex, rule out nobody of the other, whom another line takes."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

LINES = "* Premenopausal, and receiving goserelin\n* Postmenopausal"


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
