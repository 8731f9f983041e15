"""Owns which treatments of a record are meant by a requirement, and what it means that there is none."""

from __future__ import annotations

from functools import lru_cache

from criteria.tree import Requirement
from criteria.words.effects import is_named_by_effect
from matcher.answer import Answer, Evidence, Missing, Weight, no, presumed_absent, unknown
from matcher.derive import therapy as derived
from matcher.evaluate.apart import is_apart
from matcher.evaluate.particulars import Given
from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth, all_of

_STANDARD = "standard therapy"
HISTORY = "the treatment history"
"""Where one finds what is missing."""


def over_by_then(requirement: Requirement) -> bool:
    """Whether it is standard therapy that is over since some time, though endocrine therapy may go on for years."""
    return requirement.when is not None and requirement.concept == _STANDARD


def matching(requirement: Requirement, patient: Patient) -> list[Given]:
    """The treatments that are, or may be, of the class and setting asked for."""
    found: list[Given] = []
    for place, treatment in enumerate(patient.treatments):
        belongs = derived.is_instance(treatment, requirement.concept)
        if belongs is Truth.FALSE:
            continue
        truth: Truth = belongs
        if over_by_then(requirement) and derived.is_ongoing(treatment):
            truth = Truth.UNKNOWN
        if requirement.setting is not None:
            truth = all_of((truth, derived.in_setting(patient, treatment, requirement.setting)))
        if requirement.apart_from:
            truth = all_of((truth, ~is_apart(requirement, treatment, patient)))
        if truth is not Truth.FALSE:
            found.append((place, treatment, truth))
    return found


def silence(requirement: Requirement, patient: Patient, lists: tuple[str, ...] = ("treatments",)) -> Answer:
    """What it means that no entry of the lists is of the class."""
    untreated = not (patient.treatments or patient.medications)
    whole = patient.complete.issuperset(lists)
    return _silence(requirement.concept, str(requirement.value or "prior"), lists, whole=whole, untreated=untreated)


@lru_cache(maxsize=16384)
def _silence(concept: str, asked: str, lists: tuple[str, ...], *, whole: bool, untreated: bool) -> Answer:
    missing = Missing(f"{asked} {concept}", HISTORY)
    if not whole:
        return unknown(f"{concept} is not recorded", missing)
    if derived.known_concept(concept) or untreated:
        evidence = [Evidence("complete", listed) for listed in lists]
        return no(f"no {concept} in the complete list of {' and '.join(lists)}", *evidence)
    return presumed_absent(f"nothing like {concept} in the complete list of {' and '.join(lists)}", missing)


def open_answer(requirement: Requirement, treatment: Treatment, evidence: Evidence, what: str) -> Answer:
    """An open answer of a treatment of which ``what`` would decide."""
    missing = Missing(f"{what} of {treatment.name}", HISTORY)
    opened = unknown(f"{evidence.text}: {what} decides", missing, evidence=(evidence,))
    return as_known_for(opened, treatment.name, requirement.concept)


def as_known_for(opened: Answer, drug: str, concept: str) -> Answer:
    """An open answer of a drug, which is no obstacle where a class is excluded that is named by what its drugs do.

    A list that is whole does not spell out such a class. What the vocabulary knows is known for something else; of a drug
    that it does not know anything may be true.
    """
    by_effect = concept == derived.PROHIBITED or is_named_by_effect(concept)
    return opened._replace(weight=Weight.REQUIRED) if by_effect and derived.known_concept(drug) else opened
