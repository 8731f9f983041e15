"""Owns criteria that ask for a cancer of another organ: one of several groups that the trial takes, if hers is among them."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Node, Requirement, Section, Unparsed
from criteria.vocabulary import load

_HERS = regex(r"\bbreast\b|\b(?:[A-Z]{1,3})?BC\b|\bsolid (?:tumou?r|malignanc|cancer)", re.IGNORECASE)
_ANY_CANCER = frozenset({"solid tumor", "cancer", "carcinoma", "adenocarcinoma", "other malignancy"})
_WHY = "the trial takes other cancers too"


def one_of_several(criterion: Criterion, text: str) -> Criterion:
    """The criterion, open where the cancer of another organ that it asks for need not be everyone's."""
    if criterion.section is not Section.INCLUSION or criterion.registry_field is not None:
        return criterion
    if not _asks_for_another(criterion.node):
        return criterion
    span, node = criterion.span, criterion.node
    if _HERS.search(span.of(text)):
        return replace(criterion, node=_opened(node))
    if criterion.arm is not None:
        return criterion  # another arm may be hers
    if _HERS.search(text, 0, span.start) or _HERS.search(text, span.end):
        return replace(criterion, node=Any((node, Unparsed(span, _WHY)), node.span))
    return criterion


def _is_a_stage(node: Node) -> bool:
    return isinstance(node, Leaf) and node.requirement.kind is Kind.STAGE


def _opened(node: Node) -> Node:
    """The tree with the cancers of other organs open, in a sentence that names hers among them."""
    if isinstance(node, All):
        return replace(node, nodes=tuple(_opened(part) if _asks_for_another(part) else part for part in node.nodes))
    return Any((node, Unparsed(node.span, _WHY)), node.span)


def _asks_for_another(node: Node) -> bool:
    match node:
        case Leaf(requirement):
            return is_elsewhere(requirement)
        case Any(nodes):
            cancers = [part for part in nodes if not _is_a_stage(part) and not isinstance(part, Unparsed)]
            return bool(cancers) and all(_asks_for_another(part) for part in cancers)
        case All(nodes):
            return any(_asks_for_another(part) for part in nodes)
        case _:
            return False


def is_elsewhere(requirement: Requirement) -> bool:
    """Whether a requirement is a cancer that is not of the breast."""
    concept = requirement.concept
    if requirement.kind is not Kind.CANCER or requirement.value == "prior" or concept in _ANY_CANCER:
        return False
    is_a = load().is_a
    return not is_a(Kind.CANCER, concept, "breast cancer") and not is_a(Kind.CANCER, "breast cancer", concept)
