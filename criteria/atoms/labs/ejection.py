"""Owns what is said of the ejection fraction besides its bound: that it fell in the past, and another bound by another method."""

from __future__ import annotations

from criteria.atoms.atom import UNREAD, Atom
from criteria.atoms.labs.lab_names import Group
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

# "history of a decline in LVEF to below 45 %": she may have recovered
_HISTORY = regex(r"\bhistory\W+of\W+(?:an?\W+)?(?:prior\W+|previous\W+)?")
_NEAR = 40  # characters between such words and the name
_FALL = regex(r"\b(?:declin|decreas|drop|fall|reduc)\w*")


def fallen_before(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """What is excluded beside a low ejection fraction where the words are of one that was low before, whatever it is now."""
    lvef = next((a for a in atoms if a.requirement.concept == "LVEF"), None)
    if lvef is None or passage.base is not Effect.EXCLUDE or "history" not in passage.lower:
        return []
    past = next(reversed(list(_HISTORY.finditer(passage.lower, 0, lvef.end))), None)
    named = next((m for m in passage.of_kind(Kind.LAB) if m.name == "LVEF"), None)
    if past is None or named is None or not past.end() <= named.start <= past.end() + _NEAR:
        return []
    fall = _FALL.search(passage.lower, past.end(), named.end + _NEAR)
    if fall is None:
        return []
    return [Atom(past.start(), max(fall.end(), named.end), Requirement(Kind.COMORBIDITY, UNREAD))]


_BY = regex(r"\bby (?:an? )?$")
_OR_BY_ANOTHER = regex(r"(?: scans?)?\s*,?\s+or\b[^.;,()]{0,30}?\d+ ?%? by\b")


def by_another_method(passage: Passage, last: list[Atom], group: Group) -> bool:
    """Whether a method of the value before stands before an "or": "LVEF within normal limits by MUGA, or 50 % by echocardiogram"."""
    if [a.requirement.concept for a in last] != list(group.labs) or not _BY.search(passage.lower, 0, group.start):
        return False
    return _OR_BY_ANOTHER.match(passage.lower, group.end) is not None
