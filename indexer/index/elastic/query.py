"""Owns the translation of a search query into Elasticsearch's query language."""

from __future__ import annotations

from typing import Any

from indexer.concepts import Unit, units
from indexer.document import folded
from indexer.index.query import FACETS, SearchQuery
from indexer.index.ranking import FIELDS, WEIGHTS, parts

Clause = dict[str, Any]

IN_VIEW: Clause = {"bool": {"must_not": {"exists": {"field": "withdrawn"}}}}
ORDER: list[Clause] = [
    {"_score": "desc"},
    {"rank": "asc"},
    {"posted": {"order": "desc", "missing": "_last"}},
    {"nct_id": "asc"},
]
MOST_TERMS = 60_000
"""Values in one clause; Elasticsearch takes 65,536."""


def request(query: SearchQuery) -> Clause:
    """A search for one page, as the arguments of the client's ``search``."""
    body: Clause = {
        "query": {"bool": {"filter": filters(query), "should": _scoring(query), "minimum_should_match": 0}},
        "sort": ORDER,
        "from_": query.offset,
        "size": query.limit,
        "track_total_hits": True,
    }
    if query.facets:
        order = [{"_count": "desc"}, {"_key": "asc"}]
        body["aggs"] = {name: {"terms": {"field": f"values.{name}", "size": 10_000, "order": order}} for name in FACETS}
    return body


def filters(query: SearchQuery) -> list[Clause]:
    """Which studies match."""
    found = [IN_VIEW]
    found += [_holds(unit, tuple(WEIGHTS)) for unit in units(query.text or "")]
    found += [_holds(unit, FIELDS["condition"]) for unit in units(query.condition or "")]
    found += [_holds(unit, FIELDS["intervention"]) for unit in units(query.intervention or "")]
    for name, values in (
        ("status", query.statuses),
        ("phase", query.phases),
        ("study_type", query.study_types),
        ("sponsor_class", query.sponsor_classes),
        ("intervention_class", query.intervention_classes),
        ("biomarker", query.biomarkers),
        ("sex", (query.sex, "ALL") if query.sex else ()),
    ):
        if values:
            found.append({"terms": {f"values.{name}": list(values)}})
    if query.age is not None:
        found.append({"range": {"age_low": {"lte": query.age}}})
        found.append({"range": {"age_high": {"gt": query.age}}})
    if query.updated_since:
        found.append({"range": {"posted": {"gte": query.updated_since}}})
    if query.ids:
        found.append({"bool": {"should": list(_terms("nct_id", query.ids))}})
    if query.without:
        found.append({"bool": {"must_not": list(_terms("values.gate", query.without))}})
    return found + _place(query)


def _terms(name: str, values: tuple[str, ...]) -> list[Clause]:
    return [{"terms": {name: list(values[at : at + MOST_TERMS])}} for at in range(0, len(values), MOST_TERMS)]


def _holds(unit: Unit, names: tuple[str, ...]) -> Clause:
    every = [_somewhere([phrase.words], names) for phrase in unit.phrases]
    marks = [_somewhere([(mark,) for mark in unit.marks], names)] if unit.marks else []
    return {"bool": {"should": [{"bool": {"filter": every}}, *marks]}}


def _somewhere(alternatives: list[tuple[str, ...]], names: tuple[str, ...]) -> Clause:
    return {"bool": {"should": [_in_field(words, name) for words in alternatives for name in names]}}


def _in_field(words: tuple[str, ...], name: str) -> Clause:
    return {"match_phrase": {f"words.{name}": " ".join(words)}}


def _scoring(query: SearchQuery) -> list[Clause]:
    # constant scores, so that the sum is the same whole number in every storage
    return [
        {"constant_score": {"filter": _somewhere(part, (name,)), "boost": weight}}
        for part in parts(query.text or "")
        for name, weight in WEIGHTS.items()
    ]


def _place(query: SearchQuery) -> list[Clause]:
    """One site must be in the place and have one of the statuses."""
    site: list[Clause] = []
    if query.country:
        site.append({"term": {"sites.country": folded(query.country)}})
    if query.lat is not None and query.km is not None:
        near = {"distance": f"{query.km}km", "sites.point": {"lat": query.lat, "lon": query.lon}}
        site.append({"geo_distance": near})
    if not site:
        return []
    if query.statuses:
        site.append({"terms": {"sites.status": list(query.statuses)}})
    return [{"nested": {"path": "sites", "query": {"bool": {"filter": site}}}}]
