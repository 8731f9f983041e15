"""Owns conditions of several things of which each alone is meant: tumors that nobody has at once, altered genes, stages."""

from __future__ import annotations

from itertools import pairwise

from criteria.atoms import Atom
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Any, Kind, Node

_OR = regex(r"\bor\b")

_ALTERATIONS = regex(r"\b(?:mutations|aberrations|alterations|rearrangements|translocations|fusions|variants)\b")
_ALTERED = frozenset({"mutated", "germline mutated", "fusion", "amplified"})


def are_one_of(found: list[Atom]) -> bool:
    """Whether the atoms are states or tumors of which nobody has two: "melanoma and NSCLC must have progressed"."""
    return {a.requirement.kind for a in found} in ({Kind.MENOPAUSE}, {Kind.CANCER})


def each_altered(passage: Passage, found: list[Atom], end: int) -> bool:
    """Whether the atoms are genes whose alterations are asked after one by one: "patients with EGFR and ALK mutations"."""
    if any(a.requirement.kind is not Kind.BIOMARKER or a.requirement.value not in _ALTERED for a in found):
        return False
    return _ALTERATIONS.search(passage.lower, found[-1].start, end) is not None


def stage_ways(passage: Passage, found: list[Atom], held: list[Node]) -> Node | None:
    """Stages of which an "or" joins some, each with the categories that stand beside it: "stage III or T3 N0 or N2"."""
    if any(a.requirement.kind is not Kind.STAGE or a.is_unread for a in found):
        return None
    ways: list[list[Node]] = [[held[0]]]
    for (left, right), node in zip(pairwise(found), held[1:], strict=True):
        if left.end <= right.start and _OR.search(passage.lower, left.end, right.start) is not None:
            ways.append([node])
        else:
            ways[-1].append(node)
    if len(ways) == 1:
        return None
    return Any(tuple(all_of(way) for way in ways), held[0].span.cover(held[-1].span))
