"""Owns the histologic grade of the tumor: "grade 3", "Nottingham grade 2 or 3", "Ki-67 > 20 %, or high grade"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from criteria.atoms.atom import UNREAD, Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement

CONCEPT = "histologic grade"
_BY = (
    r"(?:(?:histo(?:patho)?logic(?:al)?|nuclear|tumou?r|elston(?:[- ]ellis)?|nottingham|m?sbr|(?:scarff[- ])?bloom[- ]richardson"
    r"|combined|high)(?:[ /-]|,? (?:and/or|or|and) )+)+"
)
_NUMBER = r"(?:[123]|i{1,3}|g[123])"
_GRADE = regex(
    rf"\b(?P<by>{_BY})?grade\b"
    rf"(?::? (?:of )?(?P<low>{_NUMBER})\b(?:\s?(?:-|–|/|or|and|to)\s?(?P<high>{_NUMBER})\b|(?P<more> or (?:higher|greater|above|more)))?)?"
    r"(?P<of>,? (?:invasive |breast |ductal )*(?:tumou?rs?|histology|cancers?|carcinomas?)\b)?"
)
# what has a grade besides the tumor
_OF_A_CONDITION = regex(
    r"\b(?:toxicit\w*|ctcae|adverse|neuropath\w*|resol\w*|recover\w*|alopecia|events?|nci|dcis|in situ|lymphoma|fever)\b"
)
_OR_BEFORE = regex(r"\bor (?:an? |with |of |have )*$")
_OR_BEHIND = regex(r",? (?:tumou?rs?,? |disease,? )?or\b|,[^;.()]{0,60}\bor\b")
_WITH = regex(r"(?: (?:tumou?rs?|disease|cancers?))?,? (?:with|and) (?:an? )?")  # "T1c disease with grade 3"
_NO_MORE = regex(r"\s*(?:$|[,;.)]|(?:or|and)\b)")
_AT_ONCE = regex(r",? (?:an? |the )?")  # what stands between two members of a list
_OF_THE_TUMOR = frozenset({Kind.STAGE, Kind.DISEASE_MEASURE, Kind.BIOMARKER, Kind.AGE})
_NEAR = 60  # characters
_NUMBERS = {"1": 1, "i": 1, "g1": 1, "2": 2, "ii": 2, "g2": 2, "3": 3, "iii": 3, "g3": 3}


def grades(passage: Passage, atoms: Sequence[Atom]) -> Iterator[Atom]:
    """The grades that are asked of the tumor, and those that "or" joins to something else that is asked of it.

    A grade without a number stays words that nobody has read, as one way of such a choice.
    """
    lower = passage.lower
    if passage.base is Effect.ALLOW or not _GRADE.search(lower) or _OF_A_CONDITION.search(lower):
        return
    beside = [a for a in atoms if a.requirement.kind in _OF_THE_TUMOR and a.together is None]
    for match in _GRADE.finditer(lower):
        start, end = match.span()
        if any(a < end and start < b for a, b in passage.claimed) or not (match["low"] or "high" in match.group()):
            continue
        neighbour = _joined_by_or(passage, beside, start, end) if passage.base is Effect.REQUIRE else None
        told = match["by"] or match["of"] or _stands_beside(lower, beside, start, end)
        if match["low"] is not None and (neighbour is not None or told):
            asked = Requirement(Kind.DISEASE_MEASURE, CONCEPT, _value(match))
            yield _beside(neighbour, start, end, asked)
        elif neighbour is not None:
            yield _beside(neighbour, start, end, Requirement(neighbour.requirement.kind, UNREAD, None))


def _stands_beside(lower: str, beside: Sequence[Atom], start: int, end: int) -> bool:
    """Whether a bare grade goes with what is asked of the tumor right before it, and no more is said of it."""
    return _NO_MORE.match(lower, end) is not None and any(_WITH.fullmatch(lower, a.end, start) for a in beside)


def _joined_by_or(passage: Passage, beside: Sequence[Atom], start: int, end: int) -> Atom | None:
    """What is asked of the tumor to which an "or" joins the words between the offsets."""
    before = [a for a in beside if a.end <= start and start - a.end < _NEAR]
    behind = [a for a in beside if end <= a.start and a.start - end < _NEAR]
    if before and _OR_BEFORE.search(passage.lower, before[-1].end, start):
        return before[-1]
    if behind and _OR_BEHIND.match(passage.lower, end):
        return behind[0] if _AT_ONCE.fullmatch(passage.lower, end, behind[0].start) or not before else before[-1]
    return None


def _beside(neighbour: Atom | None, start: int, end: int, requirement: Requirement) -> Atom:
    if neighbour is None:
        return Atom(start, end, requirement, Polarity.FOLLOW)
    return Atom(start, end, requirement, neighbour.polarity, neighbour.alternatives)


def _value(match: re.Match[str]) -> Comparison | Between:
    low = float(_NUMBERS[match["low"]])
    if match["high"] is not None:
        return Between(low, float(_NUMBERS[match["high"]]), "")
    return Comparison(">=" if match["more"] else "=", low, "")
