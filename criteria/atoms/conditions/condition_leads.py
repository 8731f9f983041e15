"""Owns what is said of each condition of a list at once: over it, that it is not under control, and behind it, that it is only suspected."""

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


# "or where suspected pneumonitis cannot be ruled out by imaging"
_SUSPECTED = regex(
    r"\bsuspected (?P<names>[^.;,]{3,80}?)(?: that| which)? (?:can ?not|could not) be (?:ruled out|excluded)\b"
)


def suspected_as(passage: Passage, condition: Condition) -> Condition:
    """A condition of which nobody could show that it is not there: whoever has had it for certain is not meant."""
    found = _SUSPECTED.search(passage.lower)
    if found is None or not found.start("names") <= condition.start < found.end("names"):
        return condition
    return replace(condition, said=replace(condition.said, words=("suspected",), alternatives=False))
