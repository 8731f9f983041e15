"""Owns cancer of one breast, one quadrant or one focus, and what is said of its opposite."""

from __future__ import annotations

import re

from criteria.tree import Requirement
from matcher.answer import Answer, Evidence, Missing, known, no, unknown, yes
from matcher.entries import conditions
from matcher.patient.record import Patient

_OPPOSITES = {"unilateral": ("bilateral",), "unicentric": ("multicentric",), "unifocal": ("multifocal", "multicentric")}
_OF_THE_CANCER = re.compile(r"\b(?:cancers?|carcinomas?|disease|tumou?rs?|lesions?|recurrence)\b|^\w+$", re.IGNORECASE)


def of_one_place(requirement: Requirement, text: str, patient: Patient) -> Answer | None:
    """The answer to one breast, quadrant or focus: as it is said, else by its opposite; None of any other cancer.

    ``text`` is the diagnosis in lower case.
    """
    concept = requirement.concept
    place = next((word for word in _OPPOSITES if word in concept), None)
    if place is None:
        return None
    evidence = Evidence("diagnosis", text)
    if place in text:
        return yes(text, evidence)
    if (told := _told(place, patient)) is not None:
        return known(told[0], told[1].text, told[1])
    for number, opposite in enumerate(_OPPOSITES[place]):
        if opposite in text:
            return no(text, evidence)
        told = _told(opposite, patient)
        if told is not None and (told[0] or number == 0):
            return known(not told[0], told[1].text, told[1])
    if place == "unilateral":
        return yes(text, evidence)  # as nearly all are, and the record names no other
    return unknown(f"whether it is {concept} is not recorded", Missing(concept, "mammography or MRI of both breasts"))


def _told(word: str, patient: Patient) -> tuple[bool, Evidence] | None:
    """What an entry of the conditions says of the cancer with this word."""
    for place, condition in enumerate(patient.conditions):
        if word in condition.name.lower().split() and _OF_THE_CANCER.search(condition.name):
            return condition.present, conditions.describe(place, condition)
    return None
