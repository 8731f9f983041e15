"""Owns the evaluation of periods that must come regularly: nobody has them after menopause, and no man; else the record's words decide."""

from __future__ import annotations

from criteria.tree import Requirement
from matcher.answer import Answer, Evidence, Missing, no, unknown
from matcher.derive import status
from matcher.entries import phrases
from matcher.patient.record import Patient


def regular(requirement: Requirement, patient: Patient) -> Answer:
    """Whether the menstrual cycles are regular, as far as the record tells."""
    if patient.sex == "male":
        return no("the patient is male", Evidence("sex", "male"))
    if (said := phrases.stated(patient, requirement.concept)) is not None:
        return said
    found, evidence = status.menopause(patient)
    if found == "postmenopausal" and evidence is not None:
        return no("the patient is postmenopausal", evidence)
    return unknown(
        "whether the menstrual cycles are regular is not recorded", Missing("regularity of periods", "the patient")
    )
