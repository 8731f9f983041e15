"""Owns the readings that cannot be right: a trial that rules out exactly whom it asks for has been misread.

Such an exclusion is put back among the words that could not be read: a doubtful reading is unknown, for calling an
eligible patient ineligible is the worst error of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criteria, Criterion
from criteria.tree import All, Any, Kind, Leaf, Node, Not, Requirement, Unparsed
from criteria.vocabulary import load
from matcher.gates import conjuncts

_WHY = "it contradicts what the trial asks for elsewhere"
_IMPLIED = (Kind.CANCER, Kind.STAGE, Kind.BIOMARKER, Kind.THERAPY, Kind.SEX, Kind.MENOPAUSE, Kind.METASTASIS)


def without_contradictions(criteria: Criteria) -> Criteria:
    """The criteria with every exclusion that contradicts a requirement of the same trial turned into unread words."""
    asked = [(r, c.arm) for c in criteria.criteria for r, wanted in conjuncts(c.node) if wanted and r.kind in _IMPLIED]
    if not asked:
        return criteria
    changed = tuple(_settled(criterion, asked) for criterion in criteria.criteria)
    same = all(new is old for new, old in zip(changed, criteria.criteria, strict=True))
    return criteria if same else replace(criteria, criteria=changed)


def _settled(criterion: Criterion, asked: Sequence[tuple[Requirement, str | None]]) -> Criterion:
    inside = [r for r, wanted in conjuncts(criterion.node) if not wanted]
    relevant = [r for r, arm in asked if arm is None or arm == criterion.arm]
    doubtful = [r for r in inside if any(_implies(required, r) for required in relevant)]
    if not doubtful:
        return criterion
    return replace(criterion, node=_unread(criterion.node, frozenset(doubtful), wanted=True))


def _implies(required: Requirement, excluded: Requirement) -> bool:
    """Whether everyone of whom ``required`` is true is ruled out by ``excluded``."""
    if required.kind is not excluded.kind or excluded.when is not None or excluded.detail:
        return False
    if (required.value or _DEFAULT.get(required.kind)) != (excluded.value or _DEFAULT.get(excluded.kind)):
        return False
    if excluded.setting is not None and excluded.setting != required.setting:
        return False
    return load().is_a(required.kind, required.concept, excluded.concept)


_DEFAULT = {Kind.THERAPY: "prior", Kind.METASTASIS: "any"}


def _unread(node: Node, doubtful: frozenset[Requirement], *, wanted: bool) -> Node:
    match node:
        case Leaf(requirement, span) if not wanted and requirement in doubtful:
            return Unparsed(span, _WHY)
        case Not(inner):
            return replace(node, node=_unread(inner, doubtful, wanted=not wanted))
        case All(nodes) if wanted:
            return replace(node, nodes=tuple(_unread(n, doubtful, wanted=wanted) for n in nodes))
        case Any(nodes) if not wanted:
            return replace(node, nodes=tuple(_unread(n, doubtful, wanted=wanted) for n in nodes))
        case _:
            return node
