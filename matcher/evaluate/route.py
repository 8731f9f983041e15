"""Owns the routes by which a drug is given: which of them a name, a dose or the vocabulary tells."""

from __future__ import annotations

import re

from matcher.derive.steroids import takes_daily
from matcher.derive.therapy import is_class, medicine_is
from matcher.truth import Truth

_LOCAL_ROUTES = ("inhaled", "topical", "intra-articular", "intranasal", "ocular", "eye drops")
_ROUTES = {
    "oral": re.compile(r"\boral(?:ly)?\b|\bby mouth\b|\bp\.?o\.?\b|\btablets?\b|\bcapsules?\b"),
    "intravenous": re.compile(r"\bintravenous(?:ly)?\b|\bi\.?v\.?\b|\binfusions?\b"),
    "intramuscular": re.compile(r"\bintramuscular(?:ly)?\b|\bi\.?m\.?\b"),
    "subcutaneous": re.compile(r"\bsubcutaneous(?:ly)?\b|\bs\.?c\.?\b"),
}


def given_by(route: str, concept: str, drug: str, dose: str | None) -> Truth:
    """Whether a drug is given by a route: by what the vocabulary, its name or its dose says; else open."""
    classes = {one: f"{one} {concept}" for one in _ROUTES if is_class(f"{one} {concept}")}
    known = [one for one, kind in classes.items() if medicine_is(drug, kind) is Truth.TRUE]
    told = f"{drug} {dose or ''}".lower()
    local = any(word in told for word in _LOCAL_ROUTES)
    if route == "systemic":
        return Truth.of(not local)
    if route not in _ROUTES:
        return Truth.of(route in told if dose is not None or route in told else None)
    named = known or [one for one, pattern in _ROUTES.items() if pattern.search(told)]
    if not named and not local and route == "oral" and takes_daily(drug, dose):
        return Truth.TRUE
    return Truth.of(route in named) if named else Truth.FALSE if local else Truth.UNKNOWN
