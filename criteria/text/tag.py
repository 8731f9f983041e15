"""Owns the second pass: one sweep of the vocabulary over a line, the longest whole-word finds kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from criteria import vocabulary
from criteria.patterns import regex
from criteria.text.clean import Clean
from criteria.tree import Kind
from criteria.vocabulary.uncollected import uncollected

# "CTX-8371" is a drug of its own, and not cyclophosphamide
_NUMBER_OF_A_CODE = regex(r"-\d{3,}\b")
_SHORTEST_NAME = 5


class Mention(NamedTuple):
    """A name of the vocabulary found at clean characters ``start`` to ``end``; ``name`` is the concept's."""

    start: int
    end: int
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class _Dictionary:
    automaton: AhoCorasick
    concepts: tuple[
        tuple[tuple[Kind, str, str | None], ...], ...
    ]  # for each pattern: kind, name, exact spelling or None


@cache
@uncollected()
def _dictionary() -> _Dictionary:
    by_text: dict[str, list[tuple[Kind, str, str | None]]] = {}
    for surface in vocabulary.load().surfaces():
        if surface.context:
            continue  # names its concept only among other words, which the recognisers read for themselves
        exact = surface.text if surface.case else None
        by_text.setdefault(surface.text.lower(), []).append((surface.kind, surface.name, exact))
    patterns = list(by_text)
    automaton = AhoCorasick(patterns, implementation=Implementation.ContiguousNFA)
    return _Dictionary(automaton, tuple(tuple(by_text[p]) for p in patterns))


def mentions(view: Clean) -> tuple[Mention, ...]:
    """All whole-word finds that no longer find covers, in order; one text may name concepts of several kinds."""
    dictionary, lower, text = _dictionary(), view.lower, view.text
    found: list[tuple[int, int, int]] = []
    length = len(lower)
    for pattern, start, end in dictionary.automaton.find_matches_as_indexes(lower, overlapping=True):
        # a find starts and ends where a word does
        if start and lower[start - 1].isalnum() and lower[start].isalnum():
            continue
        if end < length and lower[end].isalnum() and lower[end - 1].isalnum():
            continue
        found.append((start, -end, pattern))
    found.sort()
    kept: list[Mention] = []
    reach = 0
    for start, negative_end, pattern in found:
        end = -negative_end
        if end <= reach:
            continue
        named = [(k, n) for k, n, exact in dictionary.concepts[pattern] if exact is None or text[start:end] == exact]
        if end - start < _SHORTEST_NAME and _NUMBER_OF_A_CODE.match(text, end) is not None:
            named = [(k, n) for k, n in named if k is not Kind.THERAPY]
        if named:
            kept.extend(Mention(start, end, kind, name) for kind, name in named)
            reach = end
    return tuple(kept)
