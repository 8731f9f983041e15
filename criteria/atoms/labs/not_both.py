"""Owns values of which only one may be above normal: "alkaline phosphatase and AST may not both exceed the ULN"."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.labs.lab_names import Group
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement

NOT_BOTH = regex(r"\b(?:can)?not both\b")
"""By itself neither value is ruled out by what stands behind it."""
_ABOVE = regex(
    r"\s+(?:be|exceed)\s+(?:(?:\\?>|greater|higher|more|elevated|above|over|than)\s*)*(?:the\s+)?(?:institutional\s+)?"
    r"(?:uln\b|upper limits? of normal\b)(?!\s*[x×*])"
)
_ENZYMES = frozenset({"AST", "ALT"})  # of one cell: "AST/ALT" are one of the two
_SAID_BEFORE = 40  # characters between the names and the words


def one_of_them(passage: Passage, named: list[Group]) -> list[Atom]:
    """The choice that is left of the values named right before the words: each of them within the limits of normal."""
    both = NOT_BOTH.search(passage.lower) if passage.base is Effect.REQUIRE else None
    above = _ABOVE.match(passage.lower, both.end()) if both is not None else None
    if both is None or above is None:
        return []
    last = next((g for g in reversed(named) if g.end <= both.start()), None)
    if last is None or both.start() - last.end > _SAID_BEFORE or len({_side(lab) for lab in last.labs}) != 2:
        return []
    normal = Comparison("<=", 1.0, "ULN")
    return [
        Atom(
            last.start,
            above.end(),
            Requirement(Kind.LAB, lab, normal),
            Polarity.MUST,
            alternatives=f"lab {last.start} both",
            together=_side(lab),
        )
        for lab in last.labs
    ]


def _side(lab: str) -> str:
    return "enzymes" if lab in _ENZYMES else lab
