"""Owns what a reading lets through by scope: exceptions that are about one of several parts, states joined by a slash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.nodes import conjuncts
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Any, Kind, Leaf, Node, Not, Requirement, Unless, walk
from criteria.vocabulary import load
from matcher.doubts.parts.apart import apart_from_exception

_SLASH = regex(r"[+\-−–)\s]*/\s*")
_BRACKET, _COMMA = len(" ("), len(", and/or ")  # what stands before the first of a class's examples, and between two
_OTHER_SETTING = {"early": "metastatic", "metastatic": "early"}


_ABOUT_THERAPY = regex(r"\btherap\w*|\btreatments?\b", re.IGNORECASE)
_NO_THERAPY = frozenset({Kind.CANCER, Kind.BIOMARKER, Kind.STAGE})


def kept_from_exception(node: Unless, text: str) -> Node:
    """A description with an exception about treatment: what the cancer must be is not excepted.

    "HR+ breast cancer after 2 lines of therapy, unless ineligible for such therapy" still asks for HR+ breast cancer.
    """
    inner = kept_from_exception(node.node, text) if isinstance(node.node, Unless) else node.node
    if not isinstance(inner, All) or not _ABOUT_THERAPY.search(node.exception.span.of(text)):
        return node if inner is node.node else replace(node, node=inner)
    excepted = {n.requirement.kind for n in walk(node.exception) if isinstance(n, Leaf)}
    strict = tuple(part for part in inner.nodes if _kinds(part) and _kinds(part) <= _NO_THERAPY - excepted)
    loose = tuple(part for part in inner.nodes if part not in strict)
    if not strict or not loose:
        return node if inner is node.node else replace(node, node=inner)
    own = loose[0] if len(loose) == 1 else replace(inner, nodes=loose)
    return replace(inner, nodes=(*strict, replace(node, node=own)))


def _kinds(node: Node) -> set[Kind]:
    return {n.requirement.kind for n in walk(node) if isinstance(n, Leaf)}


def scoped_exception(node: Unless) -> Node:
    """Exclusions of several treatments with an exception for one of them: the others stay excluded.

    "No chemotherapy (except adjuvant), fulvestrant or CDK4/6 inhibitor" excludes chemotherapy for metastatic disease.
    """
    inner = node.node
    excepted = [
        n.requirement for n in walk(node.exception) if isinstance(n, Leaf) and n.requirement.kind is Kind.THERAPY
    ]
    if not excepted:
        return _of_its_category(node)
    if isinstance(inner, Not) and isinstance(inner.node, Leaf):
        return _other_setting(inner, inner.node, excepted) or apart_from_exception(node)
    if not isinstance(inner, All):
        return node
    related = tuple(part for part in inner.nodes if _about(part, excepted))
    parts = _with_examples(inner.nodes, related)
    examples = _examples(parts, related)
    related = tuple(part for part in parts if part in related or part in examples or part not in inner.nodes)
    if related and all(isinstance(part, Not) and isinstance(part.node, Leaf) for part in related):
        return replace(inner, nodes=tuple(_each(part, node) if part in related else part for part in parts))
    if not related or len(related) == len(parts):
        return node
    rest = tuple(part for part in parts if part not in related)
    own = related[0] if len(related) == 1 else replace(inner, nodes=related)
    return replace(inner, nodes=(*rest, scoped_exception(replace(node, node=own))))


def _with_examples(parts: tuple[Node, ...], related: tuple[Node, ...]) -> tuple[Node, ...]:
    """The parts, a list of examples of a class that an exception is about one by one: "hormones (estrogens), except contraceptives"."""
    found: list[Node] = []
    for part in parts:
        listed = part.nodes if isinstance(part, All) else ()
        found += listed if listed and all(_is_example(one, related) for one in listed) else (part,)
    return tuple(found)


def _examples(parts: tuple[Node, ...], related: tuple[Node, ...]) -> tuple[Node, ...]:
    """The parts that are examples in a bracket right after their class, or that follow one in the same list."""
    found: list[Node] = []
    end, apart = 0, _BRACKET
    for part in parts:
        if part in related:
            end, apart = part.span.end, _BRACKET
        elif _is_example(part, related) and 0 <= part.span.start - end <= apart:
            found.append(part)
            end, apart = part.span.end, _COMMA
    return tuple(found)


def _is_example(part: Node, related: tuple[Node, ...]) -> bool:
    """Whether a part is of one kind of a treatment that is named before it, and that an exception is about."""
    requirement = _excluded(part)
    if requirement is None:
        return False
    classes = (_excluded(one) for one in related if one.span.start < part.span.start)
    return any(whole is not None and load().is_a(Kind.THERAPY, requirement.concept, whole.concept) for whole in classes)


def _excluded(part: Node) -> Requirement | None:
    """The one treatment that a part excludes."""
    if not isinstance(part, Not) or not isinstance(part.node, Leaf):
        return None
    return part.node.requirement if part.node.requirement.kind is Kind.THERAPY else None


def _of_its_category(node: Unless) -> Node:
    """Exclusions with a category of T or N let in: "no N2 or N3 or metastatic disease; N2a is eligible" lets in no metastases."""
    excepted, inner = node.exception, node.node
    if not isinstance(excepted, Leaf) or excepted.requirement.concept not in ("T", "N") or not isinstance(inner, All):
        return node
    concept, parts = excepted.requirement.concept, tuple(conjuncts(inner))
    own = tuple(
        part for part in parts if any(isinstance(n, Leaf) and n.requirement.concept == concept for n in walk(part))
    )
    rest = tuple(part for part in parts if part not in own)
    if not own or not rest:
        return node
    lifted = replace(node, node=own[0] if len(own) == 1 else replace(inner, nodes=own))
    return replace(inner, nodes=(*rest, lifted))


def _each(part: Node, node: Unless) -> Node:
    """One of several exclusions with the exception as far as it is its own: "no A or B (except adjuvant)" excepts each for itself."""
    exception = node.exception
    if isinstance(exception, Any) and all(isinstance(one, Leaf) for one in exception.nodes):
        own = [n.requirement for n in walk(part) if isinstance(n, Leaf)]
        mine = tuple(one for one in exception.nodes if _about(one, own))
        exception = mine[0] if len(mine) == 1 else replace(exception, nodes=mine) if mine else exception
    return scoped_exception(replace(node, node=part, exception=exception, span=part.span.cover(exception.span)))


def _other_setting(node: Not, leaf: Leaf, excepted: Sequence[Requirement]) -> Node | None:
    """Excluded but in one setting: excluded in the other."""
    for requirement in excepted:
        other = _OTHER_SETTING.get(requirement.setting or "")
        plain = requirement.when is None and not requirement.detail
        if requirement.concept == leaf.requirement.concept and leaf.requirement.setting is None and other and plain:
            return replace(node, node=replace(leaf, requirement=replace(leaf.requirement, setting=other)))
    return None


def _about(part: Node, excepted: Sequence[Requirement]) -> bool:
    """Whether a part is of a treatment that the exception speaks of too, or of something else than one treatment."""
    named = [n.requirement for n in walk(part) if isinstance(n, Leaf)]
    if any(r.kind is not Kind.THERAPY for r in named) or not named:
        return True
    is_a = load().is_a
    return any(
        is_a(Kind.THERAPY, r.concept, e.concept) or is_a(Kind.THERAPY, e.concept, r.concept)
        for r in named
        for e in excepted
    )


def joined_states(node: Any, text: str) -> Node:
    """Alternatives that the text joins by a slash or as adjectives of one cancer: "HR+/HER2- ductal or lobular BC"."""
    parts = node.nodes
    if not all(isinstance(p, Leaf) and p.requirement.kind in (Kind.BIOMARKER, Kind.CANCER) for p in parts):
        return node
    markers = {p.requirement.concept for p in parts if isinstance(p, Leaf) and p.requirement.kind is Kind.BIOMARKER}
    if len(markers) < 2 or len(markers) < sum(
        isinstance(p, Leaf) and p.requirement.kind is Kind.BIOMARKER for p in parts
    ):
        return node
    gaps = [_gap(one.span, other.span, text) for one, other in pairwise(parts)]
    last_is_cancer = isinstance(parts[-1], Leaf) and parts[-1].requirement.kind is Kind.CANCER
    slashed = gaps[:-1] if last_is_cancer else gaps
    if not all(_SLASH.fullmatch(gap) for gap in slashed):
        return node
    if last_is_cancer and gaps[-1].strip():
        return node
    return All(parts, node.span) if _differ(parts) else node


def _differ(parts: Sequence[Node]) -> bool:
    """Whether one marker is asked to be positive and another negative: what is so joined is one description."""
    values = {p.requirement.value for p in parts if isinstance(p, Leaf) and p.requirement.kind is Kind.BIOMARKER}
    return {"positive", "negative"} <= values


def _gap(one: Span, other: Span, text: str) -> str:
    return text[one.end : other.start] if one.end <= other.start else ""
