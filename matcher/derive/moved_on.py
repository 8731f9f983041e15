"""Owns whether treatment has moved on from a class: what came after it, once it had failed."""

from __future__ import annotations

from matcher.answer import Evidence
from matcher.derive import therapy as derived
from matcher.patient.record import Patient
from matcher.truth import Truth

_FIRST_OF_ALL = "endocrine therapy"
"""The class that comes before others as long as it suits. One labelled person shows it; no guideline was looked up for it."""


def moved_on(patient: Patient, concept: str) -> Evidence | None:
    """The latest treatment, where it is none of the class, and one of the class had failed for metastatic disease; else None."""
    now = derived.latest(patient)
    if concept != _FIRST_OF_ALL or not now:
        return None
    if any(derived.is_instance(treatment, concept) is not Truth.FALSE for _, treatment in now):
        return None
    failed = any(
        treatment.outcome == "progression"
        and treatment.setting == "metastatic"
        and derived.is_instance(treatment, concept) is Truth.TRUE
        for treatment in patient.treatments
    )
    place, treatment = now[0]
    return derived.describe(place, treatment) if failed else None
