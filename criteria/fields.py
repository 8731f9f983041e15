"""Owns the registry's own fields as criteria: sex, ages, healthy volunteers and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from criteria import vocabulary
from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.span import NOWHERE
from criteria.tree import Any, Comparison, Kind, Leaf, Node, Requirement, Section, Value

_AGE = regex(r"^\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>year|month|week|day|hour|minute)s?\s*$", re.IGNORECASE)
_PER_YEAR = {
    "year": 1.0,
    "month": 12.0,
    "week": 365.25 / 7,
    "day": 365.25,
    "hour": 365.25 * 24,
    "minute": 365.25 * 24 * 60,
}


def from_registry_fields(
    *,
    sex: str | None,
    minimum_age: str | None,
    maximum_age: str | None,
    healthy_volunteers: bool | None,
    conditions: Sequence[str],
) -> tuple[Criterion, ...]:
    """The criteria that a record's structured fields state; ``registry_field`` names the field of each.

    Ages are the registry's words ("18 Years"); an age that cannot be read asks for nothing. ``conditions`` are the
    record's; only names that the vocabulary knows as cancers count, and one of them is enough. A trial that takes
    healthy volunteers asks for no diagnosis.
    """
    return tuple(_fields(sex, minimum_age, maximum_age, healthy_volunteers, conditions))


def _fields(
    sex: str | None,
    minimum_age: str | None,
    maximum_age: str | None,
    healthy_volunteers: bool | None,
    conditions: Sequence[str],
) -> Iterator[Criterion]:
    if sex is not None and sex.upper() in ("FEMALE", "MALE"):
        yield _criterion("sex", Kind.SEX, sex.lower())
    for name, op, words in (("minimumAge", ">=", minimum_age), ("maximumAge", "<=", maximum_age)):
        years = age_in_years(words)
        if years is not None:
            yield _criterion(name, Kind.AGE, "age", Comparison(op, years, "years"))
    cancers = [] if healthy_volunteers else _cancers(conditions)
    if cancers:
        leaves = tuple(Leaf(Requirement(Kind.CANCER, name), NOWHERE) for name in cancers)
        node: Node = leaves[0] if len(leaves) == 1 else Any(leaves, NOWHERE)
        yield Criterion(NOWHERE, Section.INCLUSION, node, registry_field="conditions")


def age_in_years(words: str | None) -> float | None:
    """An age in years, "18 Years" as 18 and "6 Months" as 0.5; None for an absent or unreadable age.

    >>> age_in_years("6 Months")
    0.5
    """
    match = _AGE.match(words or "")
    return round(float(match["number"]) / _PER_YEAR[match["unit"].lower()], 4) if match else None


def _cancers(conditions: Sequence[str]) -> list[str]:
    """The cancers among a record's conditions; none when one of them is unknown, for then none may be the point."""
    known = vocabulary.load()
    found = [known.find(Kind.CANCER, name) for name in conditions]
    names = [concept.name for concept in found if concept is not None]
    return list(dict.fromkeys(names)) if names and len(names) == len(conditions) else []


def _criterion(name: str, kind: Kind, concept: str, value: Value | None = None) -> Criterion:
    return Criterion(NOWHERE, Section.INCLUSION, Leaf(Requirement(kind, concept, value), NOWHERE), registry_field=name)
