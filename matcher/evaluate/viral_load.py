"""Owns the viral load that a record tells with the infection itself: "hepatitis C, viral load undetectable", or no hepatitis C."""

from __future__ import annotations

import re

from criteria.tree import Kind, Requirement
from matcher.answer import Answer, yes
from matcher.entries.conditions import answer, describe
from matcher.entries.names import Relation, by_words
from matcher.patient.record import Patient
from matcher.truth import Truth

CARRIED = {"HBV viral load": "hepatitis b", "HCV viral load": "hepatitis c", "HIV viral load": "hiv infection"}
"""Which infection a viral load is one of."""

_LOAD = r"(?:viral load|virus load|\brna\b|\bdna\b|viremia|viraemia|\bpcr\b)"
_NONE = r"(?:undetectable|undetected|(?:not|never) detect(?:ed|able)|below the limit of detection)"
_UNDETECTABLE = re.compile(
    rf"{_LOAD}\W{{1,3}}(?:(?:is|now|was)\W+)?{_NONE}|{_NONE}\W+(?:\w+\W+){{0,2}}?{_LOAD}", re.IGNORECASE
)


def undetectable(concept: str, patient: Patient) -> Answer | None:
    """That the load of an infection cannot be detected, as its entry says, or because there is no infection; else None."""
    infection = CARRIED.get(concept)
    if infection is None:
        return None
    for place, condition in enumerate(patient.conditions):
        told = f"{condition.name}; {condition.status or ''}"
        if condition.present and _UNDETECTABLE.search(told) and by_words(condition.name, infection) is Relation.SAME:
            evidence = describe(place, condition)
            return yes(evidence.text, evidence)
    carried = answer(Requirement(Kind.COMORBIDITY, infection), patient)
    return yes(f"{carried.why}; no load to detect", *carried.evidence) if carried.truth is Truth.FALSE else None
