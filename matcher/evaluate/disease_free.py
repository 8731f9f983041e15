"""Owns the evaluation of how long the disease stayed away between its treatment and its return."""

from __future__ import annotations

from criteria.tree import Comparison, Requirement
from matcher.answer import Answer, Evidence, Missing, unknown
from matcher.bounds import satisfies
from matcher.derive.disease import disease_free_days
from matcher.derive.therapy import is_instance
from matcher.patient.dates import days
from matcher.patient.record import Patient
from matcher.truth import Truth


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """The days from the last treatment with curative intent to the relapse; open for a disease that has not come back."""
    value, left_out = requirement.value, [text for key, text in requirement.detail if key == "not"]
    but = frozenset(t.name for t in patient.treatments if any(is_instance(t, c) is not Truth.FALSE for c in left_out))
    between = disease_free_days(patient, but)
    length = days(value.number, value.unit) if isinstance(value, Comparison) else None
    if between is None or length is None or not isinstance(value, Comparison):
        missing = Missing("the disease-free interval", "the dates of treatment and relapse")
        return unknown("the time without disease is not recorded", missing)
    text = f"relapse {between[0]} to {between[1]} days after the last treatment with curative intent"
    return Answer(
        satisfies(Comparison(value.op, length), *between), text, (Evidence("diagnosis.metastatic_since", text),)
    )
