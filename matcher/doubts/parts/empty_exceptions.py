"""Owns exceptions that whoever is excluded would meet: so much is never let in, and the words that narrow them were not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from criteria.tree import All, Any, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed
from criteria.vocabulary import load

_GIVEN = frozenset({None, "prior", "concurrent", "progressed"})


def none_for_everyone(node: Unless) -> Unless:
    """``node`` with its exception left open where that holds of all whom the exclusion is about.

    "No warfarin. Anticoagulants other than warfarin are allowed", read as anticoagulants, would let in warfarin.
    """
    excluded = tuple(_excluded(node.node))
    parts = node.exception.nodes if isinstance(node.exception, Any) else (node.exception,)
    if not any(_holds_of_all(part, excluded) for part in parts):
        return node
    return replace(node, exception=Unparsed(node.exception.span, "as read it would let in whomever it excludes"))


def _excluded(node: Node, *, denied: bool = False) -> Iterator[Requirement]:
    """The treatments under a denial, each of which is true of whom it keeps out."""
    match node:
        case Leaf(requirement) if denied and requirement.kind is Kind.THERAPY:
            yield requirement
        case Not(inner):
            yield from _excluded(inner, denied=not denied)
        case Unless(inner):
            yield from _excluded(inner, denied=denied)
        case All(nodes):
            for part in nodes:
                yield from _excluded(part, denied=denied)


def _holds_of_all(part: Node, excluded: tuple[Requirement, ...]) -> bool:
    """Whether an excepted treatment is one that everybody has had who was given one of those excluded."""
    if not isinstance(part, Leaf) or part.requirement.kind is not Kind.THERAPY:
        return False
    own = part.requirement
    if own.detail or own.when or own.setting or own.apart_from or own.value not in (None, "prior", "concurrent"):
        return False
    return any(_implies(one, own) for one in excluded)


def _implies(one: Requirement, other: Requirement) -> bool:
    if "for" in dict(one.detail):
        return False  # what is let in may have been given for something else
    given = one.value in _GIVEN if other.value in (None, "prior") else one.value == other.value
    return given and load().is_a(Kind.THERAPY, one.concept, other.concept)
