"""Owns which treatments of a class do not count, because the exception to an exclusion lets them in."""

from __future__ import annotations

from criteria.tree import Requirement
from matcher.bounds import within
from matcher.derive import therapy as derived
from matcher.derive.steroids import taken_is
from matcher.evaluate.begun import has_gone_on
from matcher.evaluate.particulars import narrows, of_medicine, of_treatment
from matcher.patient.record import Medication, Patient, Treatment
from matcher.truth import Truth, all_of, any_of


def is_apart(requirement: Requirement, treatment: Treatment, patient: Patient) -> Truth:
    """Whether it is one of the narrower treatments that do not count."""
    return any_of(_is_meant(member, treatment, patient) for member in requirement.apart_from)


def _is_meant(member: Requirement, treatment: Treatment, patient: Patient) -> Truth:
    set_in = derived.in_setting(patient, treatment, member.setting)
    if member.setting == "adjuvant" and treatment.setting == "neoadjuvant":
        set_in = Truth.UNKNOWN  # "other than adjuvant" is said of all that is given beside surgery
    truths = [derived.is_instance(treatment, member.concept), set_in]
    if member.when is not None and _is_how_long(member):
        alike = [t for t in patient.treatments if derived.is_instance(t, member.concept) is Truth.TRUE]
        truths.append(has_gone_on(member.when, patient, treatment, alike))
    elif member.when is not None:
        window = derived.counted_in(member.when, treatment)
        truths.append(within(window, derived.gap(patient, treatment), derived.half_life(treatment)))
    if narrows(member):
        truths.append(of_treatment(member, treatment, patient))
    return all_of(truths)


def _is_how_long(member: Requirement) -> bool:
    """Whether the time of what may go on is how long it has been given: "unless started at least 3 months before"."""
    return member.value == "concurrent" and member.when is not None and member.when.op in (">=", ">")


def _since(member: Requirement) -> Truth:
    """Whether a medicine that is taken began so long ago: its list never tells since when."""
    return Truth.of(None if _is_how_long(member) else True)


def medicine_counts(requirement: Requirement, medicine: Medication) -> Truth:
    """Whether a medicine that is taken is of the class, and none of the narrower ones that do not count."""
    apart = any_of(
        all_of((taken_is(medicine, member.concept), of_medicine(member, medicine), _since(member)))
        for member in requirement.apart_from
    )
    return all_of((taken_is(medicine, requirement.concept), ~apart))
