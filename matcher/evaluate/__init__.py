"""Evaluation of one requirement against one patient, dispatched by kind."""

from __future__ import annotations

from collections.abc import Callable

from criteria.tree import Kind, Requirement
from matcher.answer import Answer
from matcher.entries.treatment_names import operation_in_conditions
from matcher.evaluate import allergy, biomarker, cancer, lab, lines, measure, metastasis, other, person, stage, therapy
from matcher.patient.record import Patient

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
    return _BY_KIND[requirement.kind](requirement, patient)
