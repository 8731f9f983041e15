"""Owns the units of laboratory values: conversion for each analyte, and the reference limits where none is given."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from criteria.vocabulary import measures

_CELLS = {
    "10*9/l": 1.0, "10^9/l": 1.0, "x10^9/l": 1.0, "x10*9/l": 1.0, "10e9/l": 1.0, "10*3/ul": 1.0, "10^3/ul": 1.0,
    "x10^3/ul": 1.0, "x10*3/ul": 1.0, "10*3/mm3": 1.0, "10^3/mm3": 1.0, "k/ul": 1.0, "k/mm3": 1.0, "k/cumm": 1.0,
    "k/mcl": 1.0, "10*3/mcl": 1.0, "g/l": 1.0, "gi/l": 1.0, "10*6/ml": 1.0, "/mm3": 1e-3, "/mm^3": 1e-3, "/ul": 1e-3,
    "/mcl": 1e-3, "/cumm": 1e-3, "cells/mm3": 1e-3, "cells/ul": 1e-3, "cells/mcl": 1e-3, "cell/mm3": 1e-3,
    "cells/mm^3": 1e-3, "/l": 1e-9, "cells/l": 1e-9, "/ml": 1e-6, "mm3": 1e-3, "ul": 1e-3,
}  # fmt: skip


def _molar(canonical: str, per_mmol: float) -> dict[str, float]:
    """Factors to ``canonical`` (mg/dL or g/dL) of the molar and mass units; ``per_mmol``: mg/dL in one mmol/L."""
    scale = 1.0 if canonical == "mg/dl" else 1e-3
    mass = {"mg/dl": scale, "g/dl": 1000 * scale, "g/l": 100 * scale, "mg/l": 0.1 * scale, "mg%": scale}
    molar = {"mmol/l": per_mmol * scale, "umol/l": per_mmol * scale / 1000, "mm": per_mmol * scale}
    return mass | molar | {"meq/l": per_mmol * scale}


@dataclass(frozen=True, slots=True)
class Analyte:
    """How values of one analyte compare: factors to its first unit, adult reference limits in it, plausible range.

    ``low`` and ``high`` are the limits that stand in where neither the record nor the trial gives any; ``plausible``
    tells which unit a bare number is in. ``offsets`` are added behind the factor, for scales that begin elsewhere.
    """

    unit: str
    factors: dict[str, float]
    low: float | None = None
    high: float | None = None
    plausible: tuple[float, float] = (0.0, float("inf"))
    offsets: tuple[tuple[str, float], ...] = ()


# The upper limits of bilirubin, AST, ALT, creatinine and alkaline phosphatase are those of the gold guidelines,
# section 3. The others are common adult reference limits (ABIM laboratory reference ranges, 2024).
_ANALYTES = {
    "ANC": Analyte("10*9/l", _CELLS, 1.5, 8.0, (0.05, 60)),
    "WBC": Analyte("10*9/l", _CELLS, 4.0, 11.0, (0.2, 120)),
    "lymphocytes": Analyte("10*9/l", _CELLS, 1.0, 4.8, (0.02, 60)),
    "CD4 count": Analyte("/ul", {"/ul": 1, "cells/ul": 1, "cells/mcl": 1, "cells/mm3": 1, "/mm3": 1, "/mcl": 1,
                                 "10*9/l": 1000, "10*3/ul": 1000}, 500, None, (1, 3000)),
    "platelets": Analyte("10*9/l", _CELLS, 150, 400, (3, 1500)),
    "hemoglobin": Analyte("g/dl", {"g/dl": 1, "g/l": 0.1, "mg/dl": 0.001, "mmol/l": 1.611, "mm": 1.611, "g%": 1,
                                   "gm/dl": 1, "g/mm3": 1, "gm%": 1}, 12.0, 16.0, (2.5, 25)),
    "hematocrit": Analyte("%", {"%": 1, "l/l": 100}, 36, 48, (8, 70)),
    "creatinine": Analyte("mg/dl", _molar("mg/dl", 11.312), 0.5, 1.2, (0.15, 20)),
    "creatinine clearance": Analyte("ml/min", {"ml/min": 1, "ml/min/1.73m2": 1, "ml/min/1.73m^2": 1,
                                               "ml/min/1.73 m2": 1, "cc/min": 1, "ml/s": 60, "l/min": 1000},
                                    90, None, (3, 250)),
    "bilirubin": Analyte("mg/dl", _molar("mg/dl", 58.47), 0.1, 1.2, (0.05, 40)),
    "direct bilirubin": Analyte("mg/dl", _molar("mg/dl", 58.47), 0.0, 0.3, (0.0, 40)),
    "AST": Analyte("u/l", {"u/l": 1, "iu/l": 1, "units/l": 1, "ukat/l": 60}, 0, 40, (2, 5000)),
    "ALT": Analyte("u/l", {"u/l": 1, "iu/l": 1, "units/l": 1, "ukat/l": 60}, 0, 40, (2, 5000)),
    "alkaline phosphatase": Analyte("u/l", {"u/l": 1, "iu/l": 1, "ukat/l": 60}, 30, 120, (5, 5000)),
    "GGT": Analyte("u/l", {"u/l": 1, "iu/l": 1}, 0, 50, (1, 5000)),
    "LDH": Analyte("u/l", {"u/l": 1, "iu/l": 1}, 100, 250, (20, 10000)),
    "amylase": Analyte("u/l", {"u/l": 1, "iu/l": 1}, 25, 125, (1, 5000)),
    "lipase": Analyte("u/l", {"u/l": 1, "iu/l": 1}, 10, 140, (1, 5000)),
    "CPK": Analyte("u/l", {"u/l": 1, "iu/l": 1}, 30, 200, (1, 50000)),
    "albumin": Analyte("g/dl", {"g/dl": 1, "g/l": 0.1, "mg/dl": 0.001, "gm/dl": 1}, 3.5, 5.5, (0.8, 7)),
    "INR": Analyte("", {"": 1, "ratio": 1}, 0.8, 1.2, (0.5, 15)),
    "PT": Analyte("s", {"s": 1, "sec": 1, "seconds": 1, "second": 1}, 11, 13.5, (5, 150)),
    "PTT": Analyte("s", {"s": 1, "sec": 1, "seconds": 1, "second": 1}, 25, 35, (10, 200)),
    "LVEF": Analyte("%", {"%": 1, "percent": 1, "": 1}, 50, None, (5, 90)),
    "QTc": Analyte("ms", {"ms": 1, "msec": 1, "milliseconds": 1, "millisecond": 1, "s": 1000, "sec": 1000}, None, 450,
                   (250, 800)),
    "glucose": Analyte("mg/dl", _molar("mg/dl", 18.016), 70, 100, (20, 900)),
    # NGSP per cent from IFCC mmol/mol: the master equation (Hoelzel et al., Clin Chem 2004)
    "HbA1c": Analyte("%", {"%": 1, "": 1, "mmol/mol": 0.09148}, 4.0, 5.7, (3, 20), (("mmol/mol", 2.152),)),
    "cholesterol": Analyte("mg/dl", _molar("mg/dl", 38.67), None, 200, (40, 900)),
    "LDL cholesterol": Analyte("mg/dl", _molar("mg/dl", 38.67), None, 130, (10, 900)),
    "triglycerides": Analyte("mg/dl", _molar("mg/dl", 88.57), None, 150, (15, 5000)),
    "calcium": Analyte("mg/dl", _molar("mg/dl", 4.008) | {"meq/l": 2.004}, 8.5, 10.5, (3, 20)),
    "magnesium": Analyte("mg/dl", _molar("mg/dl", 2.431) | {"meq/l": 1.2155}, 1.6, 2.6, (0.3, 10)),
    "phosphate": Analyte("mg/dl", _molar("mg/dl", 3.097), 2.5, 4.5, (0.3, 15)),
    "potassium": Analyte("mmol/l", {"mmol/l": 1, "meq/l": 1, "mm": 1}, 3.5, 5.1, (1.5, 9)),
    "sodium": Analyte("mmol/l", {"mmol/l": 1, "meq/l": 1, "mm": 1}, 136, 145, (100, 180)),
    "BUN": Analyte("mg/dl", _molar("mg/dl", 2.801), 7, 20, (1, 250)),
    "urea": Analyte("mg/dl", _molar("mg/dl", 6.006), 15, 43, (2, 500)),
    "uric acid": Analyte("mg/dl", _molar("mg/dl", 16.81), 2.5, 7.0, (0.5, 25)),
    "TSH": Analyte("miu/l", {"miu/l": 1, "uiu/ml": 1, "mu/l": 1}, 0.4, 4.5, (0.001, 200)),
    "FSH": Analyte("iu/l", {"iu/l": 1, "miu/ml": 1, "u/l": 1, "mu/ml": 1}, None, None, (0.05, 300)),
    "estradiol": Analyte("pg/ml", {"pg/ml": 1, "pmol/l": 0.2724, "ng/l": 1}, None, None, (0.5, 5000)),
    "troponin": Analyte("ng/l", {"ng/l": 1, "pg/ml": 1, "ng/ml": 1000, "ug/l": 1000}, None, 14, (0, 1e6)),
    "BNP": Analyte("pg/ml", {"pg/ml": 1, "ng/l": 1}, None, 100, (0, 1e6)),
    "oxygen saturation": Analyte("%", {"%": 1, "": 1}, 95, None, (40, 100)),
    "DLCO": Analyte("%", {"%": 1, "": 1}, 75, None, (5, 180)),
    "spirometry": Analyte("%", {"%": 1, "": 1}, 80, None, (5, 180)),
    "FEV1": Analyte("%", {"%": 1, "": 1}, 80, None, (5, 180)),
    "systolic blood pressure": Analyte("mmhg", {"mmhg": 1, "mm hg": 1, "": 1, "kpa": 7.5}, None, 140, (50, 300)),
    "diastolic blood pressure": Analyte("mmhg", {"mmhg": 1, "mm hg": 1, "": 1, "kpa": 7.5}, None, 90, (20, 200)),
    "heart rate": Analyte("/min", {"/min": 1, "bpm": 1, "beats/min": 1, "": 1}, 60, 100, (20, 250)),
    "BMI": Analyte("kg/m2", {"kg/m2": 1, "kg/m^2": 1, "kg/m²": 1, "": 1}, 18.5, 25, (8, 90)),
    "weight": Analyte("kg", {"kg": 1, "lb": 0.4536, "lbs": 0.4536, "pounds": 0.4536}, None, None, (20, 400)),
    "height": Analyte("cm", {"cm": 1, "m": 100, "in": 2.54, "inches": 2.54}, None, None, (80, 250)),
    "waist circumference": Analyte("cm", {"cm": 1, "in": 2.54, "inches": 2.54, "inch": 2.54}, None, None, (30, 250)),
    "fibrinogen": Analyte("mg/dl", {"mg/dl": 1, "g/l": 100, "mg/l": 0.1, "g/dl": 1000}, 200, 400, (20, 1500)),
    "bone mineral density": Analyte("sd", {"sd": 1, "": 1, "t-score": 1}, None, None, (-8, 8)),
    "body fat": Analyte("%", {"%": 1, "percent": 1}, None, None, (2, 80)),
    "proteinuria": Analyte("mg/24h", {"mg/24h": 1, "g/24h": 1000, "mg/day": 1, "g/day": 1000, "mg": 1, "g": 1000},
                           None, 150, (0, 50_000)),
    "HBV DNA": Analyte("iu/ml", {"iu/ml": 1, "": 1}, None, 10, (0, 1e12)),
    "HCV RNA": Analyte("iu/ml", {"iu/ml": 1, "": 1}, None, 15, (0, 1e12)),
    "HIV RNA": Analyte("copies/ml", {"copies/ml": 1, "": 1}, None, 50, (0, 1e12)),
}  # fmt: skip

_MULTIPLES = {
    "uln": "uln", "xuln": "uln", "timesuln": "uln", "iuln": "uln", "normal": "uln", "xnormal": "uln", "xiuln": "uln",
    "ul": "uln", "unl": "uln", "uln(upperlimitofnormal)": "uln",
    "lln": "lln", "xlln": "lln", "timeslln": "lln",
}  # fmt: skip


@lru_cache(maxsize=4096)
def analyte(name: str) -> Analyte | None:
    """The analyte of that name, spelt as the gold guidelines spell labs; None for one that has no table.

    One that has none here is as the vocabulary of the criteria knows it, and every unit has all spellings of that.
    """
    known = _lowered().get(name.lower())
    if known is None:
        return _of_vocabulary(name)
    return replace(known, factors=_further_spellings(known.factors) | known.factors)


@cache
def _lowered() -> dict[str, Analyte]:
    return {name.lower(): entry for name, entry in _ANALYTES.items()}


def _of_vocabulary(name: str) -> Analyte | None:
    known = measures().analyte(name)
    if known is None or not known.unit:
        return None
    factors = {unit: measures().convert(name, 1.0, unit) for unit in measures().units}
    found = {tidy(unit): factor for unit, factor in factors.items() if factor is not None}
    low = 0.0 if known.low is None else known.low
    high = float("inf") if known.high is None else known.high
    return Analyte(tidy(known.unit), _further_spellings(found) | found, known.lln, known.uln, (low, high))


def _further_spellings(factors: dict[str, float]) -> dict[str, float]:
    """The other spellings of the units, each with its factor; one that could be of two units is left out."""
    meant: dict[str, set[float]] = {}
    for spelling, name in measures().spellings.items():
        if tidy(name) in factors:
            meant.setdefault(tidy(spelling), set()).add(factors[tidy(name)])
    return {spelling: found.pop() for spelling, found in meant.items() if spelling and len(found) == 1}


@lru_cache(maxsize=4096)
def tidy(unit: str | None) -> str:
    """A unit in the spelling that the tables use: lower case, no spaces, one micro sign."""
    plain = re.sub(r"\s+", "", (unit or "").lower()).replace("×", "x").replace("µ", "u").replace("μ", "u")
    return plain.replace("²", "2").replace("³", "3").replace("⁹", "9").replace("\\", "")


def multiple(unit: str | None) -> str | None:
    """``uln`` or ``lln`` for a unit that counts in limits of normal, else None."""
    return _MULTIPLES.get(tidy(unit)) or (_spelt_out(unit) if unit else None)


@lru_cache(maxsize=4096)
def _spelt_out(unit: str) -> str | None:
    named = measures().unit(unit)
    return _MULTIPLES.get(tidy(named.name)) if named else None


def convert(name: str, number: float, unit: str | None) -> float | None:
    """The number in the analyte's first unit; None where the unit does not measure it.

    Without a unit the number is taken in the unit that makes it plausible, and None if several would.
    """
    known = analyte(name)
    if known is None:
        return None
    plain = tidy(unit)
    factor = known.factors.get(plain)
    if factor is not None and (plain or "" in known.factors):
        return number * factor + dict(known.offsets).get(plain, 0)
    if plain:
        return None
    low, high = known.plausible
    if low <= number <= high:
        return number
    fits = {
        number * f for unit, f in known.factors.items() if low <= number * f <= high and unit not in dict(known.offsets)
    }
    return fits.pop() if len({round(value, 6) for value in fits}) == 1 else None


def same_unit(left: str | None, right: str | None) -> bool:
    """Whether two units of something that has no table are spelt alike; a missing one fits every other."""
    return not tidy(left) or not tidy(right) or tidy(left) == tidy(right)
