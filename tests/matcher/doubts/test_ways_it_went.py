"""How earlier treatment went, in lists of ways; what is asked only of some, or of another moment."""

from __future__ import annotations

from typing import Any

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


def test_lines_on_which_it_must_have_progressed_are_more_than_lines_that_were_had() -> None:
    line = "* Must have had progressive disease during at least one line of endocrine therapy for metastatic disease"
    had = {"name": "letrozole", "setting": "metastatic", "line": 1, "start": "2024-01", "end": "2025-06"}
    assert read(line, **METASTATIC, treatments=[had | {"outcome": "progression"}]) is Verdict.ELIGIBLE
    assert read(line, **METASTATIC, treatments=[had]) is Verdict.UNKNOWN


FIRST = {"cancer": "breast cancer", "extent": "locally advanced", "presentation": "primary"}
AROUND = {"name": "docetaxel", "setting": "neoadjuvant", "start": "2025-01", "end": "2025-05", "outcome": "completed"}
WHOLE = {"complete": ["treatments", "medications"]}


def test_a_first_cancer_is_neither_relapsed_nor_refractory() -> None:
    line = "* Relapsed or refractory breast cancer"
    assert read(inclusion=line, diagnosis=FIRST, treatments=[], **WHOLE) is Verdict.INELIGIBLE
    assert read(inclusion=line, diagnosis=FIRST, treatments=[AROUND], **WHOLE) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "record",
    [
        {"diagnosis": FIRST | {"residual_disease": True}, "treatments": [AROUND]},
        {"diagnosis": FIRST | {"presentation": "recurrent"}, "treatments": []},
        {
            "diagnosis": FIRST | {"presentation": "de_novo", "extent": "metastatic"},
            "treatments": [AROUND | {"setting": "metastatic", "outcome": "progression"}],
        },
    ],
)
def test_what_is_left_has_come_back_or_has_progressed_may_be_meant(record: dict[str, Any]) -> None:
    assert read(inclusion="* Relapsed or refractory breast cancer", **record, **WHOLE) is not Verdict.INELIGIBLE
