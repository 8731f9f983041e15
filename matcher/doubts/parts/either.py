"""Owns two measures of one thing, of which either may do: "AST and/or ALT", a performance status by two scales."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.nodes import cover
from criteria.patterns import regex
from criteria.tree import All, Any, Between, Comparison, Kind, Leaf, Node, Requirement, Unparsed, Value

_ENZYMES = frozenset({"ALT", "AST"})
_OR = regex(r"\bor\b", re.IGNORECASE)
_AND_OR = regex(r"\band\s*/\s*or\b", re.IGNORECASE)


def either_enzyme(node: All, text: str) -> All:
    """Bounds of "AST and/or ALT", which are open where only one of the two is kept to."""
    both = [part for part in node.nodes if isinstance(part, Leaf) and part.requirement.concept in _ENZYMES]
    if len(both) != len(_ENZYMES) or not _AND_OR.search(cover(both).of(text)):
        return node
    one = All((Any(tuple(both), cover(both)), Unparsed(cover(both), "one of the two may do")), cover(both))
    either = Any((All(tuple(both), cover(both)), one), cover(both))
    return replace(node, nodes=(*(part for part in node.nodes if part not in both), either))


def bounded_twice(nodes: Sequence[Node], text: str) -> set[int]:
    """The places of bounds of labs of which one has several, with an "or" between: they are of several ways that were not told apart."""
    labs = {place: leaves for place, part in enumerate(nodes) if (leaves := _upper_bounds(part))}
    bounds: dict[str, set[Value | None]] = {}
    for leaf in (leaf for leaves in labs.values() for leaf in leaves):
        bounds.setdefault(leaf.requirement.concept, set()).add(leaf.requirement.value)
    if len(labs) < 2 or all(len(found) < 2 for found in bounds.values()):
        return set()
    parts = sorted(nodes[place].span for place in labs)
    return set(labs) if any(_OR.search(text[a.end : b.start]) for a, b in pairwise(parts) if a.end < b.start) else set()


def _upper_bounds(part: Node) -> list[Leaf]:
    """The bounds from above that a part asks for, where it asks for nothing else."""
    leaves = [part] if isinstance(part, Leaf) else list(part.nodes) if isinstance(part, Any) else []
    found = [leaf for leaf in leaves if isinstance(leaf, Leaf) and leaf.requirement.kind is Kind.LAB]
    upper = [
        leaf for leaf in found if isinstance(leaf.requirement.value, Comparison) and leaf.requirement.value.op[0] == "<"
    ]
    return upper if len(upper) == len(leaves) else []


def on_either_scale(node: All) -> All:
    """A performance status by two scales, whose grades do not fit each other to the last, is met by either."""
    scales = [part for part in node.nodes if isinstance(part, Leaf) and part.requirement.kind is Kind.PERFORMANCE]
    if len({part.requirement.concept for part in scales}) < 2:
        return node
    either = by_its_own_scale(Any(tuple(scales), cover(scales)))
    return replace(node, nodes=(*(part for part in node.nodes if part not in scales), either))


BESIDE = "beside"
"""The detail of a grade that names the other scale, on which the trial says the same."""
_SAME_ON_KARNOFSKY = {0: 80, 1: 70, 2: 50, 3: 30}  # the least that the worst ECOG grade may be (Oken 1982)


def by_its_own_scale(node: Any) -> Any:
    """The same grade on two scales ("ECOG ≤ 1 (Karnofsky ≥ 70)"): whoever is graded on one is judged by that one."""
    scales = [part for part in node.nodes if isinstance(part, Leaf) and part.requirement.kind is Kind.PERFORMANCE]
    grades = {part.requirement.concept: part.requirement.value for part in scales}
    if len(scales) != len(node.nodes) or set(grades) != {"ECOG", "Karnofsky"} or len(scales) != len(grades):
        return node
    worst, least = _worst(grades["ECOG"]), _least(grades["Karnofsky"])
    if worst is None or least is None or least < _SAME_ON_KARNOFSKY.get(int(worst), _BEST):
        return node
    marked = (replace(part, requirement=_beside(part.requirement)) for part in scales)
    return replace(node, nodes=tuple(marked))


_BEST, _STEP = 100, 10  # Karnofsky's scale goes by tens: more than 60 is 70


def _worst(value: Value | None) -> float | None:
    match value:
        case Between(_, high):
            return high
        case Comparison("<=", number):
            return number
        case Comparison("<", number):
            return number - 1
        case _:
            return None


def _least(value: Value | None) -> float | None:
    match value:
        case Between(low):
            return low
        case Comparison(">=", number):
            return number
        case Comparison(">", number):
            return (number // _STEP + 1) * _STEP
        case _:
            return None


def _beside(requirement: Requirement) -> Requirement:
    other = "ECOG" if requirement.concept == "Karnofsky" else "Karnofsky"
    return replace(requirement, detail=(*requirement.detail, (BESIDE, other)))
