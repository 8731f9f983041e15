"""Evaluation of one requirement against one patient, dispatched by kind."""

from __future__ import annotations

from collections.abc import Callable

from criteria.tree import Kind, Requirement
from matcher.answer import Answer, yes
from matcher.entries.treatment_names import operation_in_conditions
from matcher.evaluate import allergy, biomarker, cancer, lab, lines, measure, metastasis, other, person, stage, therapy
from matcher.evaluate.viral_load import CARRIED
from matcher.patient.record import Patient
from matcher.truth import Truth

_BY_KIND: dict[Kind, Callable[[Requirement, Patient], Answer]] = {
    Kind.AGE: person.age,
    Kind.SEX: person.sex,
    Kind.MENOPAUSE: person.menopause,
    Kind.PREGNANCY: person.pregnancy,
    Kind.CONTRACEPTION: other.settled_in_person,
    Kind.PERFORMANCE: person.performance,
    Kind.LIFE_EXPECTANCY: other.settled_in_person,
    Kind.CANCER: cancer.evaluate,
    Kind.STAGE: stage.evaluate,
    Kind.METASTASIS: metastasis.evaluate,
    Kind.DISEASE_MEASURE: measure.evaluate,
    Kind.BIOMARKER: biomarker.evaluate,
    Kind.LAB: lab.evaluate,
    Kind.THERAPY: therapy.evaluate,
    Kind.LINES: lines.evaluate,
    Kind.COMORBIDITY: other.condition,
    Kind.ALLERGY: allergy.evaluate,
    Kind.ADMINISTRATIVE: other.settled_in_person,
}


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """What the record says to the requirement."""
    if requirement.kind is Kind.COMORBIDITY and (operation := operation_in_conditions(requirement.concept)):
        return therapy.evaluate(Requirement(Kind.THERAPY, operation, "prior", requirement.when), patient)
    answer = _BY_KIND[requirement.kind](requirement, patient)
    if answer.truth is Truth.UNKNOWN and requirement.kind is Kind.LAB and requirement.value == "undetectable":
        return _of_no_virus(requirement, patient) or answer
    return answer


def _of_no_virus(requirement: Requirement, patient: Patient) -> Answer | None:
    """That a viral load cannot be detected, of whom the record says that they do not have the infection; else None."""
    infection = CARRIED.get(requirement.concept)
    if infection is None:
        return None
    carried = other.condition(Requirement(Kind.COMORBIDITY, infection), patient)
    return yes(f"{carried.why}; no load to detect", *carried.evidence) if carried.truth is Truth.FALSE else None
