"""Owns whether a quantity can be one of a lab: its unit, spelt out where the text leaves it out, and its size."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.labs.lab_sense import BALANCED, LOW_IS_BAD
from criteria.vocabulary import OVER_ULN, measures
from criteria.words.lab_units import OF_BREATH, Quantity

# units that texts write by a slip, with those that are meant: no one has a creatinine of 1.5 g/dL
_SLIPS = {
    ("hemoglobin", "mg/dL"): "g/dL",
    ("albumin", "mg/dL"): "g/dL",
    ("creatinine", "g/dL"): "mg/dL",
    ("bilirubin", "g/dL"): "mg/dL",
    ("WBC", "mg/dL"): "/mm3",
    ("ANC", "mg/dL"): "/mm3",
    # "9 g/L" of hemoglobin are grams per decilitre, "100,000 x 10^9/L" platelets are so many in a microlitre
    ("hemoglobin", "g/L"): "g/dL",
    **dict.fromkeys(((count, "10*9/L") for count in ("ANC", "WBC", "platelets", "lymphocytes")), "/mm3"),
}
_DEEPEST_BREATH = 10  # liters
_MOST_TIMES = 50
_FEW_TIMES = 10  # units of an enzyme are never so few: "AST < 3" are multiples of normal
_OTHER_UNITS = {
    **dict.fromkeys(("ANC", "WBC", "platelets", "lymphocytes", "CD4 count"), ("/mm3",)),
    "hemoglobin": ("g/L",), "creatinine": ("umol/L",), "bilirubin": ("umol/L",), "albumin": ("g/L",), "QTc": ("s",),
}  # fmt: skip


def fits(lab: str, quantity: Quantity) -> Quantity | None:
    """The quantity in a unit of this lab, spelt out where the text leaves it out; None where it measures another thing."""
    analyte = measures().analyte(lab)
    if analyte is None:
        return None
    if quantity.unit in ("ULN", "LLN"):
        limited = analyte.uln is not None or analyte.lln is not None
        wrong_end = quantity.number == 1 and (quantity.unit == "ULN") == (lab in LOW_IS_BAD) and lab not in BALANCED
        return quantity if limited and not wrong_end and quantity.number <= _MOST_TIMES else None
    if quantity.unit.endswith(OVER_ULN):
        apart = measures().convert(lab, quantity.number, quantity.unit.removesuffix(OVER_ULN))
        return quantity if apart is not None and analyte.uln is not None and lab not in LOW_IS_BAD else None
    if quantity.unit == "L":
        return quantity if lab in OF_BREATH and quantity.number <= _DEEPEST_BREATH else None
    if quantity.unit == "+":
        return quantity if lab == "proteinuria" else None
    if quantity.unit in ("normal", "abnormal"):
        bad_end = analyte.lln if lab in LOW_IS_BAD else analyte.uln
        return quantity if bad_end is not None else None
    if not analyte.unit:
        return quantity if not quantity.unit else None
    if not quantity.unit and analyte.unit == "U/L" and quantity.number <= _FEW_TIMES:
        return replace(quantity, unit="ULN")
    leeway = 4 if quantity.unit else 1
    for unit in [quantity.unit] if quantity.unit else [analyte.unit, *_OTHER_UNITS.get(lab, ())]:
        value = measures().convert(lab, quantity.number, unit)
        if value is not None and _plausible(value, analyte.low, analyte.high, leeway):
            return replace(quantity, unit=unit)
    if (meant := _SLIPS.get((lab, quantity.unit))) is not None:
        return fits(lab, replace(quantity, unit=meant))
    return None


def any_fits(labs: tuple[str, ...], quantity: Quantity) -> bool:
    """Whether the quantity can be one of any of the labs."""
    return any(fits(lab, quantity) is not None for lab in labs)


def _plausible(value: float, low: float | None, high: float | None, leeway: float) -> bool:
    return (low is None or value >= low / leeway) and (high is None or value <= high * leeway)
