"""Owns the age of the body, which a doctor judges and no birthday settles: "18 to physiologic 60"."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Kind, Requirement

_PHYSIOLOGIC = regex(
    r"\W*(?:ages?:? ?)?(?:(?:at least |over )?(?P<low>\d\d) to |(?:under|less than|up to|below) )?"
    r"(?P<judged>physiologic(?:al)?(?: age)?(?: of)? (?P<high>\d\d)(?: to \d\d| (?:and|or) (?:under|(?P<over>over)|less|younger))?)(?: years)?\W*"
)
_EITHER = "physiologic age"


def physiologic_age(passage: Passage) -> list[Atom]:
    """The least age in years, where one stands before it; whoever is older than the age of the body is for a doctor to judge."""
    found = _PHYSIOLOGIC.fullmatch(passage.lower)
    if found is None:
        return []
    where = found.span("judged")
    atoms = [Atom(*where, Requirement(Kind.ADMINISTRATIVE, "investigator judgement"), alternatives=_EITHER)]
    if found["over"] is None:
        most = Requirement(Kind.AGE, "age", Comparison("<=", float(found["high"]), "years"))
        atoms.append(Atom(*where, most, alternatives=_EITHER))
    if found["low"] is not None:
        least = Requirement(Kind.AGE, "age", Comparison(">=", float(found["low"]), "years"))
        atoms.insert(0, Atom(*found.span("low"), least))
    return atoms
