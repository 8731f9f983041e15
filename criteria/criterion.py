"""Owns what a parse yields: the criteria of one trial, and the flat view of their facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any as Json

from criteria.span import Span
from criteria.tree import (
    All,
    Allow,
    Any,
    AtLeast,
    Between,
    Comparison,
    Effect,
    If,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Section,
    Unless,
    Unparsed,
    Window,
)
from criteria.words.states_of_body import IMPLANTS


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: a top-level bullet with all that hangs under it, or a field of the registry's record.

    ``arm`` names the arm, cohort, part or phase that it is limited to. ``read`` is the share of its words that the
    tree accounts for, 0–1. ``registry_field`` is set, and ``span`` is ``NOWHERE``, when it comes from a field.
    """

    span: Span
    section: Section
    node: Node
    arm: str | None = None
    read: float = 1.0
    registry_field: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One leaf in the flat form that the gold scores and the index stores (gold guidelines, section 1).

    ``arm`` is the arm it is limited to; ``condition`` and ``exception`` are the words of the text that narrow it.
    """

    span: Span
    section: Section
    requirement: Requirement
    effect: Effect
    group: str | None = None
    arm: str | None = None
    condition: Span | None = None
    exception: Span | None = None

    def record(self, text: str) -> dict[str, Json]:
        """The fact as a JSON object, spelt as the gold guidelines spell it, with ``start`` and ``end`` for ``quote``."""
        requirement = _as_told(self.requirement)
        arm = self.arm or (self.condition.of(text) if self.condition else None)
        optional = {
            "value": _value_record(requirement),
            "when": _window_record(requirement.when),
            "setting": requirement.setting,
            "group": self.group,
            "arm": arm,
            "except": self.exception.of(text) if self.exception else None,
            "detail": dict(requirement.detail) or None,
        }
        return {
            "start": self.span.start,
            "end": self.span.end,
            "section": str(self.section),
            "kind": str(requirement.kind),
            "concept": requirement.concept,
            "effect": str(self.effect),
        } | {key: value for key, value in optional.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Criteria:
    """All criteria of one trial in the order of its text; ``coverage`` is the share of words read, 0–1."""

    text: str
    criteria: tuple[Criterion, ...]
    arms: tuple[str, ...] = ()
    coverage: float = 1.0

    def facts(self) -> tuple[Fact, ...]:
        """Every leaf with its net effect, in the order of the text; criteria from registry fields are left out."""
        found = [fact for c in self.criteria if c.registry_field is None for fact in facts_of(c)]
        return tuple(sorted(found, key=lambda fact: fact.span))


def facts_of(criterion: Criterion) -> Iterator[Fact]:
    """The facts of one criterion: polarity, alternatives, conditions and exceptions are read off its tree."""
    start = Fact(criterion.span, criterion.section, _UNREAD, Effect.REQUIRE, arm=criterion.arm)
    yield from _facts(criterion.node, start)


def _facts(node: Node, context: Fact) -> Iterator[Fact]:
    match node:
        case Unparsed():
            return
        case Leaf(requirement, span):
            yield replace(context, requirement=requirement, span=span)
        case Not(inner):
            yield from _facts(inner, replace(context, effect=_FLIPPED[context.effect]))
        case Allow(inner):
            yield from _facts(inner, replace(context, effect=Effect.ALLOW))
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            # alternatives share a group: "A or B" required, or "A together with B" excluded
            alternatives = isinstance(node, All if context.effect is Effect.EXCLUDE else Any)
            if alternatives and len(nodes) > 1 and context.group is None:
                context = replace(context, group=f"{node.span.start}-{node.span.end}")
            for part in nodes:
                yield from _facts(part, context)
        case Unless(inner, exception):
            yield from _facts(inner, replace(context, exception=exception.span))
            yield from _facts(exception, replace(context, effect=Effect.ALLOW))
        case If(condition, inner):
            yield from _facts(inner, replace(context, condition=condition.span))


def _as_told(requirement: Requirement) -> Requirement:
    """The requirement as a reader of the text states it: a pacemaker is a condition, though the matcher looks for the operation."""
    if requirement.kind is not Kind.THERAPY or requirement.concept not in IMPLANTS:
        return requirement
    if requirement.value not in (None, "prior", "concurrent"):
        return requirement
    return replace(requirement, kind=Kind.COMORBIDITY, value=None)


_UNREAD = Requirement(Kind.ADMINISTRATIVE, "other")
_FLIPPED = {Effect.REQUIRE: Effect.EXCLUDE, Effect.EXCLUDE: Effect.REQUIRE, Effect.ALLOW: Effect.ALLOW}


def _value_record(requirement: Requirement) -> Json:
    value = requirement.value
    match value:
        case Comparison(op, number, unit):
            return {"op": op, "number": number, "unit": unit}
        case Between(low, high, unit):
            return {"op": "between", "low": low, "high": high, "unit": unit}
        case tuple():
            return list(value)
        case _:
            return value


def _window_record(window: Window | None) -> Json:
    if window is None:
        return None
    return {key: value for key, value in asdict(window).items() if value not in (None, "enrolment")}
