"""Laboratory units convert by analyte, and agree with pint where no molar mass is needed."""

from __future__ import annotations

import pint
import pytest

from matcher.patient.units import analyte, convert, multiple


@pytest.mark.parametrize(
    ("name", "number", "unit", "expected"),
    [
        ("ANC", 1500, "/mm3", 1.5),
        ("ANC", 1.5, "x 10^9/L", 1.5),
        ("ANC", 1.5, "10*3/uL", 1.5),
        ("platelets", 100_000, "/µL", 100),
        ("platelets", 100_000, None, 100),
        ("hemoglobin", 90, "g/L", 9.0),
        ("hemoglobin", 5.6, "mmol/L", 9.02),
        ("creatinine", 133, "µmol/L", 1.5),
        ("bilirubin", 25.65, "umol/L", 1.5),
        ("cholesterol", 7.75, "mmol/L", 299.7),
        ("triglycerides", 1.7, "mmol/L", 150.6),
        ("glucose", 7.0, "mmol/L", 126.1),
        ("QTc", 0.47, "s", 470),
        ("weight", 150, "lb", 68.04),
        ("HbA1c", 53, "mmol/mol", 7.0),
    ],
)
def test_conversion_to_the_unit_of_comparison(name: str, number: float, unit: str | None, expected: float) -> None:
    assert convert(name, number, unit) == pytest.approx(expected, rel=0.005)


def test_a_unit_that_does_not_measure_the_analyte_gives_nothing() -> None:
    assert convert("hemoglobin", 9, "mmHg") is None
    assert convert("something else", 9, "g/dL") is None


def test_a_bare_number_is_taken_in_the_only_unit_that_makes_it_plausible() -> None:
    assert convert("hemoglobin", 95, None) == pytest.approx(9.5)
    assert convert("creatinine", 100_000_000, None) is None


@pytest.mark.parametrize("unit", ["ULN", "x ULN", "× ULN", "IULN"])
def test_multiples_of_the_upper_limit_are_recognised(unit: str) -> None:
    assert multiple(unit) == "uln"


@pytest.mark.parametrize("name", ["hemoglobin", "albumin"])
@pytest.mark.parametrize("unit", ["g/dL", "g/L", "mg/dL"])
def test_mass_units_agree_with_pint(name: str, unit: str) -> None:
    quantity = pint.UnitRegistry().Quantity(3.0, unit.replace("dL", "deciliter").replace("/L", "/liter"))
    assert convert(name, 3.0, unit) == pytest.approx(quantity.to("gram/deciliter").magnitude)


@pytest.mark.parametrize(("name", "limit"), [("bilirubin", 1.2), ("AST", 40), ("ALT", 40), ("creatinine", 1.2)])
def test_limits_of_normal_stand_in_where_the_record_gives_none(name: str, limit: float) -> None:
    found = analyte(name)
    assert found is not None
    assert found.high == limit
