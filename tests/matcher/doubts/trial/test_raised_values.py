"""Whoever has what raises a liver value is not ruled out by a bound that was read beside it, perhaps for others."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.doubts.test_looser_bounds import BONE, LIVER, patient

GILBERT = [{"name": "Gilbert's syndrome"}]
SECOND_UNREAD = (
    "- ALT less than or equal to 2 times institutional ULN; less than or equal to 4 times ULN for patients with liver "
    "metastases creatinine less than 2 times institutional ULN"
)
OF_DYSFUNCTION = (
    "- AST <= 2 x ULN. In patients with liver dysfunction due to hepatic metastases, AST is permitted to be <= 4 x ULN"
)
OF_BONE = SECOND_UNREAD.replace("ALT", "Alkaline phosphatase").replace("liver", "bone")
CLEAR = "- AST <= 2 x ULN (<= 4 x ULN with liver metastases)"
BILIRUBIN = "- Bilirubin <= 1.5 x ULN; more is acceptable in the setting of known Gilbert's syndrome"


@pytest.mark.parametrize(
    ("line", "record", "verdict"),
    [
        (SECOND_UNREAD, patient(LIVER, alt=3, creatinine=1), Verdict.UNKNOWN),
        (SECOND_UNREAD, patient(alt=3, creatinine=1), Verdict.INELIGIBLE),
        (OF_DYSFUNCTION, patient(LIVER, ast=3), Verdict.ELIGIBLE),
        (OF_DYSFUNCTION, patient(BONE, ast=3), Verdict.INELIGIBLE),
        (OF_BONE, patient(BONE, alp=3, creatinine=1), Verdict.UNKNOWN),
        (OF_BONE, patient(LIVER, alp=3, creatinine=1), Verdict.INELIGIBLE),
        (CLEAR, patient(LIVER, ast=3), Verdict.ELIGIBLE),
        (CLEAR, patient(LIVER, ast=5), Verdict.INELIGIBLE),
        (BILIRUBIN, patient(bilirubin=2), Verdict.INELIGIBLE),
    ],
)
def test_the_bound_holds_for_whoever_has_not_the_cause(line: str, record: dict[str, Any], verdict: Verdict) -> None:
    assert read(inclusion=line, **record) is verdict


def test_gilberts_syndrome_raises_bilirubin() -> None:
    assert read(inclusion=BILIRUBIN, **patient(bilirubin=2), conditions=GILBERT) is not Verdict.INELIGIBLE


def test_a_bound_in_a_line_of_its_own_is_for_those_with_the_cause() -> None:
    lines = "* Serum bilirubin ≤ 1.5 x ULN\n* ECOG 0-2\n* Patients with Gilbert's disease: serum bilirubin < 5 mg/dL\n"
    high = [{"name": "bilirubin", "value": 2.8, "unit": "mg/dL", "uln": 1.2}]
    assert read(lines, labs=high, conditions=[{"name": "Gilbert's disease"}], ecog=0) is not Verdict.INELIGIBLE
    assert read(lines, labs=high, complete=["conditions"]) is Verdict.INELIGIBLE
