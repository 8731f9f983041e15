"""Owns what a search of an index asks for, in words that know no storage."""

from __future__ import annotations

from dataclasses import dataclass

FACETS = (
    "status",
    "phase",
    "country",
    "sponsor_class",
    "study_type",
    "intervention_type",
    "intervention_class",
    "biomarker",
)
"""The facets of a search page; each maps to (value, count) pairs, most frequent first, then by value."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What to look for; every field that is set must hold, and the values of a list are alternatives.

    ``text``, ``condition`` and ``intervention`` are free words, all of which must occur, or what they name in other
    words (see ``indexer.concepts``); "words in double quotes" as a phrase.
    ``statuses``, ``phases``, ``study_types``, ``sponsor_classes`` are the registry's codes, ``intervention_classes`` and
    ``biomarkers`` values of those facets. A place (``country``, or
    ``lat`` and ``lon`` with ``km``) must be that of one site, and that same site must have one of ``statuses`` if any
    are given; a site without a status has that of its study. ``sex`` (``FEMALE``, ``MALE``) and ``age`` (years) leave
    out studies whose registry fields rule the person out. ``without`` leaves out studies with any of these gates
    (see ``indexer.gates``). ``ids`` keeps only these studies.
    """

    text: str | None = None
    condition: str | None = None
    intervention: str | None = None
    statuses: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    study_types: tuple[str, ...] = ()
    sponsor_classes: tuple[str, ...] = ()
    intervention_classes: tuple[str, ...] = ()
    biomarkers: tuple[str, ...] = ()
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    km: float | None = None
    sex: str | None = None
    age: float | None = None
    updated_since: str | None = None
    without: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    limit: int = 20
    offset: int = 0
    facets: bool = False

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None) or (self.km is not None and self.lat is None):
            raise ValueError("a place is lat and lon together, and km needs both")
        if self.lat is not None and not -90 <= self.lat <= 90:
            raise ValueError(f"lat must lie between -90 and 90, got {self.lat}")
        if self.lon is not None and not -180 <= self.lon <= 180:
            raise ValueError(f"lon must lie between -180 and 180, got {self.lon}")
        if self.limit < 0 or self.offset < 0 or (self.km is not None and self.km < 0):
            raise ValueError("limit, offset and km must not be negative")
