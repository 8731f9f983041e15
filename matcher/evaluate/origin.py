"""Owns which mutation is asked for and was found: of the germline or of the tumor, and which amino acid it changes."""

from __future__ import annotations

import re

from criteria.tree import Requirement
from matcher.bounds import detail
from matcher.patient.record import Biomarker
from matcher.truth import Truth

Results = tuple[tuple[int, Biomarker], ...]
_ORIGINS = ("germline", "somatic")
_OF_THE_TUMOR = re.compile(r"\b(?:tumou?r|tissue|biopsy|metastas[ei]s|ctdna|liquid|plasma|ffpe)\b", re.IGNORECASE)


def asked_origin(requirement: Requirement) -> str | None:
    """Whether a mutation of the germline or of the tumor is asked for; None for either."""
    value = requirement.value if isinstance(requirement.value, str) else ""
    return detail(requirement, "origin") or next((origin for origin in _ORIGINS if origin in value), None)


def is_of_the_tumor(marker: Biomarker) -> bool:
    """Whether it was found in the tumor, or in what the tumor sheds: a mutation there need not be in the germline."""
    return _OF_THE_TUMOR.search(f"{marker.specimen or ''} {marker.method or ''}") is not None


def where_asked(requirement: Requirement, found: Results) -> Results:
    """The results of the origin that is asked for, where there are some: where the germline was tested, the tumor tells no more of it."""
    origin = asked_origin(requirement)
    if origin is None or all(marker.origin != origin for _, marker in found):
        return found
    return tuple((place, marker) for place, marker in found if marker.origin in (origin, None))


_CHANGE = re.compile(r"\b[A-Z]\d{2,4}[A-Z]\b")


def has_variant(requirement: Requirement, marker: Biomarker) -> Truth:
    """Whether a mutated gene has the very change that a trial names ("TP53 Y220C"); open where the record does not say which."""
    asked = detail(requirement, "variant")
    if asked is None:
        return Truth.TRUE
    found = set(_CHANGE.findall(marker.variant or ""))
    if not found:
        return Truth.UNKNOWN
    return Truth.of(bool(found & set(asked.split("/"))))
