"""Owns denials within exceptions to what is kept out: "but not letrozole" limits who is let in, and lets in nobody itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.nodes import all_of, alternatives, conjuncts, excludes
from criteria.patterns import regex
from criteria.tree import All, Any, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed

_NOT_READ = "exception read in part"
# "PARP inhibitors (not including iniparib)": what is not counted is what may have been had
_NOT_COUNTED = regex(r"\b(?:not\s+includ\w+|not\s+count\w*|excluding|exclusive of)\b[^.;]*$")
_OR = regex(r"\bor\b")


def limits_whom_it_lets_in(node: Node, text: str) -> Node:
    """The same tree, where nobody is spared only for what they have not had: almost nobody has had it."""
    match node:
        case All(nodes, span):
            return All(tuple(limits_whom_it_lets_in(part, text) for part in nodes), span)
        case If(condition, asked, span):
            return If(condition, limits_whom_it_lets_in(asked, text), span)
        case Unless(inner, exception, span) if excludes(inner):
            held = limits_whom_it_lets_in(inner, text)
            lifts = _lifts(inner, exception, text)
            return held if lifts is None else Unless(held, lifts, span)
        case _:
            return node


def _lifts(inner: Node, exception: Node, text: str) -> Node | None:
    """The exception with its denials as limits; None where it only says again what is asked."""
    ways = alternatives(exception)
    if not any(isinstance(way, Not) for way in ways):
        return exception
    asked = [form for part in conjuncts(inner) if (denied := _denied(part)) is not None for form in _implying(denied)]
    ways = [_counted(inner, way, text) for way in ways if _denied(way) not in asked]
    denials = [way for at, way in enumerate(ways) if _is_limit(way) and not _after_or(ways, at, text)]
    if not ways:  # who is let in, "for hot flashes, if it is stopped", was not read
        of_treatment = any(denied.kind is Kind.THERAPY for denied in map(_denied, alternatives(exception)) if denied)
        return Unparsed(exception.span, _NOT_READ) if of_treatment else None
    if not denials:
        return _one(ways, exception)
    others = [way for way in ways if not any(way is one for one in denials)]
    taken = [way.requirement for way in others if isinstance(way, Leaf)]
    denials = [
        one for one in denials if _denied(one) not in taken
    ]  # "may be taken now, but must be stopped": then, not today
    if not denials:
        return _one(others, exception)
    unread = [way for way in others if isinstance(way, Unparsed)]
    if others and not unread:
        return All((_one(others, exception), *denials), exception.span)
    if not others and all(denied is not None and denied.when is not None for denied in map(_denied, denials)):
        return all_of([*denials])  # "unless all systemic therapy was completed a year ago"
    unread = unread or [Unparsed(exception.span, _NOT_READ)]
    named = [way for way in others if not isinstance(way, Unparsed)]
    return Any((*named, All((*denials, *unread), exception.span), *unread), exception.span)


def _one(ways: Sequence[Node], exception: Node) -> Node:
    return ways[0] if len(ways) == 1 else Any(tuple(ways), exception.span)


def _denied(node: Node) -> Requirement | None:
    match node:
        case Not(Leaf(requirement)):
            return requirement
        case _:
            return None


def _implying(denied: Requirement) -> tuple[Requirement, ...]:
    """What nobody has who has not got a thing: who has no ascites has none that is uncontrolled."""
    whatever = replace(denied, when=None, setting=None, detail=())
    return denied, whatever, replace(whatever, value=None)


def _counted(inner: Node, way: Node, text: str) -> Node:
    """What the words before it say is not counted, as something that may be had."""
    if isinstance(way, Not) and _NOT_COUNTED.search(text[inner.span.end : way.span.start].lower()):
        return way.node
    return way


def _is_limit(way: Node) -> bool:
    """Whether a way denies something that was read."""
    return isinstance(way, Not) and not isinstance(way.node, Unparsed)


def _after_or(ways: Sequence[Node], at: int, text: str) -> bool:
    """Whether a denial is a way of its own: "treated with mastectomy, or without evidence of disease", but not "no A or B"."""
    if at == 0 or isinstance(ways[at - 1], Not):
        return False
    return _OR.search(text[ways[at - 1].span.end : ways[at].span.start].lower()) is not None
