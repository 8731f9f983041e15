"""Owns whether standard treatment can be used up: not where the record's whole list holds none for the cancer as it is now."""

from __future__ import annotations

from criteria.tree import Kind, Requirement
from matcher.answer import Answer, Evidence, Missing, Weight, no, unknown
from matcher.derive.disease import extent
from matcher.derive.resistance import EARLY, has_held
from matcher.patient.record import Patient

USED_UP = "used up"
"""The value of a requirement that no standard treatment is left."""
STANDARD_USED_UP = Requirement(Kind.THERAPY, "standard therapy", USED_UP)
OR_FAILED = ("or", "failed")
"""A detail: the trial also takes those in whom standard treatment has failed, which that around an operation may have."""
FOR_CURE = ("for", "cure")
"""A detail: what is used up is treatment that cures, of which there is none for cancer that has spread."""


def used_up(requirement: Requirement, patient: Patient) -> Answer:
    """FALSE where none has been given yet; whether any is left to others is for the team to say.

    What was given before or after an operation is none for the disease that has spread since, though it may have failed.
    Cancer that has not come back after it has used up nothing.
    """
    left = Missing("whether any standard treatment is left", "the treating team")
    found, evidence = extent(patient)
    if "treatments" not in patient.complete or found is None or evidence is None:
        return unknown(f"what is left of {requirement.concept} is not recorded", left, weight=Weight.NEVER)
    whole = Evidence("complete", "treatments")
    given = [t for t in patient.treatments if t.kind == "drug" and not t.indication]
    failed = OR_FAILED in requirement.detail
    spread = found == "metastatic" and FOR_CURE not in requirement.detail
    if spread and not (given if failed else [t for t in given if t.setting not in EARLY]):
        return no("no treatment of the metastatic disease in the complete list", evidence, whole)
    if found != "metastatic" and all(has_held(t) for t in given):
        return no("no treatment that failed in the complete list", evidence, whole)
    return unknown("whether any standard treatment is left is for the team to say", left, weight=Weight.NEVER)
