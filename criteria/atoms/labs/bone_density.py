"""Owns what a text says about bone density by its T-score, whose bounds lie below zero: "T-score < -2.5"."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement
from criteria.words.numbers import comparator_after, comparator_before

_SCORE = regex(
    r"\bbone (?:mineral )?density\b(?P<behind>[^.;\d-]{0,50}?)(?:minus |[-–−]\s?)(?P<only>\d(?:[.,]\d{1,2})?)"
    r"\s*\(?t[- ]?scores?\b"
    r"|\bt[- ]?scores?\b(?P<way>[^.;\d-]{0,70}?)(?:minus |[-–−]\s?)(?P<first>\d(?:[.,]\d{1,2})?)"
    r"(?:\s*(?:sd|standard deviations?))?"
    r"(?:\s*(?:to|and|through|-|–)\s*[<>≤≥=]*\s*(?:minus |[-–−]\s?)(?P<second>\d(?:[.,]\d{1,2})?))?"
)


def read(passage: Passage) -> list[Atom]:
    """The bound that a passage sets to the T-score; empty where it gives none."""
    if "score" not in passage.lower:
        return []
    match = _SCORE.search(passage.lower)
    if match is None:
        return []
    first = -float((match["first"] or match["only"]).replace(",", "."))
    if match["second"] is not None:
        second = -float(match["second"].replace(",", "."))
        value: Between | Comparison = Between(min(first, second), max(first, second), "SD")
    else:
        way = "way" if match["first"] is not None else "behind"
        _, op = comparator_before(passage.lower, match.end(way), match.start(way))
        if op is None:
            _, op = comparator_after(passage.lower, match.end())
        if op is None or op == "=":
            op = "<=" if passage.base is Effect.EXCLUDE else ">="
        value = Comparison(op, first, "SD")
    return [Atom(match.start(), match.end(), Requirement(Kind.LAB, "bone mineral density", value))]
