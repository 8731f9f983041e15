"""Owns "locally advanced" and "early" where a trial says by stages or categories what it means by that: these decide, not the word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.tree import All, Any, AtLeast, If, Kind, Leaf, Node, Section, Unless, walk

DEFINED = ("defined", "by its stages")
"""The detail of an extent that stages beside it define."""

_EXTENTS = ("locally advanced", "early")
_OF_NO_TUMOR = frozenset({"M0", "M1", "IV"})
_NEXT = 2  # lines behind that may hold the definition


def defined(criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, each such word marked that its line, or one of the next of its arm, defines by stages."""
    found = list(criteria)
    for index, criterion in enumerate(criteria):
        if criterion.section is not Section.INCLUSION or not _names_it(criterion.node):
            continue
        near = [
            c for c in criteria[index : index + _NEXT + 1] if c.section is criterion.section and c.arm == criterion.arm
        ]
        early = _gives_stages(criterion.node)  # "early stage (I-III)"; stages of another line narrow it
        if early or any(_gives_stages(c.node) for c in near):
            found[index] = replace(criterion, node=_marked(criterion.node, _EXTENTS if early else _EXTENTS[:1]))
    return found


def _names_it(node: Node) -> bool:
    return any(isinstance(part, Leaf) and part.requirement.concept in _EXTENTS for part in walk(node))


def _gives_stages(node: Node) -> bool:
    leaves = (part.requirement for part in walk(node) if isinstance(part, Leaf))
    return any(r.kind is Kind.STAGE and isinstance(r.value, tuple) and not set(r.value) <= _OF_NO_TUMOR for r in leaves)


def _marked(node: Node, extents: tuple[str, ...]) -> Node:
    match node:
        case Leaf(requirement) if requirement.concept in extents:
            return replace(node, requirement=replace(requirement, detail=(*requirement.detail, DEFINED)))
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            return replace(node, nodes=tuple(_marked(part, extents) for part in nodes))
        case Unless(inner) | If(_, inner):
            return replace(node, node=_marked(inner, extents))
        case _:
            return node
