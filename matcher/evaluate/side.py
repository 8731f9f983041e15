"""Owns the evaluation of the breast that a cancer is in: left or right, as the record's own words for it say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.tree import Requirement
from matcher.answer import Answer, Evidence, Missing, known, unknown
from matcher.entries import conditions
from matcher.patient.record import Patient

CONCEPTS = frozenset({"left-sided breast cancer", "right-sided breast cancer"})
_SIDE = re.compile(r"\b(?P<side>left|right)\b", re.IGNORECASE)
_OF_THE_CANCER = re.compile(r"\b(?:cancer|carcinoma|tumou?r|dcis|malignancy)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:contra-?lateral|opposite|history|prior|previous|earlier|lung|kidney|renal|ovar\w+|benign)\b", re.IGNORECASE
)


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """The one side that the record names for the cancer; of both, or of none, it is open."""
    asked = requirement.concept.split("-")[0]
    told = list(_told(patient))
    sides = {side for side, _ in told}
    if len(sides) == 1:
        evidence = told[0][1]
        return known(sides == {asked}, evidence.text, evidence)
    return unknown(
        "which breast the cancer is in is not recorded", Missing("the side of the cancer", "the pathology report")
    )


def side_of_the_cancer(patient: Patient) -> str | None:
    """Left or right, where the record names one of them alone for the cancer."""
    sides = {side for side, _ in _told(patient)}
    return sides.pop() if len(sides) == 1 else None


def _told(patient: Patient) -> Iterator[tuple[str, Evidence]]:
    diagnosis = patient.diagnosis
    for field, text in (("cancer", diagnosis.cancer), ("histology", diagnosis.histology), ("note", diagnosis.note)):
        for match in _SIDE.finditer(text or ""):
            yield match["side"].lower(), Evidence(f"diagnosis.{field}", text or "")
    for place, condition in enumerate(patient.conditions):
        of_it = "breast" in condition.name.lower() and _OF_THE_CANCER.search(condition.name)
        if of_it and condition.present and not _OF_ANOTHER.search(condition.name):
            for match in _SIDE.finditer(condition.name):
                yield match["side"].lower(), conditions.describe(place, condition)
