"""How earlier treatment went, in lists of ways; what is asked only of some, or of another moment."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

TRASTUZUMAB = {
    "name": "trastuzumab",
    "setting": "adjuvant",
    "start": "2020-01",
    "end": "2021-01",
    "outcome": "completed",
}
RADIATION = {
    "name": "radiation therapy",
    "kind": "radiation",
    "setting": "adjuvant",
    "start": "2020-05",
    "end": "2020-06",
}
RECORD = {**METASTATIC, "treatments": [TRASTUZUMAB, RADIATION], "complete": ["treatments", "medications"]}


@pytest.mark.parametrize(
    "line",
    [
        "* Refractory to trastuzumab, intolerant of trastuzumab, or has declined pertuzumab",
        "* Relapsed or progressive disease after receiving trastuzumab",
        "* Progression after standard therapy, or for which no standard therapy exists",
        "* Pertuzumab-naive or currently on HER2-directed treatment of another kind",
        "* Prior bone marrow radiation must have been to less than a fifth of the marrow",
        "* Women initiating treatment with any of the approved aromatase inhibitors",
        "* Those who have elected to undergo, or who have undergone, mastectomy",
    ],
)
def test_another_way_may_be_hers(line: str) -> None:
    assert read(inclusion=line, **RECORD) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* The combination of trastuzumab with lapatinib",
        "* Radiotherapy for the primary tumor prior to initiation of induction therapy",
        "* Radiotherapy, open biopsy or injury within",
        "* Use of trastuzumab and cannot be taken off it",
        "* 4 weeks of prior trastuzumab",
    ],
)
def test_what_is_said_of_some_rules_nobody_out(line: str) -> None:
    assert read(exclusion=line, **RECORD) is not Verdict.INELIGIBLE


def test_what_is_said_of_everyone_rules_out() -> None:
    assert read(inclusion="* Refractory to trastuzumab, and intolerant of pertuzumab", **RECORD) is Verdict.INELIGIBLE
    assert read(exclusion="* The combination of trastuzumab with radiotherapy", **RECORD) is not Verdict.ELIGIBLE
    assert read(exclusion="* Radiotherapy for the primary tumor prior to the trial", **RECORD) is Verdict.INELIGIBLE
