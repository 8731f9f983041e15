"""Owns which of the values of a sentence its conditions limit: "alkaline phosphatase ≤ 4 x ULN provided ALT ≤ 1.5 x ULN"."""

from __future__ import annotations

from criteria.atoms import Atom, Polarity
from criteria.patterns import regex
from criteria.sentence import conditions
from criteria.sentence.joining import join
from criteria.sentence.loosen import provided
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Any, Effect, If, Kind, Node, Not, Unparsed, walk
from criteria.words.context import Cue, Scope
from criteria.words.cue_ends import end_of

_OPENS = regex(
    r"(?:(?:only )?if|provided(?: that)?|providing(?: that)?|as long as|so long as|when|where)\s+(?:(?:the|his|her|their|serum|total|both|also|an?)\s+)*"
)
_OTHERWISE_BEFORE = regex(r"\b(?:or|and),?\s*[(]?$")
# "patients on warfarin INR ≤ 3": no word joins the bound to those of whom it is asked
_RIGHT_BEHIND = regex(r"(?:\s(?:therapy|treatment))?[\s:,–-]*")


def says_for_whom(passage: Passage, atom: Atom, condition: Scope, main: list[Atom]) -> bool:
    """Whether an atom within a condition is one of it; a bound has its own polarity, and is one where it opens the sentence or the condition."""
    if atom.polarity in (Polarity.FOLLOW, Polarity.FLIP) or atom.requirement.kind is not Kind.LAB:
        return atom.polarity in (Polarity.FOLLOW, Polarity.FLIP)
    if condition.at == 0 and atom.end <= condition.end:
        return not _is_asked_of_them(passage, atom, condition)
    return _sets_another_bound(passage, atom, condition, main)


def _is_asked_of_them(passage: Passage, atom: Atom, condition: Scope) -> bool:
    """Whether a bound stands right behind what those who open the sentence have or take, and is asked of them."""
    whose = passage.of_kind(Kind.THERAPY, Kind.COMORBIDITY, Kind.METASTASIS)
    named = (m.end for m in whose if condition.at <= m.start and m.end <= atom.start)
    last = max(named, default=None)
    return last is not None and _RIGHT_BEHIND.fullmatch(passage.lower, last, atom.start) is not None


def _sets_another_bound(passage: Passage, atom: Atom, condition: Scope, main: list[Atom]) -> bool:
    """Whether a bound is what a condition behind that of another value asks for."""
    others = (s.end for s in passage.scopes.found if s.cue is Cue.CONDITION and s.end <= condition.at)
    begin = max(others, default=0)
    before = [a for a in main if a.requirement.kind is Kind.LAB and a.start >= begin and a.end <= condition.at]
    if not before or any(a.requirement.concept == atom.requirement.concept for a in before):
        return False
    opening = _OPENS.match(passage.lower, condition.at)
    if opening is None or _OTHERWISE_BEFORE.search(passage.lower, 0, condition.at):
        return False
    within = [m for m in passage.of_kind(Kind.LAB) if opening.end() <= m.start <= atom.start]
    return atom.start == opening.end() or bool(within and within[0].start <= opening.end() + 1)


def under(passage: Passage, node: Node, found: list[Atom], start: int, end: int) -> Node:
    """The statements under the condition at ``start`` to ``end``, in which ``found`` was read."""
    held, where = conditions.condition(passage, found, start, end), passage.view.span(start, end)
    labs = start > 0 and all(a.requirement.kind is Kind.LAB for a in found)
    return provided(node, held, where) if labs else If(held, node, where)


# a bracket such as "(may be less if, in the opinion of the investigator, …)" or "(or < 1500 if …)"
_MAY_BE_BEYOND = regex(r"\(\s*(?:or|may|can|could|lower|higher|less|greater|an? (?:lower|higher))\b[^()]*$")


def beyond_in_brackets(passage: Passage, main: list[Atom], start: int) -> Span | None:
    """The bracket that permits a value beyond the bounds before it on the condition at ``start``, which limits nothing else."""
    opening = _MAY_BE_BEYOND.search(passage.lower, 0, start)
    if opening is None or any(a.requirement.kind is not Kind.LAB or a.end > opening.start() for a in main):
        return None
    return passage.view.span(
        opening.start(), min(end_of(passage.lower, start, len(passage.lower)) + 1, len(passage.lower))
    )


def of_the_last_way(passage: Passage, main: list[Atom], held: Node, start: int) -> Node | None:
    """A choice of bounds of which the last is for some: "bilirubin ≤ 1.5 x ULN or direct bilirubin ≤ ULN with Gilbert's syndrome".

    None for another sentence, and for those without something, of whom the whole choice is asked.
    """
    last = max(a.end for a in main) if main else start
    ways = [[a for a in main if a.end < last], [a for a in main if a.end == last]]
    labs = all(a.requirement.kind is Kind.LAB and a.alternatives is not None for a in main)
    if passage.base is not Effect.REQUIRE or not labs or not ways[0] or last > start:
        return None
    if len({a.alternatives for a in main}) > 1 or any(isinstance(part, Not | Unparsed) for part in walk(held)):
        return None
    if {a.requirement.value for a in ways[0]} == {a.requirement.value for a in ways[1]}:
        return None
    first, second = (join(passage, way) for way in ways)
    if first is None or second is None:
        return None
    span = first.span.cover(held.span)
    return Any((first, All((second, held), span)), span)


def with_whom(passage: Passage, common: list[Atom], ways: list[list[Atom]]) -> tuple[list[Atom], list[list[Atom]]]:
    """What is asked besides, and the ways, each with those of whom they are asked: "women with DCIS must have had A and B, or C"."""
    if len(ways) < 2:
        return common, ways
    first = min(way[0].start for way in ways)
    scopes = ((a, passage.scopes.over(a.start, Cue.CONDITION)) for a in common)
    whom = [a for a, scope in scopes if scope is not None and scope.at == scope.start and scope.end <= first]
    return ([] if len(whom) == len(common) else common), [[*whom, *way] for way in ways]
