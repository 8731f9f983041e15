"""Owns unread sentences that are asked only of those who have something: of whom the record denies it, they ask nothing."""

from __future__ import annotations

import re

from matcher.answer import Evidence
from matcher.entries import conditions
from matcher.entries.names import words
from matcher.patient.record import Patient

# "If the hepatitis C antibody test is positive, then …"
_IF = re.compile(
    r"\W*(?:notes?:?\s*)?(?:if|in (?:the )?(?:case|event) of"
    r"|for (?:patients|subjects|participants|those|women) (?:with|who (?:have|are|had)))\s+(?P<case>[^,;:()]{3,100}?)"
    r"(?:,|\s+then\b|(?=\s+(?:must|should|will|is required)\b))",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:or|and|and/or|not|no|without|never|negative|unknown|absent)\b|/", re.IGNORECASE)


def conditions_denied(phrase: str, patient: Patient) -> Evidence | None:
    """The entry of the record that denies the only case for which a sentence asks something."""
    found = _IF.match(phrase)
    if found is None or _MORE.search(found["case"]):
        return None
    asked = words(found["case"])
    if any(condition.present and not asked.isdisjoint(words(condition.name)) for condition in patient.conditions):
        return None
    for place, condition in enumerate(patient.conditions):
        own = words(condition.name)
        if not condition.present and own and own <= asked:
            return conditions.describe(place, condition)
    return None
