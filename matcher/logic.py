"""Owns the evaluation of a tree of criteria in Kleene logic, and what in the tree a result rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from criteria.span import Span
from criteria.tree import All, Allow, Any, AtLeast, If, Leaf, Node, Not, Unless, Unparsed
from matcher.answer import Answer, Weight
from matcher.truth import Truth, all_of, any_of, at_least

Ask = Callable[[Leaf | Unparsed, Node | None], Answer]


class Outcome(NamedTuple):
    """A node with its truth; ``answer`` is set for leaves and unread words, ``parts`` for the rest."""

    node: Node
    truth: Truth
    parts: tuple[Outcome, ...] = ()
    answer: Answer | None = None


def judge(node: Node, ask: Ask) -> Outcome:
    """Evaluate a tree, asking ``ask`` for every leaf, with the node that it is an exception to, if it is part of one."""
    return _judge(node, ask, excepting=None)


def _judge(node: Node, ask: Ask, *, excepting: Node | None) -> Outcome:
    match node:
        case Leaf() | Unparsed():
            answer = ask(node, excepting)
            return Outcome(node, answer.truth, answer=answer)
        case Allow(inner):
            # what is permitted restricts nobody; as an exception it is what the exception consists of
            part = _judge(inner, ask, excepting=excepting)
            return Outcome(node, part.truth if excepting is not None else Truth.TRUE, (part,))
        case Not(inner):
            part = _judge(inner, ask, excepting=excepting)
            return Outcome(node, ~part.truth, (part,))
        case All(nodes):
            parts = tuple(_judge(n, ask, excepting=excepting) for n in nodes)
            return Outcome(node, all_of(p.truth for p in parts), parts)
        case Any(nodes):
            parts = tuple(_judge(n, ask, excepting=excepting) for n in nodes)
            return Outcome(node, any_of(p.truth for p in parts), parts)
        case AtLeast(count, nodes):
            parts = tuple(_judge(n, ask, excepting=excepting) for n in nodes)
            return Outcome(node, at_least(count, (p.truth for p in parts)), parts)
        case Unless(inner, exception):
            parts = (_judge(inner, ask, excepting=excepting), _judge(exception, ask, excepting=inner))
            return Outcome(node, any_of(p.truth for p in parts), parts)
        case If(condition, inner) if excepting is not None:
            # "stable ones are eligible, provided …" excepts only where the proviso holds
            return _judge(All((condition, inner), node.span), ask, excepting=excepting)
        case If(condition, inner):
            parts = (_judge(condition, ask, excepting=excepting), _judge(inner, ask, excepting=excepting))
            return Outcome(node, any_of((~parts[0].truth, parts[1].truth)), parts)


def _joins_all(outcome: Outcome, wanted: bool) -> bool:
    """Whether every part must come out as ``wanted`` for the whole to do so."""
    return isinstance(outcome.node, All if wanted else Any | AtLeast)


def blocks(outcome: Outcome, wanted: bool = True) -> bool:
    """Whether an open outcome must keep a verdict open.

    It need not where all that is open is settled in person, or is excluded and not in a list that is whole. An
    alternative or an exception gets no such benefit once what it stands in for has failed.
    """
    if outcome.truth is not Truth.UNKNOWN:
        return False
    node = outcome.node
    if outcome.answer is not None:
        return outcome.answer.weight is Weight.ALWAYS or (outcome.answer.weight is Weight.REQUIRED and wanted)
    if isinstance(node, Not):
        return blocks(outcome.parts[0], not wanted)
    if isinstance(node, Allow):
        return blocks(outcome.parts[0], wanted)
    if isinstance(node, If) and wanted:
        inner = outcome.parts[1]
        return inner.truth is Truth.FALSE or blocks(inner, wanted)
    if isinstance(node, Unless) and wanted:
        inner = outcome.parts[0]
        return inner.truth is Truth.FALSE or blocks(inner, wanted)
    if _joins_all(outcome, wanted):
        return any(blocks(part, wanted) for part in outcome.parts)
    if presumed(outcome, wanted):
        return False
    failed = Truth.FALSE if wanted else Truth.TRUE
    return any(part.truth is failed or blocks(part, wanted) for part in outcome.parts)


def presumed(outcome: Outcome, wanted: bool) -> bool:
    """Whether an open outcome is taken to be as it should: all that is open in it is excluded by a list that is whole, or said by
    the record in the trial's own words.

    "No liver disease that would need treatment": of whom no liver disease is listed, the rest need not be known.
    """
    if outcome.truth is not Truth.UNKNOWN:
        return False
    if outcome.answer is not None:
        weight = outcome.answer.weight
        return weight is Weight.SETTLED or (weight is Weight.REQUIRED and not wanted)
    if isinstance(outcome.node, Not):
        return presumed(outcome.parts[0], not wanted)
    good = Truth.TRUE if wanted else Truth.FALSE
    if _joins_all(outcome, wanted):
        return all(part.truth is good or presumed(part, wanted) for part in outcome.parts)
    return isinstance(outcome.node, All | Any) and any(presumed(part, wanted) for part in outcome.parts)


def broken(outcome: Outcome, wanted: bool = True) -> Iterator[Span]:
    """The shortest clauses that came out against ``wanted``: of a conjunction, the parts that failed."""
    failed = Truth.FALSE if wanted else Truth.TRUE
    if outcome.truth is not failed:
        return
    if isinstance(outcome.node, Not):
        inner = tuple(broken(outcome.parts[0], not wanted))
        yield from (outcome.node.span,) if len(inner) < 2 else inner
    elif _joins_all(outcome, wanted) and any(part.truth is failed for part in outcome.parts):
        for part in outcome.parts:
            yield from broken(part, wanted)
    else:
        yield outcome.node.span


def unsettled(outcome: Outcome, wanted: bool = True) -> Iterator[Span]:
    """The shortest clauses that keep a verdict open."""
    if not blocks(outcome, wanted):
        return
    if isinstance(outcome.node, Not):
        yield from unsettled(outcome.parts[0], not wanted)
    elif _joins_all(outcome, wanted):
        for part in outcome.parts:
            yield from unsettled(part, wanted)
    else:
        yield outcome.node.span


class Asked(NamedTuple):
    """A leaf or unread words in an evaluated tree, whether they should be true, and whether all that holds them is still open."""

    outcome: Outcome
    wanted: bool
    open: bool


def leaves(outcome: Outcome, wanted: bool = True, above: bool = True) -> Iterator[Asked]:
    """Every leaf of a tree; ``above`` is whether what holds the tree is open.

    A condition should not be true, for what hangs on it then falls away. What stands beside a part that has settled the
    whole ("heart failure that needs zorbles" of whom has no heart failure) need not be known any more.
    """
    node = outcome.node
    is_open = above and outcome.truth is Truth.UNKNOWN
    if outcome.answer is not None:
        yield Asked(outcome, wanted, is_open)
    elif isinstance(node, If):
        yield from leaves(outcome.parts[0], not wanted, is_open)
        yield from leaves(outcome.parts[1], wanted, is_open)
    else:
        for part in outcome.parts:
            yield from leaves(part, wanted != isinstance(node, Not), is_open)


def passes_on(outcome: Outcome, wanted: bool = True) -> date | None:
    """The day from which a failed outcome no longer fails by time alone; None where time does not help."""
    node = outcome.node
    if outcome.answer is not None:
        return outcome.answer.until
    if isinstance(node, Not):
        return passes_on(outcome.parts[0], not wanted)
    failed = Truth.FALSE if wanted else Truth.TRUE
    if _joins_all(outcome, wanted):
        days = [passes_on(part, wanted) for part in outcome.parts if part.truth is failed]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None
    if isinstance(node, If):
        sides = [passes_on(outcome.parts[0], not wanted), passes_on(outcome.parts[1], wanted)]
    else:
        sides = [passes_on(part, wanted) for part in outcome.parts]
    return min((day for day in sides if day is not None), default=None)
