"""Owns the order of search results: how much a phrase weighs in each field, and what a place is near to.

A study's score is the sum, over the parts of the query (see ``parts``), of the weights of the fields that hold the part. The sum is
of whole numbers and knows nothing of the other studies, so every storage computes the same one.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from indexer.concepts import units
from indexer.index.query import SearchQuery
from indexer.study import Site, Study
from indexer.words import words

WEIGHTS = {
    "title": 8,  # what the sponsor thinks the study is about
    "condition": 6,  # what the registry files it under
    "intervention": 6,  # likewise
    "keyword": 3,  # chosen by the sponsor, often generously
    "summary": 2,  # names the comparators and the background too
    "criteria": 1,  # names mostly what is excluded
}
"""Search fields and their weights."""

FIELDS = {"condition": ("title", "condition", "keyword"), "intervention": ("title", "intervention", "keyword")}
"""The search fields in which the words of a query's own ``condition`` and ``intervention`` count."""

EARTH = 6371.0087714
"""Mean radius in kilometres (IUGG), which Elasticsearch uses too."""


def parts(text: str) -> list[list[tuple[str, ...]]]:
    """What of a query earns a field its weight; each part is a list of alternatives, words in their order.

    Each word or quoted phrase is a part, so that the very word stands above its synonym; so are the concepts that it
    names, once; and so are all words together as they were typed, for words side by side are about one thing.
    """
    found: list[list[tuple[str, ...]]] = []
    for unit in units(text):
        found += [[phrase.words] for phrase in unit.phrases]
        if unit.marks:
            found.append([(mark,) for mark in unit.marks])
    whole = tuple(words(text))
    return [*found, [whole]] if len(whole) > 1 and [whole] not in found else found


def distance(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Kilometres between two points along the great circle."""
    lat, lon, to_lat, to_lon = radians(lat), radians(lon), radians(to_lat), radians(to_lon)
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def nearest(study: Study, query: SearchQuery) -> float | None:
    """Kilometres to the nearest site that the query admits, to a tenth; None without a place in query or sites."""
    if query.lat is None or query.lon is None:
        return None
    found = [
        distance(query.lat, query.lon, site.lat, site.lon)
        for site in study.sites
        if site.lat is not None and site.lon is not None and _admits(query, study, site)
    ]
    return round(min(found), 1) if found else None


def _admits(query: SearchQuery, study: Study, site: Site) -> bool:
    if query.statuses and study.site_status(site) not in query.statuses:
        return False
    return not query.country or words(site.country or "") == words(query.country)
