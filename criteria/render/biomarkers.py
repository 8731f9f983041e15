"""Owns how the state of a biomarker is put: "HER2-positive", "germline BRCA1 mutation", "known ER status"."""

from __future__ import annotations

from criteria.render.names import plain, written
from criteria.render.phrase import Phrase
from criteria.tree import Requirement

_FINDINGS = {
    "mutated": "mutation", "altered": "alteration", "amplified": "amplification", "fusion": "fusion", "loss": "loss",
    "overexpressed": "overexpression",
}  # fmt: skip
_STATES_OF_CANCER = {
    ("TNBC", "positive"): "triple-negative breast cancer",
    ("dMMR", "positive"): "mismatch repair deficiency (dMMR)",
    ("MSI", "stable"): "microsatellite stability (MSS)",
    ("MSI", "high"): "high microsatellite instability (MSI-H)",
}
_COUNTED = frozenset({"mutated", "altered", "fusion"})
_SPOKEN_WITH_A_VOWEL = "AEFHILMNORSX"  # an ESR1 mutation, a PIK3CA mutation
_STATUS = ("known", "unknown", "any")
_HAS = {False: ("", "no "), True: ("your cancer has ", "your cancer has no ")}
_IS = {False: ("", "not "), True: ("your cancer is ", "your cancer is not ")}
_CARRIES = ("you carry ", "you carry no ")


def biomarker(requirement: Requirement, wanted: bool, *, patient: bool) -> Phrase:
    """The state as it should be (``wanted``), or as it should not; ``value`` is a state or None."""
    concept = requirement.concept
    value = requirement.value if isinstance(requirement.value, str) else "positive"
    name = plain(requirement.kind, concept) if patient else written(concept)
    ratio = "".join(f" (ratio {figure})" for key, figure in requirement.detail if key == "ratio")
    if value == "negative" and (_is_finding(concept) or (concept, "positive") in _STATES_OF_CANCER):
        value, wanted = "positive", not wanted
    if value in _STATUS:
        return _status(name, value, wanted, patient)
    if (found := _STATES_OF_CANCER.get((concept, value))) is not None:
        has = ("you have ", "you have no ") if patient and concept == "TNBC" else _HAS[patient]
        return Phrase(has[not wanted], found, denied=not wanted)
    if _is_finding(concept):
        return Phrase(_HAS[patient][not wanted], name if value == "positive" else f"{value} {name}", denied=not wanted)
    if value == "wild-type":
        return Phrase(_HAS[patient][not wanted], f"wild-type {name}", denied=not wanted)
    germline, _, state = value.rpartition(" ")
    if state in _FINDINGS:
        told = dict(requirement.detail)
        origin = told.get("origin", germline)
        before = (_CARRIES if patient and origin == "germline" else _HAS[patient])[not wanted]
        if patient and wanted and state in _COUNTED:
            before += "an " if not origin and name[0] in _SPOKEN_WITH_A_VOWEL else "a "
        what = " ".join(filter(None, (name, told.get("variant"))))
        return Phrase(f"{before}{origin} " if origin else before, what, f" {_FINDINGS[state]}", denied=not wanted)
    what = f"{name} {value}" if patient else f"{name}-{value}"
    return Phrase(_IS[patient][not wanted], f"{what}{ratio}", denied=not wanted)


def _is_finding(concept: str) -> bool:
    """Whether the concept names a finding and no molecule: "lymphovascular invasion"."""
    return " " in concept and concept.islower()


def _status(name: str, value: str, wanted: bool, patient: bool) -> Phrase:
    if not patient:
        return Phrase("" if wanted else "not ", f"{value} {name} status", denied=not wanted)
    if value == "any":
        return Phrase("your ", f"{name} status may be anything")
    known = (value == "known") is wanted
    return Phrase("your ", f"{name} status is {'' if known else 'not '}known")
