"""Owns what age, sex, menopause and performance status amount to."""

from __future__ import annotations

from datetime import date

from matcher.answer import Evidence
from matcher.patient.record import Patient
from matcher.truth import Truth

POSTMENOPAUSAL_FROM = 60
"""Years of age from which a woman counts as postmenopausal (NCCN Breast Cancer guideline, definition of menopause)."""

_OVARIES_REMOVED = ("oophorectomy", "ovariectomy")

# The gold guidelines, section 3: ECOG 0-1 is Karnofsky 70 or more, ECOG 3 is below 60, ECOG 2 may or may not reach 70.
KARNOFSKY_OF_ECOG = {0: (80, 100), 1: (70, 90), 2: (50, 70), 3: (30, 50), 4: (10, 30)}


def age_range(patient: Patient) -> tuple[float, float, Evidence] | None:
    """The age in years, at least and at most (the same, unless the birth date is known to the month or year only)."""
    if patient.age is not None:
        return patient.age, patient.age, Evidence("age", f"{patient.age:g} years old")
    if patient.birth_date is None:
        return None
    born = patient.birth_date
    evidence = Evidence("birth_date", f"born {born}")
    return _years(born.last, patient.as_of), _years(born.first, patient.as_of), evidence


def _years(born: date, on: date) -> float:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def menopause(patient: Patient) -> tuple[str | None, Evidence | None]:
    """The menopausal status of a woman: as recorded, else settled by oophorectomy or by age 60; None for men."""
    if patient.sex == "male":
        return None, Evidence("sex", "male")
    if patient.menopausal_status:
        return patient.menopausal_status, Evidence("menopausal_status", patient.menopausal_status)
    for place, treatment in enumerate(patient.treatments):
        name = treatment.name.lower()
        if any(word in name for word in _OVARIES_REMOVED) and "unilateral" not in name:
            return "postmenopausal", Evidence(f"treatments[{place}]", treatment.name)
    years = age_range(patient)
    if patient.sex == "female" and years and years[0] >= POSTMENOPAUSAL_FROM:
        return "postmenopausal", years[2]
    return None, None


def cannot_be_pregnant(patient: Patient) -> Evidence | None:
    """The fact that rules out pregnancy and breastfeeding: male, or postmenopausal (gold guidelines, section 3)."""
    if patient.sex == "male":
        return Evidence("sex", "male")
    status, evidence = menopause(patient)
    return evidence if status == "postmenopausal" else None


def childbearing_potential(patient: Patient) -> tuple[Truth, Evidence | None]:
    """Whether she could become pregnant: not after menopause, hysterectomy or sterilisation."""
    ruled_out = cannot_be_pregnant(patient)
    if ruled_out:
        return Truth.FALSE, ruled_out
    for place, treatment in enumerate(patient.treatments):
        if any(word in treatment.name.lower() for word in ("hysterectomy", "tubal ligation", "salpingectomy")):
            return Truth.FALSE, Evidence(f"treatments[{place}]", treatment.name)
    status, evidence = menopause(patient)
    if status and "treatments" in patient.complete:
        return Truth.TRUE, evidence
    return Truth.UNKNOWN, evidence


def ecog_range(patient: Patient) -> tuple[int, int, Evidence] | None:
    """ECOG at least and at most: as recorded, else from Karnofsky."""
    if patient.ecog is not None:
        return patient.ecog, patient.ecog, Evidence("ecog", f"ECOG {patient.ecog}")
    if patient.karnofsky is None:
        return None
    fits = [e for e, (low, high) in KARNOFSKY_OF_ECOG.items() if low <= patient.karnofsky <= high] or [4]
    return min(fits), max(fits), Evidence("karnofsky", f"Karnofsky {patient.karnofsky}")


def karnofsky_range(patient: Patient) -> tuple[int, int, Evidence] | None:
    """Karnofsky at least and at most: as recorded, else from ECOG."""
    if patient.karnofsky is not None:
        return patient.karnofsky, patient.karnofsky, Evidence("karnofsky", f"Karnofsky {patient.karnofsky}")
    if patient.ecog is None:
        return None
    low, high = KARNOFSKY_OF_ECOG[patient.ecog]
    return low, high, Evidence("ecog", f"ECOG {patient.ecog}")
