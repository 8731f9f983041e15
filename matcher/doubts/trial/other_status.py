"""Owns menopausal statuses that the text lets in beside the one it asks for: "premenopausal women are allowed if …"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Node, Unparsed

# a permission for women of one status, wherever the text gives it
_LETS_IN = regex(
    r"\b(?P<status>pre|peri|post)[- ]?menopausal\b"
    r"(?:(?!\b(?:not|ineligible|excluded|contracepti\w+)\b|menopausal)[^.;\n]){0,90}?\b"
    r"(?:allowed|permitted|acceptable|eligible|"
    r"(?:may|can)(?: also)? (?:be (?:included|enrolled|entered|eligible)|enter|participate|enroll?|join|take part))\b",
    re.IGNORECASE,
)
_WHY = "women of another status are let in"


def let_in(text: str) -> Callable[[Criterion], Criterion]:
    """What is made of each criterion of the text: a status that it asks for is in doubt where another is let in."""
    others = {f"{found['status'].lower()}menopausal" for found in _LETS_IN.finditer(text)}
    if not others:
        return lambda criterion: criterion
    return lambda criterion: _softer(criterion, others)


def _softer(criterion: Criterion, others: set[str]) -> Criterion:
    node = _open(criterion.node, others)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _open(node: Node, others: set[str]) -> Node:
    match node:
        case Leaf(requirement, span) if requirement.kind is Kind.MENOPAUSE and not others <= {requirement.concept}:
            return Any((node, Unparsed(span, _WHY)), span)
        case All(nodes):
            parts = tuple(_open(part, others) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case _:
            return node
