"""Bounds that cannot be meant as they stand, conditions of a grade or cause, and statuses that only say whom a duty concerns."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

LABS = METASTATIC | {
    "ecog": 0,
    "age": 52,
    "sex": "female",
    "menopausal_status": "postmenopausal",
    "labs": [
        {"name": "ANC", "value": 1.4, "unit": "10*9/L"},
        {"name": "creatinine", "value": 1.3, "unit": "ULN"},
        {"name": "hemoglobin", "value": 12.5, "unit": "g/dL"},
        {"name": "potassium", "value": 4.1, "unit": "mmol/L"},
        {"name": "ALT", "value": 1.4, "unit": "ULN"},
        {"name": "weight", "value": 40, "unit": "kg"},
    ],
}


@pytest.mark.parametrize(
    "line",
    [
        "- ECOG performance status of 1 or more",
        "- Neutrophils 2 > 1000/mm3",
        "- Creatinine 1.5 <= institutional ULN",
        "- Hemoglobin >= 90 g/dL",
        "- Creatinine clearance calculated as (140 - age) x weight / (72 x creatinine)",
        "- Women 40 years or older ( 40 years old)",
        "- Avoid contact with pregnant women and children 2 years of age and under",
        "- Clearance at least 50 mL/min in patients weighing at least 45 kg",
        "- Premenopausal women must have a negative pregnancy test",
        "- Premenopausal patients should use a barrier method of birth control",
    ],
)
def test_a_bound_or_status_that_is_not_meant_so_rules_nobody_out(line: str) -> None:
    assert read(inclusion=line, **LABS) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "- Neutrophils > 2000/mm3",
        "- Creatinine <= 1.0 x ULN",
        "- Hemoglobin >= 13 g/dL",
        "- Women 60 years or older",
        "- Weight of at least 45 kg",
        "- Premenopausal women with breast cancer",
        "- Potassium between 4.5 mmol/L and 5.5 mmol/L",
    ],
)
def test_what_is_meant_as_it_stands_goes_on_restricting(line: str) -> None:
    assert read(inclusion=line, **LABS) is Verdict.INELIGIBLE


def test_the_unit_may_stand_behind_both_ends_of_a_range() -> None:
    assert read(inclusion="- Potassium between 3.0 mmol/L and 5.5 mmol/L", **LABS) is Verdict.ELIGIBLE


def test_men_may_take_part_where_a_line_only_speaks_of_women() -> None:
    man = METASTATIC | {"sex": "male", "age": 60}
    for line in (
        "- Women in this age group will need to use contraception",
        "- Female participants can be pre- or postmenopausal",
    ):
        assert read(inclusion=line, **man) is not Verdict.INELIGIBLE


def has(name: str, **more: object) -> dict[str, object]:
    return METASTATIC | {"conditions": [{"name": name} | more], "complete": ["conditions"]}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("- Neurological disorder (paresthesia, tremor) >= grade 2", "tremor"),
        ("- Hypertension and the blood pressure cannot be kept below 150/90", "hypertension"),
        ("- A disorder that results in tremor or muscle weakness", "muscle weakness"),
        ("- Any illness (e.g. gout) that leads to tremor", "gout"),
        ("- Long-term steroids for any condition (such as asthma or gout)", "gout"),
        ("- Renal dysfunction as shown by creatinine > 1.5 x ULN", "renal dysfunction"),
        ("- Diabetes with current or history of foot ulcers", "diabetes"),
        ("- History of seizures, or uncontrolled cardiac disease or hypertension", "hypertension"),
    ],
)
def test_a_condition_excludes_only_as_the_words_beside_it_say(line: str, name: str) -> None:
    assert read(exclusion=line, **has(name)) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("- Neurological disorder (paresthesia, tremor)", "tremor"),
        ("- Hypertension", "hypertension"),
        ("- Muscle weakness", "muscle weakness"),
        ("- History of seizures, uncontrolled diabetes, or gout", "gout"),
    ],
)
def test_a_condition_without_such_words_excludes(line: str, name: str) -> None:
    assert read(exclusion=line, **has(name)) is Verdict.INELIGIBLE


def test_values_that_exclude_only_together() -> None:
    line = "- Concomitant elevations of ALT and bilirubin above 1.0 x ULN are not permitted"
    assert read(inclusion=line, **LABS) is not Verdict.INELIGIBLE
