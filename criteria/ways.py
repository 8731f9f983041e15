"""Owns the ways that one sentence spells out: "1) … or 2) …", "… OR …", one status with more asked of it or another."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tree import Effect, Kind

_CHOICE = regex(r"\bOR\b(?! HIGHER| GREATER)|\bor,? \(?(?:[2-9]|[b-e]|ii|iii)\)")
_OR_STATUS = regex(r"\bor (?:(?:are|be|is|who|all|any|women|patients|natural|naturally|surgically|must|the|in) )*$")
_NUMBERED = regex(r"\(?\b(?:1|a|i)\)")


def ways_of(passage: Passage, atoms: list[Atom]) -> list[list[Atom]]:
    """The atoms of each of the ways that a sentence spells out: "1) … or 2) …", "… OR …"; one where it gives no choice."""
    cuts = [m.start() for m in _CHOICE.finditer(passage.text) if not _between_labs(atoms, m.start())]
    cuts = cuts or _between_statuses(passage, atoms)
    if not cuts or passage.base is not Effect.REQUIRE:
        return [atoms]
    ways: list[list[Atom]] = [[] for _ in range(len(cuts) + 1)]
    for atom in atoms:
        ways[sum(atom.start >= cut for cut in cuts)].append(atom)
    numbered = _NUMBERED.search(passage.text)
    if numbered is None or not all(ways):
        return ways if all(ways) else [atoms]
    common = [a for a in ways[0] if a.start < numbered.start()]
    return (
        [way if i else [a for a in way if a not in common] for i, way in enumerate(ways)]
        if not common
        else _with_common(common, ways)
    )


def _between_statuses(passage: Passage, atoms: list[Atom]) -> list[int]:
    """Where the second of two menopausal statuses begins, if more is asked of the first: "premenopausal and on X, or postmenopausal"."""
    last: Atom | None = None
    for index, atom in enumerate(atoms):
        if atom.requirement.kind is not Kind.MENOPAUSE:
            continue
        between = [] if last is None else atoms[atoms.index(last) + 1 : index]
        more = [a for a in between if a.requirement.kind not in (Kind.MENOPAUSE, Kind.SEX)]
        if more and (found := _OR_STATUS.search(passage.lower, more[-1].end, atom.start)) is not None:
            return [found.start()]
        last = atom
    return []


def _between_labs(atoms: list[Atom], cut: int) -> bool:
    """Whether labs stand on either side: their recogniser has said which of them are alternatives."""
    left = [a for a in atoms if a.start < cut]
    right = [a for a in atoms if a.start >= cut]
    return bool(left and right) and left[-1].requirement.kind is right[0].requirement.kind is Kind.LAB


def _with_common(common: list[Atom], ways: list[list[Atom]]) -> list[list[Atom]]:
    """What stands before the first number holds for every way."""
    first = [a for a in ways[0] if a not in common]
    return [common + way for way in (first, *ways[1:])] if first else [common]
