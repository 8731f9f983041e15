"""Owns exclusions of exactly whom the trial asks for: they have been misread."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from criteria.criterion import Criteria, Criterion
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, Kind, Leaf, Node, Not, Requirement, Unparsed
from criteria.vocabulary import load
from matcher.gates import conjuncts

_WHY = "it contradicts what the trial asks for elsewhere"
_KINDS = (Kind.CANCER, Kind.STAGE, Kind.BIOMARKER, Kind.THERAPY, Kind.SEX, Kind.MENOPAUSE, Kind.METASTASIS)
_DEFAULT = {Kind.THERAPY: "prior", Kind.METASTASIS: "any"}

_COUNTED = regex(r"\bmore than (?:one|two|three|\d)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ASKED_OF_THEM = regex(
    r"\bchild-?\s?bearing\s+(?:potential|age)\b[^.;]{0,160}\b(?:must|should|agree|will|willing|have\s+to|need\s+to|are\s+required)\b",
    re.IGNORECASE,
)
_SUBJECT = (Kind.CANCER, Kind.THERAPY)

_OPERATIONS = frozenset({"lumpectomy", "mastectomy"})
_OPERATED = Requirement(Kind.THERAPY, "surgery", "prior", detail=(("site", "breast"),))

# "no other prior chemotherapy": what was named before is not meant, however it was asked for
_OTHER = regex(r"\b(?:other|additional|further)\b", re.IGNORECASE)


class Asked(NamedTuple):
    """What a trial asks for, the arm that it is limited to, and whether it is surely asked for."""

    requirement: Requirement
    arm: str | None
    surely: bool


def asked_for(criteria: Criteria, soften: Callable[[Criterion], Criterion]) -> tuple[Asked, ...]:
    """What every patient must have; what is asked for twice stands once.

    That a treatment was had is surely asked for only where ``soften`` leaves it so: a trial names its own drugs in much that it
    asks for.
    """
    asked = (
        Asked(requirement, one.arm, not _was_had(requirement) or requirement in _asked(soften(one).node))
        for one in criteria.criteria
        for requirement in _asked(one.node)
    )
    operated = (Asked(_OPERATED, one.arm, True) for one in criteria.criteria if _asks_for_an_operation(one.node))
    return tuple(dict.fromkeys((*asked, *operated)))


def _was_had(requirement: Requirement) -> bool:
    return requirement.kind is Kind.THERAPY and requirement.value not in ("planned", "concurrent")


def _asked(node: Node) -> list[Requirement]:
    return [requirement for requirement, wanted in conjuncts(node) if wanted and requirement.kind in _KINDS]


def _asks_for_an_operation(node: Node) -> bool:
    """Whether nobody meets it who has had no operation on the breast, whichever it was."""
    match node:
        case Leaf(Requirement(Kind.THERAPY, concept, "prior") as requirement):
            return concept in _OPERATIONS or (concept == "surgery" and _OPERATED.detail[0] in requirement.detail)
        case Any(nodes):
            return all(map(_asks_for_an_operation, nodes))
        case All(nodes):
            return any(map(_asks_for_an_operation, nodes))
        case _:
            return False


def without_contradictions(criterion: Criterion, asked: Sequence[Asked], text: str) -> Criterion:
    """The criterion with what it excludes although the trial asks for it put back among the unread words."""
    besides = _OTHER.search(criterion.span.of(text)) is not None
    relevant = [a.requirement for a in asked if a.arm in (None, criterion.arm) and (a.surely or besides)]
    inside = [r for r, wanted in conjuncts(criterion.node) if not wanted]
    doubtful = {r: asked_too for r in inside if (asked_too := [one for one in relevant if _implies(one, r)])}
    if not doubtful:
        return criterion
    return replace(criterion, node=_unread(criterion.node, doubtful, text, wanted=True))


def _is_wider(excluded: Requirement, asked: Sequence[Requirement]) -> bool:
    """Whether a treatment excludes much besides what is asked for: "no other anticancer therapy" beside tamoxifen that must be taken."""
    return bool(asked) and excluded.kind is Kind.THERAPY and all(one.concept != excluded.concept for one in asked)


def without_those_it_takes(criterion: Criterion, text: str) -> Criterion:
    """The criterion open for women of childbearing potential, where the text says elsewhere what is asked of them."""
    match criterion.node:
        case Not(Leaf(Requirement(kind=Kind.PREGNANCY, concept="childbearing potential"), span)):
            before, behind = text[: criterion.span.start], text[criterion.span.end :]
            if _ASKED_OF_THEM.search(before) or _ASKED_OF_THEM.search(behind):
                return replace(criterion, node=Not(Unparsed(span, _WHY), criterion.node.span))
    return criterion


def _implies(required: Requirement, excluded: Requirement) -> bool:
    """Whether everyone of whom ``required`` is true is ruled out by ``excluded``."""
    if required.kind is not excluded.kind or excluded.when is not None:
        return False
    if excluded.detail and excluded != _OPERATED:
        return False
    if excluded == _OPERATED:
        return required == _OPERATED
    if (required.value or _DEFAULT.get(required.kind)) != (excluded.value or _DEFAULT.get(excluded.kind)):
        return False
    if excluded.setting is not None and excluded.setting != required.setting:
        return False
    return load().is_a(required.kind, required.concept, excluded.concept)


def _unread(node: Node, doubtful: Mapping[Requirement, Sequence[Requirement]], text: str, *, wanted: bool) -> Node:
    match node:
        case Not(Leaf(requirement, span)) if _COUNTED.search(text[max(0, span.start - 40) : span.start]):
            return node  # how many of it were had is for others to doubt
        case Not(Leaf(requirement, span)) if wanted and _is_wider(requirement, doubtful.get(requirement, ())):
            rest = replace(requirement, apart_from=(*requirement.apart_from, *doubtful[requirement]))
            return Not(All((Leaf(rest, span), Unparsed(span, _WHY)), span), node.span)
        case Not(Leaf(requirement)) if wanted and requirement in doubtful and requirement.kind in _SUBJECT:
            return Allow(node, node.span)  # what the trial is about excludes nobody from it
        case Leaf(requirement, span) if not wanted and requirement in doubtful:
            return Unparsed(span, _WHY)
        case Not(inner):
            return replace(node, node=_unread(inner, doubtful, text, wanted=not wanted))
        case All(nodes) if wanted:
            return replace(node, nodes=tuple(_unread(n, doubtful, text, wanted=wanted) for n in nodes))
        case Any(nodes) if not wanted:
            return replace(node, nodes=tuple(_unread(n, doubtful, text, wanted=wanted) for n in nodes))
        case _:
            return node
