"""Owns brackets that let some go without a therapy that is asked for: "taxane, anthracycline (not required if contraindicated)"."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tree import Effect, Kind

_SPARES = regex(
    r"\([^()]*\b(?:(?:can|may|could)\s+be\s+(?:omitted|waived|skipped|foregone|substituted|replaced)|not\s+(?:required|necessary|mandatory|needed))\b[^()]*\)"
)
_WHOLE = regex(r"\W*(?:(?:prior|previous|this|it|is|are|an?)\W+)*not\s+(?:required|necessary|mandatory|needed)\W*")


def with_spared(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, those that a bracket lets some go without with it as their exception.

    It means the therapies that it names again, or all before it where it names none. Whom it spares has not been read.
    """
    if passage.base is not Effect.REQUIRE or "(" not in passage.lower:
        return atoms
    for bracket in _SPARES.finditer(passage.lower):
        start, end = bracket.span()
        inside = [a for a in atoms if start <= a.start < end]
        named = {m.name for m in passage.of_kind(Kind.THERAPY) if start <= m.start < end}
        before = [a for a in atoms if a.end <= start and a.requirement.kind is Kind.THERAPY and a.exception is None]
        spared = [a for a in before if not named or a.requirement.concept in named]
        if not spared or named - {a.requirement.concept for a in spared} or _WHOLE.fullmatch(bracket.group()):
            continue
        atoms = [replace(a, exception=(start, end)) if a in spared else a for a in atoms if a not in inside]
    return atoms
