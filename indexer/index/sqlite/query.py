"""Owns the questions to an index in SQLite: the translation of a search query into SQL, and the facets."""
# ruff: noqa: S608 – the SQL is put together from this module's own words; what comes from outside is a parameter

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from indexer.concepts import Unit, units
from indexer.document import folded
from indexer.index.query import FACETS, SearchQuery
from indexer.index.ranking import FIELDS, WEIGHTS, parts

KM_PER_DEGREE = 111.0
"""Kilometres in a degree of latitude, rounded down so that the box drawn around a circle is never too small."""


@dataclass(slots=True)
class Sql:
    """Conditions on the table ``studies``, all of which must hold, with their parameters."""

    conditions: list[str] = field(default_factory=lambda: ["withdrawn IS NULL"])
    parameters: list[Any] = field(default_factory=list)

    def add(self, condition: str, *parameters: Any) -> None:
        """One condition more."""
        self.conditions.append(condition)
        self.parameters += parameters

    def one_of(self, name: str, values: tuple[str, ...]) -> None:
        """The field has one of the values; nothing is asked where there are none."""
        if values:
            self.add(f"id IN ({_TERMS} AND value IN (SELECT value FROM json_each(?)))", name, json.dumps(values))

    @property
    def where(self) -> str:
        """The conditions as one."""
        return " AND ".join(self.conditions)


_TERMS = "SELECT id FROM terms WHERE field = ?"


def filters(query: SearchQuery) -> Sql:
    """Which studies match."""
    sql = Sql()
    for unit in units(query.text or ""):
        sql.add("id IN (SELECT rowid FROM words WHERE words MATCH ?)", _match(unit))
    for name, text in (("condition", query.condition), ("intervention", query.intervention)):
        for unit in units(text or ""):
            columns = " ".join(FIELDS[name])
            sql.add("id IN (SELECT rowid FROM words WHERE words MATCH ?)", f"{{{columns}}}: ({_match(unit)})")
    sql.one_of("status", query.statuses)
    sql.one_of("phase", query.phases)
    sql.one_of("study_type", query.study_types)
    sql.one_of("sponsor_class", query.sponsor_classes)
    sql.one_of("intervention_class", query.intervention_classes)
    sql.one_of("biomarker", query.biomarkers)
    if query.sex:
        sql.one_of("sex", (query.sex, "ALL"))
    if query.age is not None:
        sql.add("age_low <= ? AND age_high > ?", query.age, query.age)
    if query.updated_since:
        sql.add("posted >= ?", query.updated_since)
    if query.ids:
        sql.add("nct_id IN (SELECT value FROM json_each(?))", json.dumps(query.ids))
    if query.without:
        keys = json.dumps(query.without)
        sql.add(f"id NOT IN ({_TERMS} AND value IN (SELECT value FROM json_each(?)))", "gate", keys)
    _place(query, sql)
    return sql


def score(query: SearchQuery) -> tuple[str, list[Any]]:
    """A table expression (id, score) over the studies that hold a part of the text, with its parameters."""
    found: list[str] = []
    parameters: list[Any] = []
    for wanted in parts(query.text or ""):
        for name, weight in WEIGHTS.items():
            found.append(f"SELECT rowid AS id, {weight} AS weight FROM words WHERE words MATCH ?")
            parameters.append(f"{name}: ({_any_of(wanted)})")
    return f"SELECT id, sum(weight) AS score FROM ({' UNION ALL '.join(found)}) GROUP BY id", parameters


def ranked(query: SearchQuery) -> tuple[str, list[Any]]:
    """All matching row numbers, best first."""
    sql = filters(query)
    order = "rank, posted DESC NULLS LAST, nct_id"
    if not query.text:
        return f"SELECT id FROM studies WHERE {sql.where} ORDER BY {order}", sql.parameters
    table, parameters = score(query)
    if not parameters:  # signs alone ask for nothing
        return f"SELECT id FROM studies WHERE {sql.where} ORDER BY {order}", sql.parameters
    return (
        f"SELECT id FROM studies JOIN ({table}) USING (id) WHERE {sql.where} ORDER BY score DESC, {order}",
        [*parameters, *sql.parameters],
    )


def scores(query: SearchQuery, ids: list[int]) -> tuple[str, list[Any]]:
    """The row numbers among ``ids`` with their scores."""
    table, parameters = score(query)
    if not parameters:
        return "SELECT 0, 0 WHERE 0", []
    return f"SELECT id, score FROM ({table}) WHERE id IN (SELECT value FROM json_each(?))", [
        *parameters,
        json.dumps(ids),
    ]


def facets(db: sqlite3.Connection, ids: list[int]) -> dict[str, tuple[tuple[str, int], ...]]:
    """The facets over the rows ``ids``; see ``SearchPage``."""
    rows = db.execute(
        """SELECT field, value, count(*) FROM terms
        WHERE field IN (SELECT value FROM json_each(?)) AND id IN (SELECT value FROM json_each(?))
        GROUP BY field, value ORDER BY count(*) DESC, value""",
        (json.dumps(FACETS), json.dumps(ids)),
    )
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    for name, value, count in rows:
        found[name].append((value, count))
    return {name: tuple(values) for name, values in found.items()}


def _match(unit: Unit) -> str:
    both = " AND ".join(_quoted(phrase.words) for phrase in unit.phrases)
    return f"({both}) OR {_any_of([(mark,) for mark in unit.marks])}" if unit.marks else both


def _any_of(alternatives: Iterable[tuple[str, ...]]) -> str:
    return " OR ".join(map(_quoted, alternatives))


def _quoted(words: tuple[str, ...]) -> str:
    # words are letters, digits and underscores, so nothing in them means anything to FTS5 inside quotes
    return '"' + " ".join(words) + '"'


def _place(query: SearchQuery, sql: Sql) -> None:
    """One site must be in the place and have one of the statuses."""
    conditions: list[str] = []
    parameters: list[Any] = []
    if query.country:
        conditions.append("country = ?")
        parameters.append(folded(query.country))
    if query.lat is not None and query.km is not None:
        reach = query.km / KM_PER_DEGREE + 0.01
        conditions.append("lat BETWEEN ? AND ? AND distance(?, ?, lat, lon) <= ?")
        parameters += [query.lat - reach, query.lat + reach, query.lat, query.lon, query.km]
    if not conditions:
        return
    if query.statuses:
        conditions.append("status IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(query.statuses))
    sql.add(f"id IN (SELECT id FROM sites WHERE {' AND '.join(conditions)})", *parameters)
