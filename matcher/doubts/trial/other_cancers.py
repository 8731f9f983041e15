"""Owns criteria that ask for a cancer of another organ: one of several groups that the trial takes, if hers is among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.criterion import Criteria, Criterion
from criteria.items.organs_apart import is_elsewhere
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Requirement, Section, Unless, Unparsed
from criteria.vocabulary import load

_HERS = regex(r"\bbreast\b|\b(?:[A-Z]{1,3})?BC\b|\bsolid (?:tumou?r|malignanc|cancer)", re.IGNORECASE)
_SAYS_MORE_BEFORE = regex(r"[.;:]\s|\b(?:no|not|without|except|excluding|other than|unless)\b", re.IGNORECASE)
_WHY = "the trial takes other cancers too"


def taking_hers(criteria: Criteria) -> frozenset[str | None]:
    """The arms, None for the trial as a whole, of which an inclusion takes cancer of the breast or of any organ."""
    return frozenset(
        one.arm
        for one in criteria.criteria
        if one.section is Section.INCLUSION
        and one.registry_field is None
        and any(_is_hers(leaf.requirement) for leaf in _let_in(one.node))
    )


def one_of_several(criterion: Criterion, text: str, hers: frozenset[str | None] = frozenset()) -> Criterion:
    """The criterion, asked of nobody else where the cancer of another organ that it asks for need not be everyone's.

    ``hers`` are the arms that take hers: beside that, a line about another cancer is one of those who have it. Where
    only the words of the text name hers, it is left open.
    """
    if criterion.section is not Section.INCLUSION or criterion.registry_field is not None:
        return criterion
    if not _asks_for_another(criterion.node):
        return criterion
    span, node = criterion.span, criterion.node
    if _HERS.search(span.of(text)):
        return replace(criterion, node=_opened(node))
    takes_hers = criterion.arm in hers or (criterion.arm is None and bool(hers))
    if takes_hers and (of_theirs := _of_theirs(node, text, span.start)) is not None:
        return replace(criterion, node=of_theirs)
    if criterion.arm is not None:
        return criterion  # another arm may be hers
    if _HERS.search(text, 0, span.start) or _HERS.search(text, span.end):
        return replace(criterion, node=Any((node, Unparsed(span, _WHY)), node.span))
    return criterion


def _of_theirs(node: Node, text: str, start: int) -> Node | None:
    """What a line asks of those alone who have the cancer that its first sentence names; None where it names none."""
    if not isinstance(node, All):
        return Allow(node, node.span)
    theirs = [part for part in node.nodes if _asks_for_another(part)]
    rest = [part for part in node.nodes if part not in theirs]
    if _SAYS_MORE_BEFORE.search(text, start, theirs[0].span.start) is not None:
        return None
    return Allow(node, node.span) if not rest else If(all_of(theirs), all_of(rest), node.span)


def _let_in(node: Node) -> Iterator[Leaf]:
    """What a tree names of which a patient may be or must be, and nothing that it excludes or makes a condition."""
    match node:
        case Leaf():
            yield node
        case All(nodes) | Any(nodes):
            for part in nodes:
                yield from _let_in(part)
        case Unless(inner, _) | Allow(inner):
            yield from _let_in(inner)
        case _:
            return


def _is_hers(requirement: Requirement) -> bool:
    """Whether a requirement is cancer of the breast, or one that can be of any organ."""
    if requirement.kind is Kind.BIOMARKER:
        return requirement.concept == "TNBC" and requirement.value == "positive"
    if requirement.kind is not Kind.CANCER or requirement.value == "prior":
        return False
    return requirement.concept == "solid tumor" or load().is_a(Kind.CANCER, requirement.concept, "breast cancer")


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
