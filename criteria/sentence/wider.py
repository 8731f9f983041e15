"""Owns exclusions of a wider treatment of which something narrower is permitted: the exclusion then spares that."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.nodes import cover, with_leaves
from criteria.patterns import regex
from criteria.tree import Any, If, Kind, Leaf, Node, Not, Requirement, Unless, walk
from criteria.vocabulary import load

NEARBY = 16
"""Sentences or items back that a permission or a looser bound may refer to."""


_CLASSES = frozenset(
    {
        "chemotherapy",
        "endocrine therapy",
        "radiation therapy",
        "bisphosphonate",
        "HER2-targeted therapy",
        "anthracycline",
        "taxane",
        "CDK4/6 inhibitor",
    }
)
"""Classes whose members the vocabulary knows so well that what is none of them by it is none."""


def lets_in_another(excluded: Node, allowed: Node) -> bool:
    """Whether a permission is of treatments none of which is of the class that is excluded: "no chemotherapy, but trastuzumab is allowed"."""
    kept_out = [n.node.requirement for n in walk(excluded) if isinstance(n, Not) and isinstance(n.node, Leaf)]
    let_in = [leaf.requirement for leaf in walk(allowed) if isinstance(leaf, Leaf)]
    if not kept_out or not let_in or any(r.kind is not Kind.THERAPY for r in (*kept_out, *let_in)):
        return False
    if any(isinstance(n, Not) for n in walk(allowed)):
        return False  # "tamoxifen is allowed, but no letrozole" says more than whom it lets in
    find, is_a = load().find, load().is_a
    if not all(_is_well_known(r) for r in kept_out) or any(find(r.kind, r.concept) is None for r in let_in):
        return False
    pairs = [(r.concept, whole.concept) for r in let_in for whole in kept_out]
    return not any(is_a(Kind.THERAPY, one, other) or is_a(Kind.THERAPY, other, one) for one, other in pairs)


def _is_well_known(requirement: Requirement) -> bool:
    """Whether the vocabulary tells of any treatment if it is this one: of a drug, and of a class that it knows whole."""
    concept = load().find(requirement.kind, requirement.concept)
    return requirement.concept in _CLASSES or (concept is not None and concept.category == "drug")


_SAYS_WHEN = regex(r"\b(?:prior|previous\w*|past|earlier|history|had|received|completed|after)\b", re.IGNORECASE)


def in_its_role(excluded: Node, allowed: Node, words: str) -> Node:
    """A permission as one of what is being taken, where that is what is excluded: "no concurrent hormones. LHRH agonists are allowed"."""
    kept_out = [n.node.requirement for n in walk(excluded) if isinstance(n, Not) and isinstance(n.node, Leaf)]
    if {r.value for r in kept_out if r.kind is Kind.THERAPY} != {"concurrent"} or _SAYS_WHEN.search(words):
        return allowed
    return with_leaves(allowed, _being_taken)


def _being_taken(leaf: Leaf) -> Leaf:
    asked = leaf.requirement
    plain = asked.kind is Kind.THERAPY and asked.value == "prior" and asked.when is None and asked.setting is None
    return replace(leaf, requirement=replace(asked, value="concurrent")) if plain else leaf


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
