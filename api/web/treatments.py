"""Owns what the form knows of treatments: names to suggest, what kind each is, and which it has never heard of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from criteria.tree import Kind
from criteria.vocabulary import load

_KINDS = ("surgery", "radiation", "transplant", "vaccine")


@cache
def names() -> tuple[str, ...]:
    """Every treatment of the vocabulary by its preferred name, in order."""
    return tuple(sorted((concept.name for concept in load().concepts(Kind.THERAPY)), key=str.casefold))


def kind(name: str) -> str | None:
    """The ``kind`` that a treatment of this name has in a patient record; None for a drug or an unknown name."""
    concept = load().find(Kind.THERAPY, name)
    return concept.category if concept and concept.category in _KINDS else None


def unrecognised(given: Iterable[str]) -> list[str]:
    """Those of the names that the vocabulary does not know."""
    return [name for name in given if load().find(Kind.THERAPY, name) is None]
