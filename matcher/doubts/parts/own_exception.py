"""Owns exceptions that would let in everyone, or ask once more: they name what is excluded itself, or something else than it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from criteria.nodes import all_of
from criteria.tree import All, Any, Comparison, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed
from criteria.vocabulary import load
from matcher.derive.therapy import is_anticancer_class

_GIVEN = (None, "prior", "concurrent")
# kinds of treatment of which none is another
_KINDS = ("chemotherapy", "endocrine therapy", "radiation therapy", "surgery", "immunotherapy", "HER2-targeted therapy")
# of which no hormone, radiation or operation is one
_BIOLOGICS = ("biologic therapy", "antibody-based therapy")
_NO_BIOLOGIC = frozenset({"endocrine therapy", "radiation therapy", "surgery"})


def no_more_than_it_says(node: Unless) -> Node:
    """The exclusion with an exception that lifts no more than the text does; the node itself where it lifts no more.

    "No steroids. Short courses of steroids are allowed" is open for whoever takes steroids; "no chemotherapy (hormonal
    therapy is allowed)" excludes chemotherapy whoever takes hormones beside it.
    """
    if isinstance(node.node, Leaf) and node.node.requirement.kind is Kind.LINES:
        return _uncounted(node, node.node.requirement)
    inner = node.node
    if isinstance(inner, Not) and isinstance(inner.node, Leaf) and inner.node.requirement.kind is Kind.LINES:
        fewer = _without(inner.node, node.exception)
        return _of_the_amount(node) if fewer is None else replace(inner, node=fewer)
    while isinstance(inner, Unless):
        inner = inner.node
    if _is_an_amount(inner):
        return _of_the_amount(node)
    excluded = tuple(_excluded(inner))
    excepted = node.exception.nodes if isinstance(node.exception, Any) else (node.exception,)
    if not excluded:
        return node
    parts = tuple(new for part in excepted if (new := _as_said(part, excluded)) is not None)
    if len(parts) == len(excepted) and all(new is old for new, old in zip(parts, excepted, strict=True)):
        return node
    if not parts:
        others = (part.requirement for part in excepted if isinstance(part, Leaf))
        return _as_read(node.node, tuple(r for r in others if not any(_related(r, one) for one in excluded)))
    return replace(node, exception=parts[0] if len(parts) == 1 else Any(parts, node.exception.span))


def _as_read(node: Node, excepted: tuple[Requirement, ...]) -> Node:
    """The exclusions apart from what lifts nothing of them, so that it is seen that the exception was read."""
    match node:
        case Not(Leaf(requirement) as leaf):
            apart = replace(requirement, apart_from=(*requirement.apart_from, *excepted))
            return replace(node, node=replace(leaf, requirement=apart))
        case All(nodes):
            return replace(node, nodes=tuple(_as_read(part, excepted) for part in nodes))
        case Unless(inner):
            return replace(node, node=_as_read(inner, excepted))
        case _:
            return node


def _is_an_amount(node: Node) -> bool:
    """Whether so much of a treatment is excluded, and not the treatment itself."""
    return isinstance(node, Not) and isinstance(node.node, Leaf) and isinstance(node.node.requirement.value, Comparison)


def _of_the_amount(node: Unless) -> Node:
    """An amount that excludes, beside treatments that are let in: "> 360 mg/m2. Adjuvant doxorubicin was allowed" lets in no more of it."""
    parts = node.exception.nodes if isinstance(node.exception, Any) else (node.exception,)
    given = all(
        isinstance(part, Leaf) and part.requirement.kind is Kind.THERAPY and part.requirement.value in _GIVEN
        for part in parts
    )
    return replace(node, exception=Unparsed(node.exception.span, "it says nothing of the amount")) if given else node


def _uncounted(node: Unless, counted: Requirement) -> Node:
    """A number of lines with treatments that are not counted: to have had these does not stand for the number."""
    exception = node.exception
    if not isinstance(exception, Leaf) or exception.requirement.kind is not Kind.THERAPY:
        return node
    if _is_another(exception.requirement.concept, counted.concept):
        return node.node
    if isinstance(node.node, Leaf) and (fewer := _without(node.node, exception)) is not None:
        return fewer
    return replace(node, exception=Unparsed(exception.span, "what is not counted has not been taken off"))


def _without(counted: Leaf, exception: Node) -> Leaf | None:
    """The lines without those of a class that is not counted: "more than one regimen other than endocrine therapy"."""
    lines = counted.requirement
    match exception:
        case Leaf(Requirement(Kind.THERAPY, concept, when=None, detail=()) as one) if (
            concept != lines.concept and one.value in _GIVEN and one.setting in (None, lines.setting)
        ):
            if "without" not in dict(lines.detail) and load().is_a(Kind.THERAPY, concept, lines.concept):
                detail = tuple(sorted((*lines.detail, ("without", concept))))
                return replace(counted, requirement=replace(lines, detail=detail))
    return None


def _excluded(node: Node) -> Iterable[Requirement]:
    """The treatments that are excluded, each for itself; none where anything else stands beside them."""
    parts = node.nodes if isinstance(node, All) else (node,)
    found = [part.node.requirement for part in parts if isinstance(part, Not) and isinstance(part.node, Leaf)]
    whole = len(found) == len(parts) and all(r.kind is Kind.THERAPY and r.value in _GIVEN for r in found)
    return found if whole else ()


def _as_said(part: Node, excluded: tuple[Requirement, ...]) -> Node | None:
    """An excepted treatment as it lifts what is excluded; None where it lifts nothing."""
    if not isinstance(part, Leaf) or part.requirement.kind is not Kind.THERAPY:
        return part
    own = part.requirement
    if own.value == "planned" and all(_is_another(own.concept, other.concept) for other in excluded):
        return None
    if own.value not in _GIVEN:
        return part
    if not any(_related(own, other) for other in excluded):
        apart = all(_is_another(own.concept, other.concept) for other in excluded)
        return None if apart else Unparsed(part.span, "what it lets in is not what is excluded")
    same = [other for other in excluded if other.concept == own.concept]
    if not same or len(excluded) > 1 or own.setting or own.when or own.detail:
        return part
    if own.value == "prior" and same[0].value == "concurrent":
        return None  # to have had it is allowed, to take it is not
    return (
        Unparsed(part.span, "it says which of it in words that were not read") if own.value == same[0].value else part
    )


def _related(one: Requirement, other: Requirement) -> bool:
    is_a = load().is_a
    return is_a(Kind.THERAPY, one.concept, other.concept) or is_a(Kind.THERAPY, other.concept, one.concept)


def _is_another(one: str, other: str) -> bool:
    """Whether a treatment is surely no part of another: of another kind, or a medicine beside the treatment of the cancer."""
    known = load()
    row = known.find(Kind.THERAPY, one)
    if row is not None and row.category == "supportive" and is_anticancer_class(other):
        return True
    if row is not None and row.category in ("drug", "supportive"):
        forms = (known.find(Kind.THERAPY, form) for form in known.descendants(Kind.THERAPY, one))
        if not any(known.is_a(Kind.THERAPY, form.name, other) for form in forms if form and form.category != "regimen"):
            return True  # a drug that is none of them, and so no one's reason to be excluded
    mine, theirs = ({kind for kind in _KINDS if known.is_a(Kind.THERAPY, name, kind)} for name in (one, other))
    if mine and theirs:
        return not mine & theirs
    pairs = ((mine, other), (theirs, one))
    return any(
        kinds & _NO_BIOLOGIC and any(known.is_a(Kind.THERAPY, name, b) for b in _BIOLOGICS) for kinds, name in pairs
    )


def without_itself(node: Unless) -> Unless:
    """``node`` with an exception that asks no more than it says beyond what is excluded.

    "No hepatitis; who has hepatitis must have no virus in the blood": of whom nobody knows whether she has it, it is enough
    that there is none. Whoever has it not is let in anyhow.
    """
    match node:
        case Unless(Not(Leaf(excluded)), All(nodes)):
            left = [part for part in nodes if not (isinstance(part, Leaf) and part.requirement == excluded)]
            return node if not left or len(left) == len(nodes) else replace(node, exception=all_of(left))
        case _:
            return node
