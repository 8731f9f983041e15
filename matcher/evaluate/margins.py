"""Owns the margins of what was cut out: whether there is tumor in them, and how wide they are."""

from __future__ import annotations

import re

from criteria.tree import Comparison, Requirement
from matcher.answer import Answer, Evidence, Missing, known, no, unknown, yes
from matcher.bounds import bound, satisfies
from matcher.entries import conditions
from matcher.patient.record import Lab, Patient
from matcher.truth import Truth

_CLEAR = ("clear", "clean", "negative", "free of", "free from", "uninvolved")
# "invasive tumor at the resection margins"
_TUMOR_THERE = re.compile(
    r"\b(?:tumou?r|cancer|carcinoma|disease|cells)\b[^,;]*\b(?:at|in|on) (?:the )?(?:[\w-]+ ){0,3}margins?\b"
)
_MISSING = Missing("the surgical margins", "the surgical pathology report")
_IN_MM = {"mm": 1.0, "cm": 10.0}
_SURELY_CLEAR = 2  # mm; no guideline calls a wider margin positive


def positive(patient: Patient) -> Answer:
    """Tumor in the margins: an entry of the conditions that speaks of them, or how wide they were measured to be."""
    for place, condition in enumerate(patient.conditions):
        name = condition.name.lower()
        if "margin" not in name or ("unknown" in name and condition.present):
            continue
        clear = any(word in name for word in _CLEAR)
        if clear or "positive" in name or "involved" in name or _TUMOR_THERE.search(name):
            evidence = conditions.describe(place, condition)
            return known(condition.present is not clear, evidence.text, evidence)
    closest = _closest(patient)
    if closest is not None and (closest[0] == 0 or closest[0] >= _SURELY_CLEAR):
        evidence = closest[1]
        return yes(evidence.text, evidence) if closest[0] == 0 else no(evidence.text, evidence)
    return unknown("the surgical margins are not recorded", _MISSING)


def width(requirement: Requirement, patient: Patient) -> Answer:
    """How wide the margins are, which the record has among its measurements; with tumor in them they have no width."""
    value = bound(requirement.value)
    closest = _closest(patient)
    if closest is not None and value is not None and value.unit in _IN_MM:
        size, evidence = closest
        in_its_unit = size / _IN_MM[value.unit]
        return Answer(satisfies(value, in_its_unit, in_its_unit), evidence.text, (evidence,))
    found = positive(patient)
    wide = isinstance(value, Comparison) and value.op in (">", ">=")
    if found.truth is Truth.TRUE and wide:
        return found._replace(truth=Truth.FALSE)
    return unknown("surgical margins is not recorded", _MISSING)


def _closest(patient: Patient) -> tuple[float, Evidence] | None:
    """The narrowest among the measurements, in millimeters."""
    widths = [
        (lab.value * _IN_MM[lab.unit], Evidence(f"labs[{place}]", f"margin of {lab.value:g} {lab.unit}"))
        for place, lab in enumerate(patient.labs)
        if _is_width(lab) and isinstance(lab.value, int | float) and lab.unit is not None
    ]
    return min(widths, key=lambda found: found[0], default=None)


def _is_width(lab: Lab) -> bool:
    return "margin" in lab.name.lower() and lab.unit in _IN_MM
