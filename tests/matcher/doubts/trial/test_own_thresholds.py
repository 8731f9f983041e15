"""Receptors that a trial calls negative up to a share of stained cells of its own."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

YES, NO, OPEN = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNKNOWN


def stained(er: float, pr: float = 0) -> list[dict[str, Any]]:
    shares = (("ER", er), ("PR", pr))
    return [{"name": name, "value": share, "unit": "%"} for name, share in shares] + [{"name": "HER2", "ihc": "0"}]


@pytest.mark.parametrize(
    "line",
    [
        "* Hormone receptor-poor disease, defined as ER and PR staining in less than 9% of cells",
        "* Hormone receptor-poor disease, defined as ER and PR staining in 9% of cells",
        "* ER-negative and PR-negative, or staining in < 9% of cells",
    ],
)
def test_up_to_the_share_it_is_negative_and_above_it_is_not(line: str) -> None:
    assert read(line, biomarkers=stained(0)) is YES
    assert read(line, biomarkers=stained(6)) is YES
    assert read(line, biomarkers=stained(40)) is NO


def test_a_line_of_the_same_trial_says_what_triple_negative_is() -> None:
    lines = (
        "* Triple negative breast cancer\n* Receptor-poor: ER-negative and PR-negative, or staining in < 9% of cells"
    )
    assert read(lines, biomarkers=stained(6)) is not NO


def test_a_share_of_another_marker_is_none_of_the_receptors() -> None:
    line = "* ER-negative and PR-negative disease with Ki-67 staining in 20% of cells"
    assert read(line, biomarkers=stained(6)) is NO


def test_the_share_of_one_receptor_leaves_the_other_open() -> None:
    assert read("* ER-negative and PR < 20%", biomarkers=stained(15)) is OPEN
    assert read("* ER-negative and PR < 20%", biomarkers=stained(0)) is YES
