"""Owns the compact JSON form in which typed criteria are stored, and the way back.

{"v": 1, "r": [requirement, …], "c": [criterion, …], "a": [arm, …], "n": coverage, "s": [place in "c" or criterion, …]}
"s" are the softened criteria, where they are stored too
criterion    [section, start, end, node, arm, read, registry field]
node         [requirement's place in "r", start, end] for a leaf, else [letter, start, end, …parts]
requirement  a JSON text of its own, so that equal requirements of all trials are decoded once and shared
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any as Json

from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import (
    All,
    Allow,
    Any,
    AtLeast,
    Between,
    Comparison,
    If,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Section,
    Unless,
    Unparsed,
    Value,
    Window,
)

FORMAT = 2
"""Raised whenever the stored form changes; stored criteria of another form are parsed afresh."""


def dump(criteria: Criteria, softened: Criteria | None = None) -> str:
    """The criteria as compact JSON, without their text; ``load`` gives back an equal value.

    ``softened`` are the same criteria as whoever gives verdicts takes them, for ``load_softened``; it differs in its
    criteria alone.
    """
    table: dict[str, int] = {}
    record = {
        "v": FORMAT,
        "r": [],
        "c": [_dump_criterion(criterion, table) for criterion in criteria.criteria],
        "a": criteria.arms,
        "n": criteria.coverage,
    }
    if softened is not None:
        places = {criterion: place for place, criterion in enumerate(criteria.criteria)}
        record["s"] = [places[c] if c in places else _dump_criterion(c, table) for c in softened.criteria]
    return _compact(record | {"r": list(table)})


def load(data: str, text: str) -> Criteria:
    """The criteria that ``dump`` wrote, over the text that they were read from; ValueError if it is not its work."""
    return _load(data, text, lambda record: record["c"])


def load_softened(data: str, text: str) -> Criteria:
    """The softened criteria that ``dump`` wrote; ValueError if it is not its work, or wrote none."""
    return _load(data, text, lambda record: [record["c"][row] if row.__class__ is int else row for row in record["s"]])


def _load(data: str, text: str, rows: Callable[[Json], list[Json]]) -> Criteria:
    try:
        record = json.loads(data)
        if record["v"] != FORMAT:
            raise ValueError(f"stored criteria have form {record['v']}, this version reads form {FORMAT}")
        table = [load_requirement(requirement) for requirement in record["r"]]
        found = tuple(
            Criterion(Span(start, end), _SECTIONS[section], _load_node(node, table), arm, read, field)
            for section, start, end, node, arm, read, field in rows(record)
        )
        return Criteria(text, found, tuple(record["a"]), record["n"])
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(f"these are not stored criteria: {error!r}") from error


def _dump_criterion(c: Criterion, table: dict[str, int]) -> list[Json]:
    return [str(c.section), c.span.start, c.span.end, _dump_node(c.node, table), c.arm, c.read, c.registry_field]


def dump_requirement(requirement: Requirement) -> str:
    """One requirement as compact JSON; equal requirements give equal texts, so it also serves as a key."""
    when = requirement.when
    row: list[Json] = [
        str(requirement.kind),
        requirement.concept,
        _dump_value(requirement.value),
        when and [when.op, when.number, when.unit, when.anchor, when.half_lives, when.whichever],
        requirement.setting,
        requirement.detail or None,
        [dump_requirement(member) for member in requirement.apart_from] or None,
    ]
    while row[-1] is None:
        row.pop()
    return _compact(row)


@lru_cache(maxsize=200_000)
def load_requirement(data: str) -> Requirement:
    """The requirement that ``dump_requirement`` wrote; the same object for the same text."""
    row = json.loads(data)
    kind, concept, value, when, setting, detail, apart_from = row + [None] * (7 - len(row))
    return Requirement(
        Kind(kind),
        concept,
        _load_value(value),
        Window(*when) if when else None,
        setting,
        tuple((name, word) for name, word in detail or ()),
        tuple(load_requirement(member) for member in apart_from or ()),
    )


def _compact(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _dump_value(value: Value | None) -> Json:
    match value:
        case Comparison(op, number, unit):
            return {"c": [op, number, unit]}
        case Between(low, high, unit):
            return {"b": [low, high, unit]}
        case _:
            return value


def _load_value(value: Json) -> Value | None:
    match value:
        case {"c": [op, number, unit]}:
            return Comparison(op, number, unit)
        case {"b": [low, high, unit]}:
            return Between(low, high, unit)
        case list():
            return tuple(value)
        case _:
            return value  # type: ignore[no-any-return]


def _dump_node(node: Node, table: dict[str, int]) -> list[Json]:
    at = [node.span.start, node.span.end]
    match node:
        case Leaf(requirement):
            return [table.setdefault(dump_requirement(requirement), len(table)), *at]
        case Unparsed(_, why, kind):
            return ["u", *at, why] if kind is None else ["u", *at, why, str(kind)]
        case Not(inner):
            return ["n", *at, _dump_node(inner, table)]
        case Allow(inner):
            return ["p", *at, _dump_node(inner, table)]
        case All(nodes):
            return ["a", *at, [_dump_node(part, table) for part in nodes]]
        case Any(nodes):
            return ["o", *at, [_dump_node(part, table) for part in nodes]]
        case AtLeast(count, nodes):
            return ["l", *at, [_dump_node(part, table) for part in nodes], count]
        case Unless(inner, exception):
            return ["x", *at, _dump_node(inner, table), _dump_node(exception, table)]
        case If(condition, inner):
            return ["i", *at, _dump_node(condition, table), _dump_node(inner, table)]


def _load_node(row: list[Json], table: list[Requirement]) -> Node:
    code, span = row[0], Span(row[1], row[2])
    if code.__class__ is int:
        return Leaf(table[code], span)
    match code:
        case "n":
            return Not(_load_node(row[3], table), span)
        case "a":
            return All(tuple([_load_node(part, table) for part in row[3]]), span)
        case "o":
            return Any(tuple([_load_node(part, table) for part in row[3]]), span)
        case "u":
            return Unparsed(span, row[3], Kind(row[4]) if len(row) > 4 else None)
        case "x":
            return Unless(_load_node(row[3], table), _load_node(row[4], table), span)
        case "i":
            return If(_load_node(row[3], table), _load_node(row[4], table), span)
        case "l":
            return AtLeast(row[4], tuple([_load_node(part, table) for part in row[3]]), span)
        case "p":
            return Allow(_load_node(row[3], table), span)
        case _:
            raise ValueError(f"these are not stored criteria: unknown node {code!r}")


_SECTIONS = {str(section): section for section in Section}
