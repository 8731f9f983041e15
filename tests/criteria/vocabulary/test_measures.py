"""Units are read in every spelling and converted for the analytes that they measure."""

from __future__ import annotations

import pytest

from criteria.tree import Kind
from criteria.vocabulary import load, measures

MEASURES = measures()


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("x 10^9/L", "10*9/L"),
        ("× 109/L", "10*9/L"),
        ("10⁹/L", "10*9/L"),
        ("K/uL", "10*3/uL"),
        ("cells/mm3", "/mm3"),
        ("/mcL", "/uL"),
        ("g/dl", "g/dL"),
        ("gm/dL", "g/dL"),
        ("µmol/L", "umol/L"),
        ("μmol/L", "umol/L"),
        ("mg/dL", "mg/dL"),
        ("mL/min/1.73 m²", "mL/min/1.73m2"),
        ("ml / min", "mL/min"),
        ("x ULN", "ULN"),
        ("times the upper limit of normal", "ULN"),
        ("lower limit of normal", "LLN"),
        ("msec", "ms"),
        ("mm Hg", "mmHg"),
        ("percent", "%"),
        ("IU/L", "U/L"),
        ("weeks", "weeks"),
        ("mm", "mm"),
        ("mM", "mmol/L"),
    ],
)
def test_a_unit_is_known_by_its_spellings(spelling: str, name: str) -> None:
    unit = MEASURES.unit(spelling)
    assert unit is not None
    assert unit.name == name


def test_an_unknown_unit_is_none() -> None:
    assert MEASURES.unit("furlongs") is None
    assert MEASURES.unit("") is None


@pytest.mark.parametrize(
    ("lab", "number", "unit", "expected"),
    [
        ("ANC", 1500, "/mm3", 1.5),
        ("platelets", 100_000, "/uL", 100),
        ("platelets", 100, "K/uL", 100),
        ("WBC", 3, "x 10^9/L", 3),
        ("hemoglobin", 90, "g/L", 9),
        ("hemoglobin", 5.6, "mmol/L", 9.02),
        ("creatinine", 133, "umol/L", 1.504),
        ("bilirubin", 34, "umol/L", 1.988),
        ("glucose", 7, "mmol/L", 126.1),
        ("calcium", 2.6, "mmol/L", 10.42),
        ("potassium", 3.5, "mEq/L", 3.5),
        ("magnesium", 1.2, "mg/dL", 1.2),
        ("cholesterol", 300, "mg/dL", 300),
        ("triglycerides", 3.42, "mmol/L", 302.9),
        ("creatinine clearance", 1, "mL/s", 60),
        ("albumin", 30, "g/L", 3),
        ("QTc", 0.48, "s", 480),
        ("weight", 110, "lbs", 49.9),
    ],
)
def test_a_lab_is_converted_to_its_canonical_unit(lab: str, number: float, unit: str, expected: float) -> None:
    assert MEASURES.convert(lab, number, unit) == pytest.approx(expected, rel=1e-3)


def test_an_analyte_is_known_by_its_synonyms() -> None:
    assert MEASURES.analyte("serum creatinine") is MEASURES.analyte("creatinine")
    assert MEASURES.convert("Haemoglobin", 90, "g/L") == pytest.approx(9)


@pytest.mark.parametrize(
    ("lab", "unit"),
    [
        ("creatinine", "ULN"),
        ("ANC", "g/dL"),
        ("hemoglobin", "furlongs"),
        ("sunshine", "g/dL"),
        ("organ function", "g/dL"),
    ],
)
def test_what_cannot_be_converted_is_none(lab: str, unit: str) -> None:
    assert MEASURES.convert(lab, 1, unit) is None


@pytest.mark.parametrize(
    ("lab", "uln"), [("bilirubin", 1.2), ("AST", 40), ("ALT", 40), ("creatinine", 1.2), ("alkaline phosphatase", 120)]
)
def test_assumed_upper_limits_are_those_of_the_gold_guidelines(lab: str, uln: float) -> None:
    analyte = MEASURES.analyte(lab)
    assert analyte is not None
    assert analyte.uln == uln


def test_every_analyte_is_a_lab_of_the_vocabulary_with_a_known_unit_and_ordered_limits() -> None:
    vocabulary = load()
    for name, analyte in MEASURES.analytes.items():
        assert vocabulary.find(Kind.LAB, name) is not None, name
        assert not analyte.unit or analyte.unit in MEASURES.units, name
        limits = [limit for limit in (analyte.low, analyte.lln, analyte.uln, analyte.high) if limit is not None]
        assert limits == sorted(limits), name


def test_every_conversion_is_from_a_known_unit_to_a_plausible_number() -> None:
    for name, analyte in MEASURES.analytes.items():
        for unit, factor in analyte.conversions:
            assert unit in MEASURES.units, (name, unit)
            assert unit != analyte.unit, (name, unit)
            assert factor > 0, (name, unit)
