"""What a disease was not treated with excludes whoever had it."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

CHEMOTHERAPY = {"name": "paclitaxel", "setting": "adjuvant", "start": "2021-05", "end": "2021-09"}


@pytest.mark.parametrize(
    "line",
    ["* Breast cancer not previously treated with chemotherapy", "* Breast cancer never treated with any chemotherapy"],
)
def test_who_had_the_treatment_is_out_and_who_had_none_is_not(line: str) -> None:
    assert read(line, treatments=[CHEMOTHERAPY], complete=["treatments"]) is Verdict.INELIGIBLE
    assert read(line, treatments=[], complete=["treatments"]) is not Verdict.INELIGIBLE


def test_what_a_disease_was_treated_with_still_excludes_nobody() -> None:
    line = "* DCIS treated with chemotherapy"
    assert read(exclusion=line, treatments=[CHEMOTHERAPY], complete=["treatments"]) is not Verdict.INELIGIBLE
