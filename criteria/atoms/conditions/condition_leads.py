"""Owns what the line over a list says of each condition in it: that it is not under control."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.conditions.condition import Condition
from criteria.patterns import regex
from criteria.text.passage import Passage

# "Uncontrolled illness, including any of:" over "Cardiac arrhythmia"
_UNCONTROLLED = regex(
    r"(?:\W"
    r"|\b(?:any|other|all|patients?|subjects?|participants?|with|have|has|having|history|of|known|current|currently"
    r"|concurrent|an?|no|severe|serious|significant|or|and|and/or)\b)*"
    r"\buncontrolled (?:[\w/-]+ ){0,3}(?:illness(?:es)?|diseases?|disorders?|conditions?|comorbidit(?:y|ies))"
    r"\b[^.;]*\b(?:includ\w+|such as|limited to|following|these)\b[^.;]*$"
)


def uncontrolled_as(passage: Passage, condition: Condition) -> Condition:
    """An item of a list of uncontrolled conditions, which is uncontrolled too where nothing else is said of it."""
    said = condition.said
    plain = not (said.words or said.history or said.requiring) and condition.value is None
    if not plain or not passage.lead or _UNCONTROLLED.match(passage.lead) is None:
        return condition
    if condition.concept.startswith(("uncontrolled", "unstable", "active")):
        return condition
    return replace(condition, said=replace(said, words=("uncontrolled",)))
