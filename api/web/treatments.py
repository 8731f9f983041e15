"""Owns what the form knows of treatments: names to suggest, what kind each is, and which it has never heard of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from criteria.tree import Kind
from criteria.vocabulary import load

_KINDS = {
    "surgery": "surgery",
    "radiation therapy": "radiation",
    "stem cell transplant": "transplant",
    "organ transplant": "transplant",
    "vaccine": "vaccine",
}
"""The vocabulary's modalities that a patient record tells apart from drugs."""


_RARE = "unii"  # the source of the drugs that the curated tables do not hold


@cache
def names() -> tuple[str, ...]:
    """The treatments against cancer that people are likely to have had, by their preferred names, in order."""
    vocabulary = load()
    likely = (c.name for c in vocabulary.concepts(Kind.THERAPY) if c.source != _RARE and c.category != "supportive")
    against_cancer = (
        name for name in likely if vocabulary.is_a(Kind.THERAPY, name, "anticancer therapy") or kind(name)
    )
    return tuple(sorted(against_cancer, key=str.casefold))


def kind(name: str) -> str | None:
    """The ``kind`` that a treatment of this name has in a patient record; None for a drug or an unknown name."""
    vocabulary = load()
    return next((kind for modality, kind in _KINDS.items() if vocabulary.is_a(Kind.THERAPY, name, modality)), None)


def unrecognised(given: Iterable[str]) -> list[str]:
    """Those of the names that the vocabulary does not know."""
    return [name for name in given if load().find(Kind.THERAPY, name) is None]
