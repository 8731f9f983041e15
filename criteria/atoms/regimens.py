"""Owns regimens whose drugs are spelt out beside their name: the name and the drugs together are one and the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria import vocabulary
from criteria.atoms.atom import Atom
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tree import Effect, Kind

_OPENS = regex(r"\s*\(\s*(?:[a-z]+\s+)?")
_NEXT = regex(r"(?:[\s,/+&;]|\band\b|\bplus\b|\bwith\b|\bfollowed by\b)+")
_TWO = 2


def as_choices(passage: Passage, atoms: Sequence[Atom]) -> list[Atom]:
    """The statements, a regimen and its drugs made a choice: "cyclophosphamide, methotrexate and fluorouracil (CMF)".

    ``atoms`` are in order. Only what is asked for: under exclusion each of the drugs excludes as the regimen does.
    """
    found = list(atoms)
    if passage.base is not Effect.REQUIRE or len(found) <= _TWO:
        return found
    for place, atom in enumerate(atoms):
        drugs = _components(atom)
        if len(drugs) < _TWO:
            continue
        spelt = _before(passage, atoms, place, drugs) or _behind(passage, atoms, place, drugs)
        if len(spelt) < _TWO:
            continue
        choice = f"regimen {atom.start}"
        found[place] = replace(atom, alternatives=choice, together="name")
        for other in spelt:
            found[other] = replace(atoms[other], alternatives=choice, together="spelt")
    return found


def _components(atom: Atom) -> frozenset[str]:
    concept = (
        vocabulary.load().find(Kind.THERAPY, atom.requirement.concept)
        if atom.requirement.kind is Kind.THERAPY
        else None
    )
    return frozenset(concept.components) if concept is not None and concept.category == "regimen" else frozenset()


def _before(passage: Passage, atoms: Sequence[Atom], place: int, drugs: frozenset[str]) -> list[int]:
    """The drugs before a name in brackets."""
    spelt: list[int] = []
    joint, at = _OPENS, atoms[place].start
    for other in range(place - 1, -1, -1):
        atom = atoms[other]
        if atom.requirement.concept not in drugs or not joint.fullmatch(passage.lower, atom.end, at):
            break
        spelt.append(other)
        joint, at = _NEXT, atom.start
    return spelt


def _behind(passage: Passage, atoms: Sequence[Atom], place: int, drugs: frozenset[str]) -> list[int]:
    """The drugs in brackets behind a name."""
    spelt: list[int] = []
    joint, at = _OPENS, atoms[place].end
    for other in range(place + 1, len(atoms)):
        atom = atoms[other]
        if atom.requirement.concept not in drugs or not joint.fullmatch(passage.lower, at, atom.start):
            break
        spelt.append(other)
        joint, at = _NEXT, atom.end
    return spelt
