"""Two bounds of one value enclose what excludes; apart from each other they are two ways to be excluded."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

OUT = Verdict.INELIGIBLE


def _lab(**values: float) -> dict[str, object]:
    units = {"glucose": "mg/dL", "HbA1c": "%", "creatinine": "mg/dL", "BMI": "kg/m2"}
    return {
        "labs": [{"name": n, "value": v, "unit": units.get(n, "mL/min")} for n, v in values.items()],
        "complete": ALL_LISTS,
    }


def test_an_excluded_range_has_both_its_ends() -> None:
    line = "* Glucose of at least 130 mg/dL and less than 190 mg/dL"
    assert read("", line, **_lab(glucose=95)) is not OUT
    assert read("", line, **_lab(glucose=250)) is not OUT
    assert read("", line, **_lab(glucose=150)) is OUT
    assert read("", "* Patients older than 45 years but younger than 55 years", age=70) is not OUT
    assert read("", "* Patients older than 45 years but younger than 55 years", age=50) is OUT


def test_bounds_that_lie_apart_exclude_each_by_itself() -> None:
    line = "* BMI below 19 kg/m2 and above 38 kg/m2"
    assert read("", line, **_lab(BMI=41)) is OUT
    assert read("", line, **_lab(BMI=17)) is OUT
    assert read("", line, **_lab(BMI=25)) is not OUT


def test_what_and_adds_to_the_looser_bound_of_a_value_excludes_only_with_it() -> None:
    line = "* Creatinine > 2.2 mg/dL, or creatinine > 1.6 mg/dL and creatinine clearance < 45 mL/min"
    clearance = {"creatinine clearance": 40.0}
    assert read("", line, **_lab(creatinine=1.8)) is not OUT
    assert read("", line, **_lab(creatinine=1.0, **clearance)) is not OUT
    assert read("", line, **_lab(creatinine=1.8, **clearance)) is OUT
    assert read("", line, **_lab(creatinine=2.5)) is OUT
    range_with = "* Glucose > 220 mg/dL, or glucose > 140 mg/dL and < 220 mg/dL and HbA1c > 7.5 %"
    assert read("", range_with, **_lab(glucose=150, HbA1c=6)) is not OUT
    assert read("", range_with, **_lab(glucose=100, HbA1c=8)) is not OUT
    assert read("", range_with, **_lab(glucose=150, HbA1c=8)) is OUT
