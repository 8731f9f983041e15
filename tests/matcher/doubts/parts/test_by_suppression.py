"""Ovarian suppression stands in for menopause where a criterion that asks for it speaks of that."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

BEFORE: dict[str, Any] = {"sex": "female", "age": 41, "menopausal_status": "premenopausal", "complete": ["treatments"]}
SUPPRESSED = BEFORE | {"treatments": [{"name": "leuprolide", "start": "2025-02", "outcome": "ongoing"}]}
SPEAKS_OF_IT = [
    "Postmenopausal (natural, surgical or induced by a GnRH agonist)",
    "Postmenopausal women, or premenopausal women receiving ovarian suppression",
    "Women who are postmenopausal or who are premenopausal and receiving goserelin",
    "Women must be postmenopausal, or receiving goserelin",
    "Postmenopausal, or premenopausal provided they are receiving an LHRH agonist",
    "Postmenopausal: no menses for 12 months in the absence of chemotherapy, or on an LHRH agonist",
]
DEFINES_IT = """Postmenopausal, defined as one of the following:

  * Age 60 or over
  * No menses for 12 months
  * Premenopausal with suppressed ovarian function by a GnRH agonist"""

DENIES_IT_FIRST = """Postmenopausal, defined as any of:

  * Age 60 or over
  * No menses for 12 months in the absence of tamoxifen or ovarian suppression
  * Receiving a GnRH agonist"""


@pytest.mark.parametrize("line", [*SPEAKS_OF_IT, DEFINES_IT, DENIES_IT_FIRST])
def test_whose_ovaries_are_suppressed_is_let_in(line: str) -> None:
    assert read(inclusion=f"* {line}", **SUPPRESSED) is Verdict.ELIGIBLE


@pytest.mark.parametrize("line", [*SPEAKS_OF_IT, DEFINES_IT, DENIES_IT_FIRST])
def test_who_has_no_suppression_is_not(line: str) -> None:
    assert read(inclusion=f"* {line}", **BEFORE) is not Verdict.ELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "Postmenopausal women",
        "Postmenopausal; those whose menopause was induced by GnRH agonists are not eligible",
        "Postmenopausal (no menses for 12 months in the absence of tamoxifen or ovarian suppression)",
        "Postmenopausal, defined as age 60 or over, or under 60 without menses for a year in the absence of ovarian suppression",
    ],
)
def test_it_stands_in_for_nothing_where_it_is_not_spoken_of_or_spoken_against(line: str) -> None:
    assert read(inclusion=f"* {line}", **SUPPRESSED) is not Verdict.ELIGIBLE


def test_after_menopause_nobody_needs_it() -> None:
    after = BEFORE | {"menopausal_status": "postmenopausal", "age": 61}
    assert all(read(inclusion=f"* {line}", **after) is Verdict.ELIGIBLE for line in SPEAKS_OF_IT)
