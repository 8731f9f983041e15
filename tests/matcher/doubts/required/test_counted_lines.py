"""Counts of lines that are not meant as read: a lost sign, what counts besides, the count of one tumor or of some."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

DOCETAXEL = {"name": "docetaxel", "setting": "adjuvant", "start": "2022-01", "end": "2022-05", "outcome": "completed"}
NONE_YET = {**METASTATIC, "complete": ["treatments"]}
EARLY = {**METASTATIC, "treatments": [DOCETAXEL], "complete": ["treatments"]}
AT_LEAST_ONE = "* At least one line of therapy for metastatic disease"


@pytest.mark.parametrize(
    "line",
    [
        f"{AT_LEAST_ONE}. Relapse within 6 months of adjuvant chemotherapy will count as one line.",
        "* Progression on one or more lines of chemotherapy in the metastatic setting: recurred during adjuvant chemotherapy or progressed later",
    ],
)
def test_what_counts_besides_is_no_line_short(line: str) -> None:
    assert read(inclusion=line, **EARLY) is not Verdict.INELIGIBLE
    assert read(inclusion=line, **NONE_YET) is Verdict.INELIGIBLE  # whoever had none at all is short of it all the same


def test_what_counts_only_where_it_came_back_soon_does_not_count_where_it_came_back_late() -> None:
    line = f"{AT_LEAST_ONE}. Recurrence within 6 months of adjuvant therapy counts as one line of therapy."
    late = METASTATIC["diagnosis"] | {"presentation": "recurrent", "metastatic_since": "2024-06"}
    soon = late | {"metastatic_since": "2022-07"}
    assert read(inclusion=line, **(EARLY | {"diagnosis": late})) is Verdict.INELIGIBLE
    assert read(inclusion=line, **(EARLY | {"diagnosis": soon})) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* 1 prior treatments for metastatic breast cancer",
        "* Ovarian: 2 or 3 lines; TNBC: 1 line",
    ],
)
def test_a_count_that_may_not_be_hers_rules_nobody_out(line: str) -> None:
    assert read(inclusion=line, **NONE_YET) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        AT_LEAST_ONE,
        f"{AT_LEAST_ONE}. Sequential regimens count as a single line.",
        "* At least 1 line of chemotherapy for metastatic disease",
    ],
)
def test_a_count_that_is_hers_rules_out(line: str) -> None:
    assert read(inclusion=line, **NONE_YET) is Verdict.INELIGIBLE


def test_what_is_said_to_count_is_asked_of_who_had_it() -> None:
    line = "* At least one line of chemotherapy for metastatic disease. Prior PARP inhibitors count as a line of chemotherapy."
    olaparib = {"name": "olaparib", "setting": "metastatic", "start": "2024-01", "end": "2025-01", "line": 1}
    letrozole = {"name": "letrozole", "setting": "metastatic", "start": "2024-01", "end": "2025-01", "line": 1}
    assert read(inclusion=line, **NONE_YET, treatments=[olaparib]) is not Verdict.INELIGIBLE
    assert read(inclusion=line, **NONE_YET, treatments=[letrozole]) is Verdict.INELIGIBLE
