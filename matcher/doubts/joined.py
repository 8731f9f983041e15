"""Owns parts that the tree joins by "and" and the text, or sense, by "or"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.span import Span
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed

_OR = re.compile(r"\bor\b", re.IGNORECASE)
_NO_ALTERNATIVE = re.compile(
    r"\([^()]*\)|\b(?:greater|more|less|higher|lower|fewer|older|younger|equal|at|above|below|with|whether) (?:than )?or "
    r"(?:equal|not|without|above|below|greater|more|less|over)\b|\bor (?:equal|higher|greater|more|less|lower|older|above|"
    r"below|fewer|better|worse|later|earlier)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;]\s|\n\s*(?:[*•-]|\d+[.)]|[a-z][.)])")
_ONE_CLAUSE = 80
_WHY = "the text joins its parts by or"


def with_alternatives(node: All, text: str) -> Node:
    """The conjunction with such parts as alternatives, of which there may be more than were read."""
    node = _without_excluding_everyone(node)
    doubtful = (
        _joined_by_or(node.nodes, text)
        | _disjoint_stages(node.nodes)
        | _receptors_twice(node.nodes)
        | _exclusive(node.nodes)
    )
    if not doubtful:
        return node
    strict = tuple(part for place, part in enumerate(node.nodes) if place not in doubtful)
    loose = tuple(part for place, part in enumerate(node.nodes) if place in doubtful)
    softened = Any((*loose, Unparsed(_cover(loose), _WHY)), node.span)
    return replace(node, nodes=(*strict, softened))


def _cover(nodes: Sequence[Node]) -> Span:
    span = nodes[0].span
    for node in nodes[1:]:
        span = span.cover(node.span)
    return span


def _joined_by_or(nodes: Sequence[Node], text: str) -> set[int]:
    """The places of the parts that an "or" of the text stands between."""
    order = sorted(range(len(nodes)), key=lambda place: nodes[place].span)
    found: set[int] = set()
    for one, other in pairwise(order):
        if _excludes(nodes[one]) or _excludes(nodes[other]):
            continue  # "pregnancy or lactation" under exclusion does mean neither
        gap = text[nodes[one].span.end : nodes[other].span.start]
        if len(gap) <= _ONE_CLAUSE and not _STOP.search(gap) and _OR.search(_NO_ALTERNATIVE.sub(" ", gap)):
            found |= {one, other}
    return found


def _disjoint_stages(nodes: Sequence[Node]) -> set[int]:
    """The places of lists of stages that have none in common: no one is in both at once."""
    lists = {place: groups for place, part in enumerate(nodes) if (groups := _stages(part))}
    if len(lists) < 2 or frozenset.intersection(*lists.values()):
        return set()
    others = {p for p, n in enumerate(nodes) if isinstance(n, Leaf) and n.requirement.concept in ("T", "N", "M")}
    return set(lists) | others


def _exclusive(nodes: Sequence[Node]) -> set[int]:
    """The places of states of which no one has two: female and male, pre- and postmenopausal, positive and negative."""
    seen: dict[tuple[str, str], dict[str, set[int]]] = {}
    for place, part in enumerate(nodes):
        if isinstance(part, Leaf) and (state := _state(part.requirement)) is not None:
            seen.setdefault(state[0], {}).setdefault(state[1], set()).add(place)
    return {place for states in seen.values() if len(states) > 1 for places in states.values() for place in places}


def _state(requirement: Requirement) -> tuple[tuple[str, str], str] | None:
    if requirement.kind in (Kind.SEX, Kind.MENOPAUSE):
        return (requirement.kind, ""), requirement.concept
    if requirement.kind is Kind.BIOMARKER and requirement.value in ("positive", "negative"):
        return (requirement.kind, requirement.concept), str(requirement.value)
    return None


def _without_excluding_everyone(node: All) -> All:
    """Drop the exclusion of women beside that of men: a sentence about both is about neither."""
    sexes = {
        part.node.requirement.concept: place
        for place, part in enumerate(node.nodes)
        if isinstance(part, Not) and isinstance(part.node, Leaf) and part.node.requirement.kind is Kind.SEX
    }
    if len(sexes) < 2:
        return node
    dropped = set(sexes.values())
    parts = tuple(Allow(n, n.span) if place in dropped else n for place, n in enumerate(node.nodes))
    return replace(node, nodes=parts)


def _receptors_twice(nodes: Sequence[Node]) -> set[int]:
    """The places of ER or PR beside HR, all positive: HR already means that one of the two is."""
    positive = {
        part.requirement.concept: place
        for place, part in enumerate(nodes)
        if isinstance(part, Leaf) and part.requirement.kind is Kind.BIOMARKER and part.requirement.value == "positive"
    }
    doubled = {positive[name] for name in ("ER", "PR") if name in positive}
    return doubled | {positive["HR"]} if "HR" in positive and doubled else set()


def _stages(node: Node) -> frozenset[str]:
    """The stage groups that a part names, alone or among alternatives."""
    match node:
        case Leaf(requirement) if requirement.kind is Kind.STAGE and requirement.concept == "stage":
            return frozenset(requirement.value) if isinstance(requirement.value, tuple) else frozenset()
        case Any(nodes):
            return frozenset[str]().union(*(_stages(part) for part in nodes))
        case _:
            return frozenset()


def _excludes(node: Node) -> bool:
    match node:
        case Not():
            return True
        case Unless(inner, _) | If(_, inner):
            return _excludes(inner)
        case All(nodes) | Any(nodes):
            return any(_excludes(part) for part in nodes)
        case _:
            return False
