"""Owns the evaluation of findings that a trial names in its own words: only what the record says in these very words speaks to them."""

from __future__ import annotations

import re

from criteria.tree import Between, Comparison, Requirement
from matcher.answer import Answer, Evidence, Missing, known, unknown
from matcher.bounds import bound, satisfies
from matcher.derive.receptors import describe
from matcher.entries import phrases
from matcher.entries.names import Relation, by_words
from matcher.patient.record import Patient
from matcher.patient.units import same_unit

_UNITS = frozenset({"lesions", "mm3", "cm3", "cc", "ml"})
_OF_A_LENGTH = ("depth", "thickness")
# what has a name, and is looked for in other words too
_WITH_A_NAME = frozenset(
    {"stable disease", "large vessel invasion", "positive lymph nodes", "positive axillary lymph nodes"}
)
# "lesions < 1 cm from the skin": an entry in the same words may say more than that
_BOUNDS = re.compile(r"\d|[<>≤≥=]|\b(?:more|less|greater|larger|smaller|fewer|least|most)\b")
_REPORTS = "the reports of the images and of the pathology"


def is_one(requirement: Requirement) -> bool:
    """Whether a measure of the disease is named in words of the trial's own, or bounds a count, depth or volume of lesions."""
    value = requirement.value
    if isinstance(value, Comparison | Between):
        return value.unit in _UNITS or requirement.concept.endswith(_OF_A_LENGTH)
    return requirement.concept not in _WITH_A_NAME


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """The measurement, marker or condition that is so called; open where there is none."""
    value, concept = bound(requirement.value), requirement.concept
    for place, lab in enumerate(patient.labs if value is not None else ()):
        named = by_words(lab.name, concept) is Relation.SAME
        if named and value is not None and isinstance(lab.value, int | float) and same_unit(lab.unit, value.unit):
            evidence = Evidence(f"labs[{place}]", f"{lab.name} {lab.value:g} {lab.unit or ''}".strip())
            return Answer(satisfies(value, lab.value, lab.value), evidence.text, (evidence,))
    for place, marker in enumerate(patient.biomarkers if value is None else ()):
        if by_words(marker.name, concept) is Relation.SAME and marker.result in ("positive", "negative"):
            result = describe(place, marker)
            return known(marker.result == "positive", result.text, result)
    said = phrases.stated(patient, concept) if value is None and not _BOUNDS.search(concept) else None
    return said or unknown(f"{concept} is not recorded", Missing(concept, _REPORTS))
