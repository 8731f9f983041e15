"""Owns a status at the head of a sentence with "must": it says of whom the rest is asked, and is not asked for itself."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import All, Any, If, Kind, Leaf, Node, Requirement

_MUST_THEN = regex(
    r"\s*(?:sexually active\s+)?(?:disease|tumou?rs?|cancers?|breast cancer|patients|subjects|participants|women)?\s*(?:must|may|should)\b",
    re.IGNORECASE,
)
_STARTS_AFTER = regex(
    r"(?:^|\n|[.;•*)-])\s*(?:(?:all|those|the)\s+)?(?:patients|subjects|participants|women)?\s*(?:with|who have|who are|whose tumou?rs? (?:is|are))?"
    r"\s*(?:known|confirmed|a|an|pre-?\s*(?:or|and|/))?\s*$",
    re.IGNORECASE,
)


def for_whom_it_asks(node: All, text: str) -> All:
    """A status that opens a sentence with "must" says whom the rest is for: "ER-positive disease must have …", "premenopausal women must …"."""
    first, *rest = sorted(node.nodes, key=lambda part: part.span)
    if not rest or not (_all_receptors(first) or _all_states(first)):
        return node
    if not _MUST_THEN.match(text, first.span.end) or not _STARTS_AFTER.search(
        text[max(0, first.span.start - 60) : first.span.start]
    ):
        return node
    own = rest[0] if len(rest) == 1 else All(tuple(rest), rest[0].span.cover(rest[-1].span))
    return replace(node, nodes=(If(first, own, node.span),))


def _all_receptors(part: Node) -> bool:
    found = requirements_of(part)
    return bool(found) and all(r.kind is Kind.BIOMARKER for r in found)


def _all_states(part: Node) -> bool:
    found = requirements_of(part)
    return bool(found) and all(r.kind is Kind.MENOPAUSE for r in found)


def requirements_of(node: Node) -> list[Requirement]:
    """The requirements of a part that is a leaf or an alternative of leaves; none for anything else."""
    match node:
        case Leaf(requirement):
            return [requirement]
        case Any(nodes) if all(isinstance(part, Leaf) for part in nodes):
            return [part.requirement for part in nodes if isinstance(part, Leaf)]
        case _:
            return []
