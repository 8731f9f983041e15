"""Owns conditions that a trial defines by what is measured: "uncontrolled diabetes, defined as HbA1c > 8 %"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.tree import All, Comparison, If, Kind, Leaf, Node, Not, Requirement, Unparsed, walk
from criteria.vocabulary import load
from matcher.evaluate.lab import LUNG_DISEASE, LUNG_FUNCTION, OF_LUNG_DISEASE
from matcher.evaluate.other import DEFINED

# how far a definition reaches from the condition to its first bound
_REACH = 90
_DEFINED = re.compile(
    r"[^.;()\[\]]{0,30}?[,(\[]?\s*(?:i\.?e\.?,?\s*|that is,?\s*)?(?:as )?(?:defined|evidenced|indicated|demonstrated)\s+(?:as|by)\b[^.;]*"
    r"|[\s,]*[(\[]\s*(?:i\.?e\.?,?\s*)?(?!e\.?g)[^.;()]*",
    re.IGNORECASE,
)


def by_what_is_measured(node: Node, text: str) -> Node:
    """An exclusion in which a condition that is defined by the bounds behind it is left to these, unless the record names it.

    ``text`` ends with the criterion. Of whoever has diabetes and an HbA1c of 7 % it is known that it is not what is meant.
    """
    if not isinstance(node, All):
        return node
    parts = [by_what_is_measured(part, text) for part in node.nodes]
    for place, (first, second) in enumerate(pairwise(parts)):
        leaf = _excluded(first)
        if leaf is None or not _defines(leaf, second, text):
            continue
        asked = leaf.requirement
        parts[place + 1 :] = _of_the_lung(asked.concept, parts[place + 1 :])
        if isinstance(first, Not) and first.node is leaf:
            defined = replace(leaf, requirement=replace(asked, detail=(*asked.detail, DEFINED)))
            parts[place] = replace(first, node=defined)
    same = all(new is old for new, old in zip(parts, node.nodes, strict=True))
    return node if same else replace(node, nodes=tuple(parts))


def _excluded(node: Node) -> Leaf | None:
    """The condition that a part excludes, by itself or with what is unread of it."""
    match node:
        case Not(Leaf() as leaf) | Not(All((Leaf() as leaf, Unparsed()))):
            return leaf
        case _:
            return None


def _of_the_lung(concept: str, bounds: Sequence[Node]) -> list[Node]:
    """The bounds behind a disease of the lung; the first of them that are of lung function are told to say how bad it is."""
    marked = list(bounds)
    for place, part in enumerate(bounds):
        match part:
            case Not(Leaf(Requirement(kind=Kind.LAB, concept=measure) as asked) as leaf) if (
                measure in LUNG_FUNCTION and load().is_a(Kind.COMORBIDITY, concept, LUNG_DISEASE)
            ):
                told = replace(asked, detail=(*asked.detail, OF_LUNG_DISEASE))
                marked[place] = replace(part, node=replace(leaf, requirement=told))
            case _:
                break
    return marked


def _defines(leaf: Leaf, behind: Node, text: str) -> bool:
    """Whether all that stands behind a condition are bounds, and the words between say that they define it."""
    asked = leaf.requirement
    if asked.kind is not Kind.COMORBIDITY or isinstance(asked.value, Comparison):
        return False
    if isinstance(behind, If):  # "HbA1c > 8 %", asked of whoever has diabetes
        behind = behind.node
    leaves = [part for part in walk(behind) if isinstance(part, Leaf)]
    start = min((part.span.start for part in leaves), default=-1)
    if not leaves or not all(_is_bound(part) for part in leaves) or not 0 <= start - leaf.span.end <= _REACH:
        return False
    return _DEFINED.fullmatch(text, leaf.span.end, start) is not None


def _is_bound(leaf: Leaf) -> bool:
    asked = leaf.requirement
    if not isinstance(asked.value, Comparison):
        return False
    return asked.kind is Kind.LAB or (asked.kind is Kind.COMORBIDITY and asked.value.unit == "NYHA")
