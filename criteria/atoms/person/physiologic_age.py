"""Owns the age of the body, which a doctor judges and no birthday settles: "18 to physiologic 60"."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Kind, Requirement

_PHYSIOLOGIC = regex(
    r"\W*(?:ages?:? ?)?(?:(?:at least |over )?(?P<low>\d\d) to |(?:under|less than|up to|below) )?"
    r"(?P<judged>physiologic(?:al)?(?: age)?(?: of)? \d\d(?: to \d\d| (?:and|or) (?:under|over|less|younger))?)(?: years)?\W*"
)


def physiologic_age(passage: Passage) -> list[Atom]:
    """The least age in years, where one stands before it, and that the rest is for a doctor to judge."""
    found = _PHYSIOLOGIC.fullmatch(passage.lower)
    if found is None:
        return []
    judged = Atom(*found.span("judged"), Requirement(Kind.ADMINISTRATIVE, "investigator judgement"))
    if found["low"] is None:
        return [judged]
    least = Requirement(Kind.AGE, "age", Comparison(">=", float(found["low"]), "years"))
    return [Atom(*found.span("low"), least), judged]
