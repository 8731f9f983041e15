"""Owns choices of which only the last has something more asked of it: "T2, or T1c if node positive"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from criteria.atoms import Atom
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.sentence import conditions
from criteria.sentence.statement import effect
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Any, Between, Comparison, Effect, If, Kind, Node, Unparsed
from criteria.words.context import Cue, Scope
from criteria.words.cues import BY_ITSELF

Value = tuple[str, ...] | Comparison | Between
Join = Callable[[list[Atom]], Node | None]
_CHOSEN = frozenset({Kind.STAGE, Kind.DISEASE_MEASURE, Kind.PERFORMANCE, Kind.AGE, Kind.BIOMARKER})
_OR = regex(r"(?:\band/)?\bor\b")
_PARTED = regex(r"[.;:](?!\d)")
_A_NUMBER = regex(r"\d")
_OWN_NUMBER = regex(r"\(\s*(?:[<>≥≤=]+|at least|more than|less than|up to)\s*\d[^()]{0,20}$")
_WITH = regex(r",?\s*\b(?:with|and|plus|having|who have|that have)\b[^.;]{0,50}$")
_AND = regex(r",?\s*and\b")
_NAMED_IN_FULL = regex(r"or\s+(?:\w+\s+)?(?:stages?\b|[cp]?[tn]\d|node)")
_GOES_ON = regex(r",\s+(?!(?:and|or)\b)")
_REACH = 70  # characters between the last "or" and what more is asked
_UNCLEAR = "whether it is asked of each choice or of the last one"


class _Choice(NamedTuple):
    """``first`` or ``last``, of which ``more`` is asked; ``beside`` holds for both. The last may be unread."""

    beside: list[Atom]
    first: list[Atom]
    last: list[Atom]
    more: list[Atom]
    stretch: tuple[int, int]  # from the "or" to the end


def on_condition(passage: Passage, atoms: list[Atom], join: Join) -> Node | None:
    """The tree of a sentence whose last choice alone has a condition, "A or B if C"; None for any other.

    ``join`` makes a tree of some of the atoms.
    """
    scopes = _conditions(passage) if _may_choose(passage, atoms) else []
    if len(scopes) != 1 or BY_ITSELF.match(passage.lower, scopes[0].at) is not None:
        return None
    return _on_condition(passage, atoms, scopes[0], join)


def with_more(passage: Passage, atoms: list[Atom], join: Join) -> Node | None:
    """The tree of a sentence that asks more of its last choice, and perhaps of the first: "stage III, or stage II with C"."""
    if not _may_choose(passage, atoms) or _conditions(passage):
        return None
    for index in range(len(atoms) - 1, 0, -1):
        before, after = atoms[index - 1], atoms[index]
        if before.requirement.kind is Kind.STAGE and _WITH.match(passage.lower[before.end : after.start]):
            break
    else:
        return None
    more = atoms[index:]
    cut = _last_or(passage.lower, before.end)
    if cut is None or any(a.requirement.concept == before.requirement.concept for a in more):
        return None
    choice = _choice(atoms[:index], atoms[:index], more, cut, atoms[-1].end)
    if choice is None or not choice.last or choice.first[-1].requirement.concept != before.requirement.concept:
        return None
    if not _is_one_of_two(passage.lower, choice):
        return None  # "stage II or III with …", "T1, T2 or T3 with …": asked of each
    first, last, extra = join(choice.first), join(choice.last), join(more)
    if first is None or last is None or extra is None:
        return None
    span = first.span.cover(extra.span)
    surely = All((Any((first, last), first.span.cover(last.span)), extra), span)
    return _beside(join, choice, Any((All((first, Unparsed(first.span, _UNCLEAR)), first.span), surely), span))


def _may_choose(passage: Passage, atoms: list[Atom]) -> bool:
    if passage.base is not Effect.REQUIRE or any(s.cue is Cue.EXCEPTION for s in passage.scopes.found):
        return False
    return all(effect(passage, a) is Effect.REQUIRE for a in atoms if a.requirement.kind in _CHOSEN)


def _conditions(passage: Passage) -> list[Scope]:
    """The conditions that do not open the sentence."""
    return [s for s in passage.scopes.found if s.cue is Cue.CONDITION and s.at > 0]


def _on_condition(passage: Passage, atoms: list[Atom], scope: Scope, join: Join) -> Node | None:
    """What a condition behind the last choice says: "A or B if C"; "A (B if C)", where B has not been read."""
    lower = passage.lower
    goes_on = _GOES_ON.search(lower, scope.at, scope.end)
    end = goes_on.start() if goes_on else scope.end
    more = [a for a in atoms if scope.at <= a.start < end]
    others = [a for a in atoms if a not in more]
    meant = (
        conditions.condition(passage, more, scope.at, end)
        if more
        else Unparsed(passage.words_of(scope._replace(end=end)), "condition")
    )
    instead = _OWN_NUMBER.search(lower, 0, scope.at)
    if instead is not None:
        choice = _choice([a for a in others if a.start < scope.at], others, more, instead.start(), end)
        if choice is None or choice.last or (first := join(choice.first)) is None:
            return None
        own = If(meant, Unparsed(_span(passage, *choice.stretch), "bound"), _span(passage, *choice.stretch))
        return _beside(
            join, choice, All((Any((first, meant), first.span.cover(meant.span)), own), first.span.cover(own.span))
        )
    cut = _last_or(lower, scope.at)
    choice = None if cut is None else _choice([a for a in others if a.start < scope.at], others, more, cut, end)
    if cut is None or choice is None or not (choice.last or _A_NUMBER.search(lower, cut, scope.at)):
        return None
    first = join(choice.first)
    last = join(choice.last) if choice.last else Unparsed(_span(passage, cut, scope.at), "alternative")
    if first is None or last is None:
        return None
    span = first.span.cover(_span(passage, cut, end))
    return _beside(join, choice, Any((first, All((last, meant), last.span.cover(meant.span))), span))


def _choice(heads: list[Atom], others: list[Atom], more: list[Atom], cut: int, end: int) -> _Choice | None:
    """The choices before and behind ``cut`` among ``heads``; None where they are not of one kind."""
    heads = [part for a in heads for part in _apart(a, cut)]
    last = [a for a in heads if a.start >= cut]
    before = [a for a in heads if a.start < cut]
    kind = before[-1].requirement.kind if before else None
    if kind not in _CHOSEN or any(a.requirement.kind is not kind for a in last):
        return None
    first: list[Atom] = []
    for atom in reversed(before):
        if atom.requirement.kind is not kind:
            break
        first.insert(0, atom)
    beside = [a for a in before if a not in first] + [a for a in others if a.start >= end]
    return _Choice(beside, first, last, more, (cut, end))


def _apart(atom: Atom, cut: int) -> list[Atom]:
    """One statement of several stages or scores as two, where the last of them stands behind ``cut``."""
    if not atom.start < cut < atom.end:
        return [atom]
    requirement = atom.requirement
    match requirement.value:
        case tuple(values) if len(values) > 1:
            parts: tuple[Value, Value] = (values[:-1], values[-1:])
        case Between(low, high, unit):
            parts = (Between(low, high - 1, unit), Comparison("=", high, unit))
        case _:
            return [atom]
    first, last = (replace(atom, requirement=replace(requirement, value=part)) for part in parts)
    return [replace(first, end=cut), replace(last, start=cut)]


def _last_or(lower: str, at: int) -> int | None:
    """Where the "or" begins that is the last before ``at``; None where none is near or a sentence parts them."""
    found = list(_OR.finditer(lower, max(0, at - _REACH), at))
    return found[-1].start() if found and _PARTED.search(lower, found[-1].end(), at) is None else None


def _is_one_of_two(lower: str, choice: _Choice) -> bool:
    """Whether the last choice is named in full beside one other, and what more is asked describes the tumor."""
    listed = "," in lower[choice.first[0].start : choice.stretch[0]].rstrip().rstrip(",")
    named = _NAMED_IN_FULL.match(lower, choice.stretch[0]) is not None
    more = all(a.requirement.kind in _CHOSEN for a in choice.more)
    return named and more and not listed and _AND.match(lower, choice.last[-1].end) is None


def _beside(join: Join, choice: _Choice, node: Node) -> Node:
    """The choice with what the sentence asks for beside it."""
    rest = join(choice.beside) if choice.beside else None
    return node if rest is None else all_of([rest, node])


def _span(passage: Passage, start: int, end: int) -> Span:
    return passage.view.span(start, end)
