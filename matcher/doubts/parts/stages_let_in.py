"""Owns stages, nodes and markers that one criterion both asks for and lets be otherwise: whom it lets in it does not turn away.

"Stage I to III; stage IV patients will be allowed", "stage IIIB or IV metastatic breast cancer".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, Comparison, If, Kind, Leaf, Node, Requirement, Section, Unparsed, walk
from criteria.vocabulary import load

_LET_IN = "another of its kind is let in beside it"
_LOWER_TOO = "the stages beside it are not all of that extent"
_BOTH_WAYS = "it is that of one way to find the stage"
_BY_EXAM = regex(r"\bcn\d|\bclinical")
_BY_PATHOLOGY = regex(r"\bpn\d|\bpathologic")


def with_stages_let_in(criterion: Criterion, text: str) -> Criterion:
    """The criterion, what it asks of a stage or marker open where its own words let in another."""
    if criterion.section is not Section.INCLUSION:
        return criterion
    node = _let_in(criterion.node, text)
    return criterion if node is criterion.node else replace(criterion, node=node)


def with_histologies_let_in(criteria: Sequence[Criterion], text: str) -> tuple[Criterion, ...]:
    """The criteria, a histology that one asks for open for those whose histology another line of its arm lets in."""
    permitted = [(one.arm, found) for one in criteria if (found := _let_in_beside(one, text)) is not None]
    if not permitted:
        return tuple(criteria)
    return tuple(
        replace(one, node=_or_another(one.node, [found for arm, found in permitted if arm in (None, one.arm)]))
        if one.section is Section.INCLUSION
        else one
        for one in criteria
    )


# a list of kinds of which not every one need have been read: "tubular, mucinous and medullary variants"
_OF_KINDS = regex(r"\b(?:histolog(?:y|ies)|(?:sub)?types|variants?)\b", re.IGNORECASE)


def _let_in_beside(criterion: Criterion, text: str) -> tuple[tuple[Requirement, ...], bool] | None:
    """The histologies that a line of the inclusion criteria permits, and whether it may permit more than were read."""
    if criterion.section is not Section.INCLUSION:
        return None
    leaves = (leaf for part in walk(criterion.node) if (leaf := _permitted(part)) is not None)
    found = tuple(leaf.requirement for leaf in leaves if _is_a_histology(leaf.requirement))
    return (found, _OF_KINDS.search(criterion.span.of(text)) is not None) if found else None


def _or_another(node: Node, permitted: Sequence[tuple[tuple[Requirement, ...], bool]]) -> Node:
    match node:
        case Leaf(requirement, span) if _is_a_histology(requirement):
            named = dict.fromkeys(r for found, _ in permitted for r in found)
            had = tuple(Leaf(r, span) for r in named if not _is_kind_of(r, requirement.concept))
            if not had:
                return node
            doubt = Unparsed(span, _LET_IN)
            if any(more for _, more in permitted):
                return Any((node, doubt), span)
            return Any((node, All((had[0] if len(had) == 1 else Any(had, span), doubt), span)), span)
        case All(nodes):
            parts = tuple(_or_another(part, permitted) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case _:
            return node


def _is_a_histology(requirement: Requirement) -> bool:
    """Whether it is an invasive cancer of the breast of a certain kind."""
    concept = requirement.concept
    return (
        requirement.kind is Kind.CANCER
        and _HISTOLOGY.search(concept) is not None
        and _is_kind_of(requirement, "breast cancer")
        and not _is_kind_of(requirement, "carcinoma in situ")
    )


_HISTOLOGY = regex(r"\b(?:ductal|lobular|tubular|mucinous|medullary|papillary|cribriform|metaplastic|apocrine)\b")


def _is_kind_of(requirement: Requirement, concept: str) -> bool:
    return load().is_a(Kind.CANCER, requirement.concept, concept)


def _let_in(node: Node, text: str) -> Node:
    """What is asked for together, and each of several ways by itself."""
    if isinstance(node, Any):
        ways = tuple(_let_in(way, text) for way in node.nodes)
        return node if all(a is b for a, b in zip(ways, node.nodes, strict=True)) else replace(node, nodes=ways)
    if not isinstance(node, All):
        return node
    parts = _asked(node)
    asked = [part for part in parts if isinstance(part, Leaf) and part.requirement.kind in _OF_THE_TUMOUR]
    allowed = [leaf.requirement for leaf in map(_permitted, parts) if leaf is not None]
    unread = [part for part in parts if isinstance(part, Allow) and isinstance(part.node, Unparsed)]
    why = {id(leaf): _LET_IN for leaf in asked if any(_is_otherwise(leaf.requirement, other) for other in allowed)}
    why |= {id(leaf): _LET_IN for leaf in asked if any(_may_lift(part, leaf, text) for part in unread)}
    stages = [leaf for leaf in asked if leaf.requirement.kind is Kind.STAGE]
    if any(_reaches_to_the_last(leaf.requirement) for leaf in stages):
        why |= {id(leaf): _LOWER_TOO for leaf in stages if leaf.requirement.concept == "metastatic"}
    for concept in ("T", "N"):
        twice = [leaf for leaf in stages if leaf.requirement.concept == concept]
        if len(twice) > 1 and _are_found_in_two_ways(twice, text):
            why |= {id(leaf): _BOTH_WAYS for leaf in twice}
    return _opened(node, why, text)


def _asked(node: Node) -> list[Node]:
    """What everyone is asked for, and what is permitted beside it."""
    match node:
        case All(nodes):
            return [found for part in nodes for found in _asked(part)]
        case If(_, Allow() as permitted):
            return [permitted]
        case If(_, Leaf(requirement) as leaf) if requirement.kind is Kind.BIOMARKER:
            return [Allow(leaf, leaf.span)]  # "HER2-negative (HER2-positive only if treated before)"
        case _:
            return [node]


# "node-negative disease. Patients with isolated tumor cells are allowed": whom it lets in was not read
_LETS_IN = regex(
    r"\W*(?:(?:note|however|but)\b\W*)?"
    r"(?:(?:patients?|subjects?|participants?|women|those|tumou?rs?|nodes?|cancers?)\s+)?"
    r"(?:with|who(?:se)?\b|having|micro\w+|isolated)\b"
    r"(?:[^.;]|(?<=\d)\.(?=\d))*\b(?:allowed|permitted|eligible|acceptable|accepted|may (?:also )?(?:be )?(?:enroll?ed|enter\w*|includ\w+|participat\w+))\b",
    re.IGNORECASE,
)
_NOT_LET_IN = regex(r"\b(?:not|only|no longer|ineligible)\b", re.IGNORECASE)
_OF_THE_TUMOUR = frozenset({Kind.STAGE, Kind.BIOMARKER, Kind.DISEASE_MEASURE})
_NEAR = 160  # characters between what is asked for and the permission


def _may_lift(part: Allow, leaf: Leaf, text: str) -> bool:
    """Whether an unread permission right behind what is asked of the tumor may be for those who have it otherwise."""
    if not 0 <= part.span.start - leaf.span.end <= _NEAR:
        return False
    words = part.span.of(text)
    return _LETS_IN.match(words) is not None and _NOT_LET_IN.search(words) is None


def _permitted(part: Node) -> Leaf | None:
    return part.node if isinstance(part, Allow) and isinstance(part.node, Leaf) else None


def _is_otherwise(asked: Requirement, allowed: Requirement) -> bool:
    """Whether what is let in need not be what is asked for."""
    if asked.kind is not allowed.kind or asked.concept != allowed.concept:
        return False
    match asked.kind, asked.value, allowed.value:
        case Kind.STAGE, tuple() as own, tuple() as other:
            return not set(own) & set(other)
        case Kind.DISEASE_MEASURE, Comparison(op, own), Comparison(other_op, other) if op == other_op:
            return other < own if op in (">", ">=") else other > own
        case Kind.BIOMARKER, ("positive" | "negative") as own, ("positive" | "negative") as other:
            return own != other
        case Kind.BIOMARKER, own, "any":
            return own not in ("any", "known")
        case _:
            return False


def _reaches_to_the_last(requirement: Requirement) -> bool:
    """Whether stage groups below the fourth are asked for beside it: "stage IIIB or IV"."""
    value = requirement.value
    if requirement.concept != "stage" or not isinstance(value, tuple):
        return False
    return len({group.startswith("IV") for group in value}) > 1


def _are_found_in_two_ways(leaves: Sequence[Leaf], text: str) -> bool:
    """Whether one is by examination and the other by pathology: "cN0-1 … pN1-2"."""
    own = [leaf.span.of(text).lower() for leaf in leaves]
    return any(_BY_EXAM.search(words) for words in own) and any(_BY_PATHOLOGY.search(words) for words in own)


def _opened(node: Node, why: dict[int, str], text: str) -> Node:
    match node:
        case Leaf() if id(node) in why:
            return Any((node, Unparsed(node.span, why[id(node)])), node.span)
        case All(nodes):
            parts = tuple(_opened(part, why, text) for part in nodes)
        case Any(nodes):
            parts = tuple(_let_in(part, text) for part in nodes)
        case _:
            return node
    return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)


def disjoint_stages(nodes: Sequence[Node]) -> set[int]:
    """The places of lists of stages, or of combinations of categories, that have none in common: no one is in both at once."""
    lists = {place: groups for place, part in enumerate(nodes) if (groups := _stages(part))}
    if len(lists) < 2 or frozenset.intersection(*lists.values()):
        return _disjoint_combinations(nodes)
    others = {p for p, n in enumerate(nodes) if isinstance(n, Leaf) and n.requirement.concept in ("T", "N", "M")}
    return set(lists) | others


def _disjoint_combinations(nodes: Sequence[Node]) -> set[int]:
    """The places of combinations whose tumors no one has both of: "T1-2, N1" in one line and "T3, N0" in the next."""
    tumours = {place: sizes for place, part in enumerate(nodes) if isinstance(part, All) and (sizes := _tumours(part))}
    apart = len(tumours) > 1 and not frozenset.intersection(*tumours.values())
    return set(tumours) if apart else set()


def _tumours(part: All) -> frozenset[str]:
    """The T categories that a combination asks for, without their letters: T1 for T1c."""
    asked = [one.requirement for one in part.nodes if isinstance(one, Leaf) and one.requirement.kind is Kind.STAGE]
    return frozenset(
        value[:2] for one in asked if one.concept == "T" and isinstance(one.value, tuple) for value in one.value
    )


def _stages(node: Node) -> frozenset[str]:
    """The stage groups that a part names, alone or among alternatives."""
    match node:
        case Leaf(requirement) if requirement.kind is Kind.STAGE and requirement.concept == "stage":
            return frozenset(requirement.value) if isinstance(requirement.value, tuple) else frozenset()
        case Any(nodes):
            return frozenset[str]().union(*(_stages(part) for part in nodes))
        case _:
            return frozenset()


def asks_for_a_stage(part: Node) -> bool:
    """Whether it asks for a stage or an extent, alone or among others."""
    return any(isinstance(leaf, Leaf) and leaf.requirement.kind is Kind.STAGE for leaf in walk(part))
