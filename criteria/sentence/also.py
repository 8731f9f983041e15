"""Owns permissions that open another way in: "metastatic disease. Patients with inoperable disease are also eligible"."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.named import permitted
from criteria.patterns import regex
from criteria.sentence.carriers import lifted_for_carriers
from criteria.tree import All, Allow, Any, AtLeast, Kind, Leaf, Node, walk

_ALSO = regex(
    r"\b(?:also (?:be )?(?:considered )?(?:eligible|included|enrolled|accepted|admitted|(?:allowed|permitted) to (?:enter|enrol\w*|participate|join))"
    r"|(?:eligible|included|enrolled|accepted) (?:as well|too)\b)",
    re.IGNORECASE,
)
_CONDITIONED = regex(r"\b(?:if|provided|providing|as long as|so long as|only|unless)\b", re.IGNORECASE)
# what says of one thing which patients are meant
_FAMILIES = (
    frozenset({Kind.STAGE}),
    frozenset({Kind.STAGE, Kind.CANCER}),
    frozenset({Kind.BIOMARKER}),
    frozenset({Kind.THERAPY, Kind.LINES}),
)


def opened(before: Node, node: Node, words: str) -> Node | None:
    """What is asked for, with those whom a sentence, or what it asks of carriers, lets in as well; None where it lets in nobody else."""
    if (lifted := lifted_for_carriers(before, node)) is not None:
        return lifted
    if _ALSO.search(words) is None or _CONDITIONED.search(words) is not None or not _only_permits(node):
        return None
    kinds = {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)}
    family = next((family for family in _FAMILIES if kinds and kinds <= family), None)
    if family is None:
        return None
    widened = _widened(before, permitted(node), family)
    return None if widened is before else widened


def _only_permits(node: Node) -> bool:
    return isinstance(node, Allow) or (isinstance(node, All) and all(isinstance(part, Allow) for part in node.nodes))


def _widened(node: Node, way: Node, family: frozenset[Kind]) -> Node:
    """A requirement in which all parts that only ask for what the family says have another way."""
    match node:
        case Leaf(requirement) if requirement.kind in family:
            return Any((node, way), node.span.cover(way.span))
        case Any(nodes) | AtLeast(_, nodes) if all(map(_asks, nodes)) and _kinds(node) & family:
            return Any((node, way), node.span.cover(way.span))
        case All(nodes):
            parts = tuple(_widened(part, way, family) for part in nodes)
            same = all(new is old for new, old in zip(parts, nodes, strict=True))
            return node if same else replace(node, nodes=parts)
        case _:
            return node


def _asks(node: Node) -> bool:
    return all(isinstance(part, Leaf | All | Any) for part in walk(node))


def _kinds(node: Node) -> frozenset[Kind]:
    return frozenset(leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf))
