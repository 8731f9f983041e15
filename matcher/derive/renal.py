"""Owns the creatinine clearance that follows from age, sex, weight and serum creatinine."""

from __future__ import annotations

from matcher.answer import Evidence
from matcher.derive.status import age_range
from matcher.patient.record import Patient
from matcher.patient.units import convert


def cockcroft_gault(patient: Patient) -> tuple[float, tuple[Evidence, ...]] | None:
    """Creatinine clearance in mL/min; None where a part is missing.

    (140 - age) x weight [kg] / (72 x serum creatinine [mg/dL]), x 0.85 for women (Cockcroft and Gault, Nephron 1976).
    """
    years = age_range(patient)
    weight = _lab(patient, "weight")
    creatinine = _lab(patient, "creatinine")
    if years is None or weight is None or creatinine is None or patient.sex is None or creatinine[0] <= 0:
        return None
    clearance = (140 - years[1]) * weight[0] / (72 * creatinine[0]) * (0.85 if patient.sex == "female" else 1.0)
    return clearance, (years[2], weight[1], creatinine[1], Evidence("sex", patient.sex))


def _lab(patient: Patient, name: str) -> tuple[float, Evidence] | None:
    for place, lab in enumerate(patient.labs):
        if lab.name.lower() == name and isinstance(lab.value, int | float):
            value = convert(name, float(lab.value), lab.unit)
            if value is not None:
                return value, Evidence(f"labs[{place}]", f"{name} {lab.value:g} {lab.unit or ''}".strip())
    return None
