"""Lines for women of one menopausal status rule out no woman of the other, whom another line takes."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

LINES = "* Premenopausal, and receiving goserelin\n* Postmenopausal"


def test_a_woman_whom_one_of_the_lines_takes_is_not_ruled_out_by_the_other() -> None:
    assert read(inclusion=LINES, menopausal_status="postmenopausal") is not Verdict.INELIGIBLE
    assert read(inclusion=LINES, menopausal_status="premenopausal") is not Verdict.INELIGIBLE


def test_one_status_alone_is_asked_of_everybody() -> None:
    assert read(inclusion="* Postmenopausal", menopausal_status="premenopausal") is Verdict.INELIGIBLE
