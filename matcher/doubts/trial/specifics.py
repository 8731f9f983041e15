"""Owns general exclusions where the trial itself speaks of something narrower: what is said of that holds for it.

"Immunodeficiency" does not rule out someone with HIV in a trial that excludes HIV with a detectable load; "any anticancer
therapy" does not rule out the goserelin that the trial lets go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed
from criteria.vocabulary import load
from matcher.derive.therapy import is_anticancer_class

_WHY = "the trial says more of this elsewhere"
_GIVEN = ("concurrent", "planned", None, "prior")
_LOCAL = frozenset(
    {"surgery", "radiation therapy"}
)  # an operation that excludes for some weeks may be the one that lies ahead


class Spoken(NamedTuple):
    """A kind and concept of which the trial speaks, with the arm and setting; ``some`` of a medicine of which it allows some.

    ``ahead``: it is to be given, which lets nobody have had it.
    """

    kind: Kind
    concept: str
    arm: str | None
    some: bool = False
    setting: str | None = None
    ahead: bool = False


def spoken_of(criteria: Criteria) -> tuple[Spoken, ...]:
    """Treatments that the trial lets go on or asks for, and conditions that it excludes only in part, with the arm."""
    found: dict[Spoken, None] = {}
    for criterion in criteria.criteria:
        if criterion.registry_field is None:
            for requirement in _specific(criterion.node, wanted=True, narrowed=False):
                ahead = requirement.value == "planned"
                one = Spoken(requirement.kind, requirement.concept, criterion.arm, False, requirement.setting, ahead)
                found[one] = None
            for concept in _allowed(criterion.node):
                found[Spoken(Kind.THERAPY, concept, criterion.arm, some=True)] = None
    return tuple(found)


def _allowed(node: Node) -> Iterator[str]:
    """The medicines beside the treatment of the cancer that a criterion allows, and treatments of which it lets some go on.

    "Replacement doses of steroids are allowed".
    """
    match node:
        case Allow(Leaf(requirement)) if requirement.kind is Kind.THERAPY and (
            not is_anticancer_class(requirement.concept) or _is_only_some(requirement)
        ):
            yield requirement.concept
        case All(nodes):
            for part in nodes:
                yield from _allowed(part)


def _is_only_some(requirement: Requirement) -> bool:
    """Whether it lets only some of a treatment go on: "concurrent radiotherapy to painful bone metastases allowed"."""
    return requirement.value == "concurrent" and "site" in dict(requirement.detail)


def _specific(node: Node, *, wanted: bool, narrowed: bool) -> Iterator[Requirement]:
    match node:
        case Allow(Leaf(requirement)) if requirement.kind in (Kind.THERAPY, Kind.COMORBIDITY):
            yield requirement
        case Leaf(requirement) if requirement.kind is Kind.THERAPY:
            if wanted and requirement.value in ("concurrent", "planned"):
                yield requirement
        case Leaf(requirement) if requirement.kind is Kind.COMORBIDITY:
            if not wanted and (narrowed or requirement.value is not None or requirement.when is not None):
                yield requirement
        case Not(inner):
            yield from _specific(inner, wanted=not wanted, narrowed=narrowed)
        case Allow(inner):
            yield from _specific(inner, wanted=wanted, narrowed=narrowed)
        case All(nodes) | Any(nodes):
            for part in nodes:
                yield from _specific(part, wanted=wanted, narrowed=narrowed or (not wanted and isinstance(node, All)))
        case Unless(inner, _):
            yield from _specific(inner, wanted=wanted, narrowed=True)
        case If(_, inner):
            yield from _specific(inner, wanted=wanted, narrowed=narrowed)


def without_specifics(criterion: Criterion, spoken: Sequence[Spoken]) -> Criterion:
    """The criterion with its general exclusions open for whom only something narrower, spoken of elsewhere, fits."""
    own = [one for one in spoken if one.arm is None or one.arm == criterion.arm]
    if not own or criterion.registry_field is not None:
        return criterion
    node = _loosened(criterion.node, own)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _loosened(node: Node, own: Sequence[Spoken]) -> Node:
    match node:
        case Not(Leaf(requirement)) if narrower := _narrower(requirement, own):
            return Unless(node, _if_only(narrower, requirement, node.span), node.span)
        case All(nodes):
            parts = tuple(_loosened(part, own) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case Unless(Not() as inner, exception) if (new := _loosened(inner, own)) is not inner:
            assert isinstance(new, Unless)  # noqa: S101  # what _loosened makes of a Not
            return replace(node, exception=Any((exception, new.exception), node.span))
        case _:
            return node


def _narrower(requirement: Requirement, own: Sequence[Spoken]) -> list[str]:
    """The concepts spoken of that lie strictly inside an excluded one; a medicine itself of which some is allowed."""
    kind, concept = requirement.kind, requirement.concept
    if kind not in (Kind.THERAPY, Kind.COMORBIDITY) or requirement.value not in _GIVEN:
        return []
    if kind is Kind.THERAPY and requirement.value == "planned":
        return []
    some = any(one.some and one.concept == concept for one in own if one.kind is kind)
    if some and (requirement.value in ("concurrent", None) or not is_anticancer_class(concept)):
        return [concept]
    is_a = load().is_a
    others = (one.concept for one in own if one.kind is kind and not one.some and _reaches(one, requirement))
    return [other for other in others if other.lower() != concept.lower() and is_a(kind, other, concept)]


def _reaches(one: Spoken, excluded: Requirement) -> bool:
    """Whether what is let in may be what is excluded: adjuvant treatment is none of metastatic disease, and none has been had
    that is only to be given.
    """
    if one.ahead and excluded.value == "prior" and (excluded.concept not in _LOCAL or excluded.when is None):
        return False
    apart = one.setting is not None and excluded.setting is not None
    return not apart or (one.setting == "metastatic") == (excluded.setting == "metastatic")


def _if_only(narrower: Sequence[str], requirement: Requirement, span: Span) -> Node:
    """Never TRUE: open where one of the narrower ones is had and, of treatments, nothing else that is excluded."""
    own = tuple(Requirement(requirement.kind, concept, requirement.value, requirement.when) for concept in narrower)
    had = tuple(Leaf(one, span) for one in own)
    parts: tuple[Node, ...] = (had[0] if len(had) == 1 else Any(had, span), Unparsed(span, _WHY))
    if requirement.kind is Kind.THERAPY:
        others = replace(requirement, apart_from=(*requirement.apart_from, *own))
        parts = (*parts, Not(Leaf(others, span), span))
    return All(parts, span)
