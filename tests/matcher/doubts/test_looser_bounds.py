"""A bound that some may pass rules out only those who pass their own, and one that is set for some only those."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

NAMES = {"alp": "alkaline phosphatase", "ast": "AST", "alt": "ALT"}
LIVER, BONE = [{"site": "liver"}], [{"site": "bone"}]


def patient(sites: list[dict[str, str]] | None = None, **multiples: float) -> dict[str, Any]:
    """Someone with labs in multiples of the upper limit of normal, and these metastases and no others."""
    labs = [{"name": NAMES.get(name, name), "value": value, "unit": "ULN"} for name, value in multiples.items()]
    return {"labs": labs, "metastases": sites or [], "complete": ["metastases", "conditions"]}


TWO = "- Alkaline phosphatase <= 2 x ULN (<= 4 x ULN with liver metastases, <= 8 x ULN with bone metastases)"
BEHIND = "- ALT < 2 x ULN in patients without liver metastases; < 4 x ULN in patients with liver metastases"
LISTED = "- ALT and alkaline phosphatase <= 2 x ULN except for: patients with liver metastases: ALT <= 4 x ULN"
OUTSIDE = (
    "- Cholesterol <= 2 x ULN. If this limit is exceeded, the patient may only be included on a lipid-lowering drug"
)
PROVIDED = "- Alkaline phosphatase <= 4 x ULN provided ALT <= 1.5 x ULN"


@pytest.mark.parametrize(
    ("line", "record", "verdict"),
    [
        (TWO, patient(LIVER, alp=3), Verdict.ELIGIBLE),
        (TWO, patient(LIVER, alp=6), Verdict.INELIGIBLE),
        (TWO, patient(BONE, alp=6), Verdict.ELIGIBLE),
        (TWO, patient(alp=3), Verdict.INELIGIBLE),
        (BEHIND, patient(alt=1), Verdict.ELIGIBLE),
        (BEHIND, patient(alt=3), Verdict.INELIGIBLE),
        (BEHIND, patient(LIVER, alt=3), Verdict.ELIGIBLE),
        (BEHIND, patient(LIVER, alt=5), Verdict.INELIGIBLE),
        (LISTED, patient(LIVER, alt=3, alp=1), Verdict.ELIGIBLE),
        (LISTED, patient(LIVER, alt=3, alp=3), Verdict.INELIGIBLE),
        (OUTSIDE, patient(cholesterol=3), Verdict.UNKNOWN),
        (OUTSIDE, patient(cholesterol=1), Verdict.ELIGIBLE),
        (PROVIDED, patient(alp=3, alt=1), Verdict.ELIGIBLE),
        (PROVIDED, patient(alp=5, alt=1), Verdict.INELIGIBLE),
        (PROVIDED, patient(alp=1, alt=3), Verdict.ELIGIBLE),
        (PROVIDED, patient(alp=3, alt=3), Verdict.UNKNOWN),
    ],
)
def test_each_keeps_to_the_bound_that_is_theirs(line: str, record: dict[str, Any], verdict: Verdict) -> None:
    assert read(inclusion=line, **record) is verdict


def test_a_grade_that_is_given_in_numbers_too_is_those() -> None:
    line = "- Grade 2 or higher amylase increased (> 1.5 x ULN)"
    assert read(exclusion=line, **patient(amylase=1.2)) is Verdict.ELIGIBLE
    assert read(exclusion=line, **patient(amylase=2)) is Verdict.INELIGIBLE


def test_a_lower_dose_for_some_excludes_none_of_them() -> None:
    line = (
        "- Creatinine clearance < 30 mL/min. Patients with creatinine clearance < 60 mL/min will start at a lower dose"
    )
    clearance = {"labs": [{"name": "creatinine clearance", "value": 45, "unit": "mL/min"}]}
    assert read(exclusion=line, **clearance) is Verdict.ELIGIBLE


BRACKETED = (
    "- Normal kidneys (creatinine < 2 x ULN), liver (bilirubin < 2 x ULN, ALT < 3 x ULN, except in known liver metastases,"
    " wherein may be < 5 x ULN)"
)
GILBERT = "- Bilirubin <= 2 x ULN; ALT <= 2 x ULN; patients with liver metastases: ALT <= 5 x ULN and patients with Gilbert's disease: bilirubin < 4 x ULN"


def test_an_exception_in_brackets_is_that_of_its_own_value() -> None:
    assert read(inclusion=BRACKETED, **patient(LIVER, creatinine=1, bilirubin=1, ALT=4)) is Verdict.ELIGIBLE
    assert read(inclusion=BRACKETED, **patient(creatinine=1, bilirubin=1, ALT=4)) is Verdict.INELIGIBLE


def test_two_bounds_for_two_kinds_of_patients_loosen_each_its_own() -> None:
    gilbert = {"conditions": [{"name": "Gilbert's syndrome"}]}
    assert read(inclusion=GILBERT, **patient(bilirubin=3, ALT=1)) is Verdict.INELIGIBLE
    assert read(inclusion=GILBERT, **patient(bilirubin=3, ALT=1) | gilbert) is Verdict.ELIGIBLE
    assert read(inclusion=GILBERT, **patient(LIVER, bilirubin=1, ALT=4)) is Verdict.ELIGIBLE


def test_direct_bilirubin_stands_for_the_whole_with_gilberts_syndrome() -> None:
    line = (
        "- Bilirubin within normal limits; for patients with Gilbert's syndrome, direct bilirubin within normal limits"
    )
    gilbert = {"conditions": [{"name": "Gilbert's syndrome"}]}
    direct = {"direct bilirubin": 0.5}
    assert read(inclusion=line, **patient(bilirubin=2, **direct) | gilbert) is Verdict.ELIGIBLE
    assert read(inclusion=line, **patient(bilirubin=2, **direct)) is Verdict.INELIGIBLE


BONE_ALONE = "- Alkaline phosphatase <= 2 x ULN unless bone metastases are present in the absence of liver metastases"


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        (patient(BONE, alp=6), Verdict.ELIGIBLE),
        # not let in; left open, since both raise the value
        (patient([*BONE, *LIVER], alp=6), Verdict.UNKNOWN),
        (patient(alp=6), Verdict.INELIGIBLE),
    ],
)
def test_one_thing_without_another_is_one_exception(record: dict[str, Any], verdict: Verdict) -> None:
    assert read(inclusion=BONE_ALONE, **record) is verdict
