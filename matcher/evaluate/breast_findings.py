"""Owns the evaluation of what may be another cancer in a breast: a mass, calcifications or densities that nobody has cleared."""

from __future__ import annotations

import re

from matcher.answer import Answer, Missing, no, presumed_absent, unknown
from matcher.entries import conditions
from matcher.patient.record import Patient

CONCEPT = "suspicious breast finding"
_FINDING = re.compile(
    r"\b(?:micro-?)?calcifications?\b|\b(?:mass(?:es)?|lumps?|densit(?:y|ies)|abnormalit(?:y|ies)|lesions?|findings?|areas?)\b",
    re.IGNORECASE,
)
_OF_THE_BREAST = re.compile(r"breast|mammogra|calcification|bi-?rads", re.IGNORECASE)
_CLEARED = re.compile(r"\bbenign\b|\bnon-?malignant\b|\bnegative\b|\bremoved\b|\bexcised\b", re.IGNORECASE)
_REPORT = "the mammography report"


def evaluate(patient: Patient) -> Answer:
    """Whether there is such a finding: of one that nobody has cleared only the reports tell what it is."""
    open_ones = []
    for place, condition in enumerate(patient.conditions):
        if not (_FINDING.search(condition.name) and _OF_THE_BREAST.search(condition.name)):
            continue
        evidence = conditions.describe(place, condition)
        if not condition.present or _CLEARED.search(f"{condition.name} {condition.status or ''}"):
            continue
        missing = Missing(f"whether {condition.name} is benign", _REPORT)
        open_ones.append(unknown(f"{evidence.text} may or may not be cancer", missing, evidence=(evidence,)))
    if open_ones:
        return open_ones[0]
    denied = next((i for i, c in enumerate(patient.conditions) if not c.present and CONCEPT in c.name.lower()), None)
    if denied is not None:
        evidence = conditions.describe(denied, patient.conditions[denied])
        return no(evidence.text, evidence)
    missing = Missing(CONCEPT, _REPORT)
    if "conditions" in patient.complete:
        return presumed_absent("nothing suspicious in a breast is in the complete list of conditions", missing)
    return unknown("what the images of the breasts show is not recorded", missing)
