"""Owns what an exception within a list of exclusions is about: the item before it, where the list goes on behind it.

An item behind it of which nobody can say whether it is excepted or excluded lets in nobody for sure and keeps out
nobody for sure: whoever has it is in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence

from criteria.atoms import Atom
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.sentence.statement import as_condition, effect
from criteria.text.passage import Passage
from criteria.tree import All, Effect, Kind, Node, Not, Unless, Unparsed
from criteria.vocabulary import load

UNSETTLED = "it may be excepted or excluded"
_NEXT_ITEM = regex(r",\s*(?:(?!\b(?:or|and)\b)[^,;()]){0,60}$|,\s*(?:and/or|or|and)\s[^,;()]{0,60}$")
_BEHIND = regex(r"[^,;()]*\(?\s*")


def unsettled(passage: Passage, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms of which nobody can say whether they are excepted or excluded."""
    places = passage.scopes.unsettled
    return [a for a in atoms if any(start <= a.start < end for start, end in places)]


def with_unsettled(passage: Passage, node: Node | None, atoms: Sequence[Atom]) -> Node | None:
    """The exclusions, which may be lifted for who has one of ``atoms``, and which may keep them out as well."""
    for atom in atoms:
        where = passage.view.span(atom.start, atom.end)
        if atom.is_unread:
            continue
        doubtful = All((as_condition(passage, atom), Unparsed(where, UNSETTLED)), where)
        if node is None:
            node = Not(doubtful, where)
        else:
            node = all_of([Unless(node, doubtful, node.span.cover(where)), Not(doubtful, where)])
    return node


def untouched(passage: Passage, main: Sequence[Atom], excepted: Sequence[Atom], at: int) -> list[Atom]:
    """The excluded treatments before the item that the exception at ``at`` follows, none of which it names a kind of."""
    before = [a for a in main if a.end <= at]
    if not before or any(effect(passage, a) is not Effect.EXCLUDE for a in before):
        return []
    if any(a.requirement.kind is not Kind.THERAPY or a.alternatives is not None for a in before):
        return []
    kinds = [a for a in excepted if a.requirement.kind is Kind.THERAPY]
    if _BEHIND.fullmatch(passage.lower, before[-1].end, at) is None:
        return []
    cut = next((n for n in range(len(before) - 1, 0, -1) if _parts(passage, before[n - 1], before[n])), 0)
    earlier, nearest = before[:cut], before[cut:]
    if any(_is_kind_of(a, earlier) or not _is_kind_of(a, nearest) for a in kinds):
        return []
    return earlier


def _parts(passage: Passage, one: Atom, other: Atom) -> bool:
    """Whether a comma parts two treatments, so that what is said of the second is not said of the first."""
    return _NEXT_ITEM.search(passage.lower, one.end, other.start) is not None


def _is_kind_of(atom: Atom, whole: Sequence[Atom]) -> bool:
    return any(load().is_a(Kind.THERAPY, atom.requirement.concept, a.requirement.concept) for a in whole)
