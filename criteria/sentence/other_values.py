"""Owns what the conditions of a sentence limit: its ways, and values by another lab, "alkaline phosphatase ≤ 4 x ULN provided ALT ≤ 1.5 x ULN"."""

from __future__ import annotations

from criteria.atoms import Atom, Polarity
from criteria.patterns import regex
from criteria.sentence import conditions
from criteria.sentence.loosen import provided
from criteria.text.passage import Passage
from criteria.tree import If, Kind, Node
from criteria.words.context import Cue, Scope

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


def with_whom(passage: Passage, common: list[Atom], ways: list[list[Atom]]) -> tuple[list[Atom], list[list[Atom]]]:
    """What is asked besides, and the ways, each with those of whom they are asked: "women with DCIS must have had A and B, or C"."""
    if len(ways) < 2:
        return common, ways
    first = min(way[0].start for way in ways)
    scopes = ((a, passage.scopes.over(a.start, Cue.CONDITION)) for a in common)
    whom = [a for a, scope in scopes if scope is not None and scope.at == scope.start and scope.end <= first]
    return ([] if len(whom) == len(common) else common), [[*whom, *way] for way in ways]
