"""Owns the histologic grade of the tumor, which a record tells among the markers, values or conditions or with the diagnosis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.tree import Requirement
from matcher.answer import Answer, Evidence, Missing, unknown
from matcher.bounds import bound, satisfies, words_of
from matcher.derive.receptors import describe as describe_marker
from matcher.entries import conditions
from matcher.patient.record import Patient

_OF_THE_TUMOR = re.compile(
    r"\b(?:histo(?:patho)?logic(?:al)?|nuclear|tumou?r|nottingham|elston|s?br|bloom)\b.*\bgrade\b|^grade$",
    re.IGNORECASE,
)
_GRADE = re.compile(r"\b(?:grade:?\s*|g)(?P<number>[123]|i{1,3})\b", re.IGNORECASE)
_NUMBERS = {"1": 1, "i": 1, "2": 2, "ii": 2, "3": 3, "iii": 3, "low": 1, "high": 3}


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """Whether the grade is within the bound that is asked for; open where the record has none, or several that differ."""
    asked = bound(requirement.value)
    found = list(_told(patient))
    missing = Missing("histologic grade", "the pathology report")
    if asked is None or not found:
        return unknown("the grade of the tumor is not recorded", missing)
    truths = {satisfies(asked, grade, grade) for grade, _ in found}
    evidence = tuple(told for _, told in found)
    why = f"{evidence[0].text}; the trial says {words_of(asked)}"
    if len(truths) > 1:
        return unknown(f"several grades of the tumor disagree: {evidence[0].text}", missing, evidence=evidence)
    return Answer(truths.pop(), why, evidence)


def _told(patient: Patient) -> Iterator[tuple[int, Evidence]]:
    """Each grade of the record with where it stands."""
    for place, marker in enumerate(patient.biomarkers):
        number = _number(marker.value, marker.result)
        if _OF_THE_TUMOR.search(marker.name) and number is not None:
            yield number, describe_marker(place, marker)
    for place, lab in enumerate(patient.labs):
        amount, word = (lab.value, None) if isinstance(lab.value, int | float) else (None, lab.value)
        number = _number(amount, word)
        if _OF_THE_TUMOR.search(lab.name) and number is not None:
            yield number, Evidence(f"labs[{place}]", f"{lab.name} {lab.value}")
    for place, condition in enumerate(patient.conditions):
        said = _GRADE.search(condition.name)
        if condition.present and said is not None and _OF_THE_TUMOR.search(condition.name):
            yield _NUMBERS[said["number"].lower()], conditions.describe(place, condition)
    histology = patient.diagnosis.histology or ""
    if (said := _GRADE.search(histology)) is not None:
        yield _NUMBERS[said["number"].lower()], Evidence("diagnosis.histology", histology)


def _number(amount: float | None, word: str | None) -> int | None:
    if amount is not None:
        return int(amount) if amount in (1, 2, 3) else None
    return _NUMBERS.get((word or "").lower().removeprefix("grade").removeprefix("g").strip())
