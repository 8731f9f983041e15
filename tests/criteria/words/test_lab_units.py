"""Quantities of laboratory values: units in every spelling, limits of normal, and what is no quantity."""

from __future__ import annotations

import pytest

from criteria.words.lab_units import quantities


def read(text: str, lab: str) -> list[tuple[str | None, float, str]]:
    return [(q.op, q.number, q.unit) for q in quantities(text, lab, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("≥ 1500/mm3", 1500, "/mm3"),
        ("≥ 1,500 cells/mm^3", 1500, "/mm3"),
        ("≥ 1500/µl", 1500, "/mm3"),
        ("≥ 1500/mcl", 1500, "/mm3"),
        ("≥ 1,500/ l", 1500, "/mm3"),
        ("≥ 1500 per microliter", 1500, "/mm3"),
        ("≥ 1.500/mm3", 1500, "/mm3"),
        ("≥ 1.5 x 10^9/l", 1.5, "10*9/L"),
        ("≥ 1.5 x 109/l", 1.5, "10*9/L"),
        ("≥ 1.5 109/l", 1.5, "10*9/L"),
        ("≥ 1.5 x 10(9)/l", 1.5, "10*9/L"),
        ("≥ 1.5 x 10e9/l", 1.5, "10*9/L"),
        ("≥ 1500 x 10^6/l", 1500, "/mm3"),
        ("≥ 1.5 x 10^3/µl", 1.5, "10*3/uL"),
        ("≥ 1.5 k/mcl", 1.5, "10*9/L"),
        ("≥ 1.5 g/l", 1.5, "10*9/L"),
    ],
)
def test_counts_are_read_in_every_spelling(text: str, number: float, unit: str) -> None:
    assert read(text, "ANC") == [(">=", number, unit)]


@pytest.mark.parametrize(
    ("text", "op", "number", "unit"),
    [
        ("≤ 2.5 x uln", "<=", 2.5, "ULN"),
        ("≤ 2.5xuln", "<=", 2.5, "ULN"),
        ("≤ 2.5 times the institutional upper limit of normal (uln)", "<=", 2.5, "ULN"),
        ("≤ 2.5 x upper limit of the institution's normal range", "<=", 2.5, "ULN"),
        ("no greater than 2 times normal", "<=", 2, "ULN"),
        ("less than twice normal", "<", 2, "ULN"),
        ("within twice the upper limit of normal", "<=", 2, "ULN"),
        ("≤ uln x 1.5", "<=", 1.5, "ULN"),
        ("≤ the upper limit of normal", "<=", 1, "ULN"),
        ("≥ lower limit of normal", ">=", 1, "LLN"),
        ("above the lower limits of institutional normal", ">", 1, "LLN"),
        ("within normal limits", None, 1, "normal"),
        ("wnl", None, 1, "normal"),
        ("within the institutional normal range", None, 1, "normal"),
    ],
)
def test_limits_of_normal_are_read_alone_and_multiplied(text: str, op: str | None, number: float, unit: str) -> None:
    assert read(text, "AST") == [(op, number, unit)]


@pytest.mark.parametrize(
    ("text", "lab", "expected"),
    [
        ("≥ 90 g/l", "hemoglobin", [(">=", 90, "g/L")]),
        ("≥ 9.0 g/dl", "hemoglobin", [(">=", 9, "g/dL")]),
        ("≥ 60 ml/min/1.73m2", "creatinine clearance", [(">=", 60, "mL/min")]),
        ("< 130 µmol/l", "creatinine", [("<", 130, "umol/L")]),
        ("≤ 2+", "proteinuria", [("<=", 2, "+")]),
        ("> 1 g/24 hours", "proteinuria", [(">", 1, "g/24h")]),
        ("50% or greater", "LVEF", [(">=", 50, "%")]),
    ],
)
def test_other_units_are_named_as_the_gold_names_them(
    text: str, lab: str, expected: list[tuple[str, float, str]]
) -> None:
    assert read(text, lab) == expected


@pytest.mark.parametrize(
    "text",
    ["within 28 days", "grade 2", "at least 4 weeks", "day 1", "no greater than 0.3 mg/dl above baseline"],
)
def test_times_grades_and_margins_are_no_quantities(text: str) -> None:
    assert [q for q in quantities(text, "bilirubin", 0, len(text)) if q.unit != "ULN"] == []
