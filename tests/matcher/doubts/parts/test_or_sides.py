"""One side of an OR that was read asks for nothing alone where nothing was read of the other."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

BREAST = {
    "diagnosis": {"cancer": "breast cancer", "histology": "invasive ductal carcinoma"},
    "complete": ["conditions"],
}
READ = "* Confirmed lobular carcinoma in situ treated by local excision only"
OTHER = "a projected five-year probability of invasive breast cancer of 1.9 %, by an assessment of risk"


def test_the_side_that_was_read_rules_nobody_out() -> None:
    assert read(inclusion=READ, **BREAST) is Verdict.INELIGIBLE
    assert read(inclusion=f"{READ} OR {OTHER}", **BREAST) is Verdict.UNKNOWN


def test_an_or_of_which_both_sides_were_read_is_as_it_was() -> None:
    line = "* Lobular carcinoma in situ OR ductal carcinoma in situ of the breast"
    assert read(inclusion=line, **BREAST) is Verdict.INELIGIBLE
