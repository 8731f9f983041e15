"""Owns names whose drugs are told beside them: the drugs of a regimen are one and the same with it, the kinds of a class a choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria import vocabulary
from criteria.atoms.atom import Atom
from criteria.atoms.therapies.therapy_name import Name
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind

_OPENS = regex(r"\s*\(\s*(?:[a-z]+\s+)?")
_NEXT = regex(r"(?:[\s,/+&;]|\band\b|\bplus\b|\bwith\b|\bfollowed by\b)+")
_OR = regex(r"[\s)]*,?\s*\bor\s+(?:an?\s+)?")
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
        spelt = _spelt(passage, atoms, place, drugs, -1) or _spelt(passage, atoms, place, drugs, 1)
        if len(spelt) < _TWO:
            continue
        choice = f"regimen {atom.start}"
        found[place] = replace(atom, alternatives=choice, together="name")
        for other in spelt:
            found[other] = replace(atoms[other], alternatives=choice, together="spelt")
        behind = max(place, *spelt) + 1
        if behind < len(atoms) and _OR.fullmatch(passage.lower, atoms[behind - 1].end, atoms[behind].start):
            found[behind] = replace(
                atoms[behind], alternatives=choice, together="another"
            )  # "CMF (…) or an anthracycline"
    return found


def _components(atom: Atom) -> frozenset[str]:
    if atom.requirement.kind is not Kind.THERAPY:
        return frozenset()
    concept = vocabulary.load().find(Kind.THERAPY, atom.requirement.concept)
    return frozenset(concept.components) if concept is not None and concept.category == "regimen" else frozenset()


def _spelt(passage: Passage, atoms: Sequence[Atom], place: int, drugs: frozenset[str], step: int) -> list[int]:
    """The drugs in brackets behind the name at ``place`` (``step`` 1), or before a name in brackets (-1)."""
    spelt: list[int] = []
    joint, last = _OPENS, atoms[place]
    for other in range(place + step, len(atoms) if step > 0 else -1, step):
        atom = atoms[other]
        first, second = (last, atom) if step > 0 else (atom, last)
        if atom.requirement.concept not in drugs or not joint.fullmatch(passage.lower, first.end, second.start):
            break
        spelt.append(other)
        joint, last = _NEXT, atom
    return spelt


_IN_BRACKETS = regex(r"[^()]*\((?!\s*(?:e\.?g|such|like)\b)(?:[^()]*[ ,])?")
_LISTED = regex(r"[\s,/;]*")
_NO_CHOICE = frozenset(
    {"chemotherapy", "anticancer therapy", "systemic therapy", "surgery"}
)  # of which all may be meant


def kinds_in_brackets(lower: str, run: Sequence[Name]) -> dict[Name, str]:
    """The members of a class that a bracket only lists behind it, with the choice that they are: "a CDK4/6 inhibitor (palbociclib, ribociclib)"."""
    choices: dict[Name, str] = {}
    known = vocabulary.load()
    for place, (whole, first) in enumerate(pairwise(run)):
        if whole.concept in _NO_CHOICE or _IN_BRACKETS.fullmatch(lower, whole.end, first.start) is None:
            continue
        inside = [name for name in run[place + 1 :] if ")" not in lower[first.start : name.start]]
        alike = all(known.is_a(Kind.THERAPY, n.concept, whole.concept) and n.concept != whole.concept for n in inside)
        if alike and all(_LISTED.fullmatch(lower, one.end, other.start) for one, other in pairwise(inside)):
            choices |= {name: f"kinds-{first.start}" for name in inside if len(inside) >= _TWO}
    return choices
