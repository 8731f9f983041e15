"""Whom a criterion lets in beside whom it asks for it does not turn away."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read


def of_stage(stage: str, extent: str, **more: Any) -> dict[str, Any]:
    diagnosis = {"cancer": "breast cancer", "stage": stage, "extent": extent} | more
    return {"sex": "female", "age": 60, "diagnosis": diagnosis}


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("Breast cancer of stage I to III; stage IV patients will be allowed", of_stage("IV", "metastatic")),
        ("Stage IIIB or IV metastatic breast cancer", of_stage("IIIB", "locally advanced")),
        ("Stage II-IV breast cancer (with distant metastases)", of_stage("II", "early")),
        ("Nodes must be cN0 by examination and pN1 or pN2 by pathology", of_stage("IIB", "early", n="N1")),
    ],
)
def test_those_whom_it_lets_in_are_not_ruled_out(line: str, record: dict[str, Any]) -> None:
    assert read(inclusion=f"* {line}", **record) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("Breast cancer of stage I to III", of_stage("IV", "metastatic")),
        ("Stage IIIB or IV metastatic breast cancer", of_stage("II", "early")),
        ("Stage IV metastatic breast cancer", of_stage("IIIB", "locally advanced")),
        ("Nodes must be cN0", of_stage("IIB", "early", n="N1")),
    ],
)
def test_the_others_still_are(line: str, record: dict[str, Any]) -> None:
    assert read(inclusion=f"* {line}", **record) is Verdict.INELIGIBLE


COMBINATIONS = "* Stage:\n  - T1-2, N1\n  - T3, N0\n  - M0"


def test_combinations_in_lines_that_nobody_has_together_are_ways() -> None:
    assert read(inclusion=COMBINATIONS, **of_stage("IIB", "early", t="T2", n="N1", m="M0")) is not Verdict.INELIGIBLE
    assert read(inclusion=COMBINATIONS, **of_stage("IV", "metastatic", t="T2", n="N1", m="M1")) is Verdict.INELIGIBLE


SKIN = {"name": "basal cell carcinoma of the skin", "date": "2025"}


def test_another_malignancy_that_is_named_again_has_the_exceptions_of_the_first() -> None:
    record = of_stage("II", "early") | {"conditions": [SKIN], "complete": ["conditions"]}
    first = "No other malignancy except basal cell carcinoma of the skin."
    again = "Whoever has had another malignancy must have been disease-free for 5 years."
    assert read(inclusion=f"* {first} {again}", **record) is not Verdict.INELIGIBLE
    assert read(inclusion="* No other malignancy", **record) is Verdict.INELIGIBLE
