"""HER2 as measured, HR and triple-negative status."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.derive.receptors import her2_states, hormone_receptor, steroid_receptor, triple_negative
from matcher.truth import Truth
from tests.matcher.people import patient


def her2(**result: Any) -> frozenset[str]:
    return her2_states(patient(biomarkers=[{"name": "HER2"} | result]))[0]


@pytest.mark.parametrize(
    ("result", "states"),
    [
        ({"ihc": "3+"}, {"positive"}),
        ({"ihc": "2+", "ish": "positive"}, {"positive"}),
        ({"ihc": "2+", "ish": "negative"}, {"low"}),
        ({"ihc": "2+"}, {"positive", "low"}),
        ({"ihc": "2+", "result": "negative"}, {"low"}),
        ({"ihc": "1+"}, {"low"}),
        ({"ihc": "faint"}, {"ultralow"}),
        ({"ihc": "0"}, {"ultralow", "zero"}),
        ({"ish": "positive"}, {"positive"}),
        ({"result": "negative"}, {"low", "ultralow", "zero"}),
        ({"result": "equivocal"}, {"positive", "low"}),
    ],
)
def test_her2_category_from_ihc_and_ish(result: dict[str, str], states: set[str]) -> None:
    assert her2(**result) == states


def test_a_measurement_that_its_stated_result_contradicts_leaves_both_open() -> None:
    assert her2(ihc="3+", result="negative") == {"positive", "low", "ultralow", "zero"}


def test_the_latest_dated_result_counts() -> None:
    person = patient(
        biomarkers=[
            {"name": "HER2", "ihc": "3+", "date": "2022-01"},
            {"name": "HER2", "ihc": "1+", "date": "2025-06"},
        ]
    )
    assert her2_states(person)[0] == {"low"}


def test_one_per_cent_of_stained_cells_is_positive_whatever_the_report_calls_it() -> None:
    person = patient(biomarkers=[{"name": "ER", "result": "negative", "value": 3, "unit": "%"}])
    assert steroid_receptor(person, "ER").truth is Truth.TRUE


def test_hr_is_positive_when_one_of_the_two_is() -> None:
    assert hormone_receptor(patient(biomarkers=[{"name": "PR", "result": "positive"}])).truth is Truth.TRUE


def test_hr_is_open_when_one_is_negative_and_the_other_unknown() -> None:
    assert hormone_receptor(patient(biomarkers=[{"name": "ER", "result": "negative"}])).truth is Truth.UNKNOWN


def test_triple_negative_needs_all_three() -> None:
    two = [{"name": "ER", "result": "negative"}, {"name": "PR", "result": "negative"}]
    assert triple_negative(patient(biomarkers=two)).truth is Truth.UNKNOWN
    assert triple_negative(patient(biomarkers=[*two, {"name": "HER2", "ihc": "1+"}])).truth is Truth.TRUE
    assert triple_negative(patient(biomarkers=[*two, {"name": "HER2", "ihc": "3+"}])).truth is Truth.FALSE


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ({"value": 1, "unit": "%"}, Truth.TRUE),
        ({"value": 1, "unit": "%", "result": "negative"}, Truth.UNKNOWN),
        ({"value": 2, "score": "Allred", "result": "negative"}, Truth.FALSE),
    ],
)
def test_a_receptor_at_the_bound_is_what_the_laboratory_calls_it(marker: dict[str, Any], expected: Truth) -> None:
    who = patient(biomarkers=[{"name": "ER"} | marker])
    assert steroid_receptor(who, "ER").truth is expected
