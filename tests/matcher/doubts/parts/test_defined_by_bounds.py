"""A condition that a trial defines by a bound is left to that bound, unless the record names the condition itself."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

OUT, OPEN, IN = Verdict.INELIGIBLE, Verdict.UNKNOWN, Verdict.ELIGIBLE


def _verdict(line: str, conditions: list[dict[str, object]], **labs: tuple[float, str]) -> Verdict:
    values = [{"name": name.replace("_", " "), "value": value, "unit": unit} for name, (value, unit) in labs.items()]
    return read("", line, conditions=conditions, labs=values, complete=ALL_LISTS)


@pytest.mark.parametrize(
    "line",
    [
        "* Poorly controlled diabetes, defined as an HbA1c > 8.5 %",
        "* Uncontrolled diabetes mellitus (HbA1c > 8.5 %)",
        "* Uncontrolled diabetes as evidenced by HbA1c > 8.5 %",
    ],
)
def test_of_whom_the_bound_is_known_the_state_need_not_be(line: str) -> None:
    diabetes: list[dict[str, object]] = [{"name": "type 2 diabetes"}]
    assert _verdict(line, diabetes, HbA1c=(7.0, "%")) is IN
    assert _verdict(line, diabetes, HbA1c=(9.4, "%")) is OUT
    assert _verdict(line, diabetes) is OPEN


def test_who_is_said_to_have_it_is_excluded_without_the_bound() -> None:
    line = "* Poorly controlled diabetes, defined as an HbA1c > 8.5 %"
    assert _verdict(line, [{"name": "uncontrolled diabetes"}]) is OUT


def test_a_bound_that_stands_beside_a_condition_does_not_define_it() -> None:
    line = "* Uncontrolled diabetes, or HbA1c > 8.5 %"
    assert _verdict(line, [{"name": "type 2 diabetes"}], HbA1c=(7.0, "%")) is OPEN


@pytest.mark.parametrize(
    "line",
    [
        "* Severely impaired pulmonary function, defined as a DLCO and spirometry of less than 40 % of normal",
        "* Severe lung disease (FEV1 < 40 %)",
    ],
)
def test_whose_lungs_are_well_need_not_be_tested(line: str) -> None:
    assert _verdict(line, []) is IN
    assert _verdict(line, [], FEV1=(35, "%")) is OUT
    assert _verdict(line, [{"name": "emphysema"}]) is OPEN
    assert _verdict("* FEV1 < 40 %", []) is OPEN
