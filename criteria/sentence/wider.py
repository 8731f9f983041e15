"""Owns exclusions of a wider treatment of which something narrower is permitted: the exclusion then spares that."""

from __future__ import annotations

from dataclasses import replace

from criteria.nodes import cover
from criteria.tree import Any, If, Kind, Leaf, Node, Not, Requirement, Unless, walk
from criteria.vocabulary import load

NEARBY = 16
"""Sentences or items back that a permission or a looser bound may refer to."""


def except_wider(nodes: list[Node], limit: Node) -> None:
    """Except what a permission names from the exclusions of something wider: only when it was too late does it exclude."""
    leaves = [
        leaf for leaf in walk(unconditioned(limit)) if isinstance(leaf, Leaf) and leaf.requirement.kind is Kind.THERAPY
    ]
    if len(leaves) != 1:
        return
    permitted_one = replace(leaves[0], requirement=replace(leaves[0].requirement, when=None))
    for index in range(max(0, len(nodes) - NEARBY), len(nodes)):
        excluded = [part.node for part in walk(nodes[index]) if isinstance(part, Not) and isinstance(part.node, Leaf)]
        if any(_is_wider(leaf, permitted_one) for leaf in excluded):
            exception: Node = permitted_one
        elif each := [leaf for leaf in excluded if _is_of_any_setting(leaf, permitted_one)]:
            exception = Any(tuple(_so_early(leaf, permitted_one) for leaf in each), permitted_one.span)
        else:
            continue
        nodes[index] = Unless(nodes[index], exception, cover([nodes[index], exception]))


def _is_of_any_setting(leaf: Leaf, permitted_one: Leaf) -> bool:
    """Whether "adjuvant therapy" is permitted where a treatment is excluded in whichever setting."""
    early, whole = permitted_one.requirement, leaf.requirement
    in_general = early.concept == "anticancer therapy" and early.setting is not None
    return in_general and whole.kind is Kind.THERAPY and whole.setting is None and whole.when is None


def _so_early(leaf: Leaf, permitted_one: Leaf) -> Leaf:
    """The treatment of a leaf, in the setting in which it is permitted."""
    setting = permitted_one.requirement.setting
    return Leaf(replace(leaf.requirement, setting=setting), permitted_one.span)


def _is_wider(node: Node, leaf: Leaf) -> bool:
    """Whether a treatment that is excluded holds that of the leaf and others."""
    if not isinstance(node, Leaf) or node.requirement.kind is not Kind.THERAPY:
        return False
    whole, part = node.requirement.concept, leaf.requirement.concept
    return whole != part and (whole == "anticancer therapy" or load().is_a(Kind.THERAPY, part, whole))


def excludes_wider(node: Node, part: Requirement) -> bool:
    """Whether the tree excludes one treatment of which ``part`` is a narrower kind, or one given in a narrower setting."""
    excluded = node.node if isinstance(node, Not) else None
    if not isinstance(excluded, Leaf) or not excluded.requirement.kind is part.kind is Kind.THERAPY:
        return False
    whole = excluded.requirement
    if whole.when is not None or whole.value != part.value:
        return False
    if whole.concept == part.concept:
        return (whole.setting is None and part.setting is not None) or (not whole.detail and bool(part.detail))
    return load().is_a(Kind.THERAPY, part.concept, whole.concept)


def unconditioned(node: Node) -> Node:
    """A statement without its condition."""
    return node.node if isinstance(node, If) else node
