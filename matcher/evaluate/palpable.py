"""Owns whether a record says that the tumor can be felt: "palpable breast lesion", "tumor not palpable"."""

from __future__ import annotations

import re

from matcher.answer import Answer, Missing, known, unknown
from matcher.entries import conditions
from matcher.patient.record import Patient

CONCEPT = "palpable tumor"
_FELT = re.compile(r"palpable\b", re.IGNORECASE)
_NOT_FELT = re.compile(r"\b(?:non-?\s?|im|not (?:\w+ )?)palpable\b", re.IGNORECASE)
_OF_NODES = re.compile(r"\bnod(?:es?|al)\b|\baxill", re.IGNORECASE)


def evaluate(patient: Patient) -> Answer:
    """What the conditions say of it; open where they do not."""
    for place, condition in enumerate(patient.conditions):
        if _FELT.search(condition.name) and not _OF_NODES.search(condition.name):
            evidence = conditions.describe(place, condition)
            return known(condition.present != bool(_NOT_FELT.search(condition.name)), evidence.text, evidence)
    return unknown(f"{CONCEPT} is not recorded", Missing("whether the tumor can be felt", "the clinic notes"))
