"""Owns the evaluation of how many lesions there are, and of their depth and volume, which a record has only as a measurement so called."""

from __future__ import annotations

from criteria.tree import Between, Comparison, Requirement
from matcher.answer import Answer, Evidence, Missing, unknown
from matcher.bounds import bound, satisfies
from matcher.entries.names import Relation, by_words
from matcher.patient.record import Patient
from matcher.patient.units import same_unit

_UNITS = frozenset({"lesions", "mm3", "cm3", "cc", "ml"})
_OF_A_LENGTH = ("depth", "thickness")


def is_measured(requirement: Requirement) -> bool:
    """Whether it bounds a count, depth or volume of lesions; the words of a condition say nothing to that."""
    value = requirement.value
    if not isinstance(value, Comparison | Between):
        return False
    return value.unit in _UNITS or requirement.concept.endswith(_OF_A_LENGTH)


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """The measurement of that name; open where there is none."""
    value, concept = bound(requirement.value), requirement.concept
    for place, lab in enumerate(patient.labs):
        named = by_words(lab.name, concept) is Relation.SAME
        if named and value is not None and isinstance(lab.value, int | float) and same_unit(lab.unit, value.unit):
            evidence = Evidence(f"labs[{place}]", f"{lab.name} {lab.value:g} {lab.unit or ''}".strip())
            return Answer(satisfies(value, lab.value, lab.value), evidence.text, (evidence,))
    return unknown(f"{concept} is not recorded", Missing(concept, "the latest CT or MRI report"))
