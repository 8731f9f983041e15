"""A finding in a trial's own words is told only by an entry in these words; what is like it leaves it open."""

from __future__ import annotations

from datetime import date

import pytest

from criteria.tree import Comparison, Kind, Requirement
from matcher.evaluate import evaluate
from matcher.patient.record import Biomarker, Condition, Lab, Patient
from matcher.truth import Truth


@pytest.mark.parametrize(
    ("asked", "name", "present", "expected"),
    [
        ("diffuse disease", "diffuse disease", True, Truth.TRUE),
        ("diffuse disease", "diffuse disease", False, Truth.FALSE),
        ("persistent or recurrent malignancy", "other malignancy", False, Truth.UNKNOWN),
        ("high risk of breast cancer", "breast cancer", True, Truth.UNKNOWN),
        ("lesions < 2 cm from the skin", "lesions more than 2 cm from the skin", True, Truth.UNKNOWN),
    ],
)
def test_the_very_words_decide(asked: str, name: str, present: bool, expected: Truth) -> None:
    patient = Patient("p", date(2026, 1, 15), conditions=(Condition(name, present=present),))
    assert evaluate(Requirement(Kind.DISEASE_MEASURE, asked), patient).truth is expected


def test_a_marker_or_measurement_of_the_name_decides() -> None:
    patient = Patient(
        "p",
        date(2026, 1, 15),
        biomarkers=(Biomarker("FDG uptake", result="positive"),),
        labs=(Lab("lesion depth", 2.5, "cm"),),
    )
    deep = Requirement(Kind.DISEASE_MEASURE, "lesion depth", Comparison(">", 3, "cm"))
    assert evaluate(Requirement(Kind.DISEASE_MEASURE, "FDG uptake"), patient).truth is Truth.TRUE
    assert evaluate(deep, patient).truth is Truth.FALSE
    assert evaluate(deep, Patient("q", date(2026, 1, 15))).truth is Truth.UNKNOWN
