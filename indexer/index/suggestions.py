"""Owns completion: which stored names a few typed letters may become."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from indexer.document import folded

KINDS = {"condition": "condition_name", "intervention": "intervention_name", "place": "place"}
"""What can be completed, and the field of the document that holds it."""

Counts = Callable[[str, str], Iterable[tuple[str, int]]]
"""From a field and the beginning of its values to the values with their counts."""


def completions(kind: str, prefix: str, limit: int, counts: Counts) -> tuple[tuple[str, int], ...]:
    """The most frequent names that begin with ``prefix``, as they are most often written; ValueError for a new kind."""
    if kind not in KINDS:
        raise ValueError(f"completes {', '.join(KINDS)}, not {kind!r}")
    start = folded(prefix)
    if not start:
        return ()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for value, count in counts(KINDS[kind], start):
        key, shown = value.split("\t", 1)
        spellings[key][shown] += count
    ranked = sorted(spellings.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple((_usual(names), names.total()) for _, names in ranked[:limit])


def _usual(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))
