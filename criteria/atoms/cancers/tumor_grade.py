"""Owns the grade of the tumor as another way to be let in, which no record settles: "Ki-67 > 20 %, or grade 3"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from criteria.atoms.atom import UNREAD, Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_GRADE = regex(
    r"\b(?:(?:histologic(?:al)?|nuclear|tumou?r|elston|nottingham|sbr|high)[ -])*grade\b"
    r"(?: (?:of )?(?:[23]|i{2,3}|g[23])\b(?:\s?(?:-|/|or|and)\s?(?:[23]|iii|g3)\b)?)?"
)
_SAYS_WHICH = regex(r"\d|\bi{2,3}\b|\bhigh\b")
# what has a grade besides the tumor
_OF_A_CONDITION = regex(
    r"\b(?:toxicit\w*|ctcae|adverse|neuropath\w*|resol\w*|recover\w*|alopecia|events?|nci|dcis|in situ|lymphoma|fever)\b"
)
_OR_BEFORE = regex(r"\bor (?:an? |with |of |have )*$")
_OR_BEHIND = regex(r",? (?:tumou?rs?,? |disease,? )?or\b|,[^;.()]{0,60}\bor\b")
_AT_ONCE = regex(r",? (?:an? |the )?")  # what stands between two members of a list
_OF_THE_TUMOR = frozenset({Kind.STAGE, Kind.DISEASE_MEASURE, Kind.BIOMARKER, Kind.AGE})
_NEAR = 60  # characters


def grades(passage: Passage, atoms: Sequence[Atom]) -> Iterator[Atom]:
    """The grades that "or" joins to something else that is asked of the tumor, as words that nobody has read."""
    lower = passage.lower
    if passage.base is not Effect.REQUIRE or not _GRADE.search(lower) or _OF_A_CONDITION.search(lower):
        return
    beside = [a for a in atoms if a.requirement.kind in _OF_THE_TUMOR and a.together is None]
    for match in _GRADE.finditer(lower):
        start, end = match.span()
        taken = any(a < end and start < b for a, b in passage.claimed)
        if taken or not _SAYS_WHICH.search(match.group()):
            continue
        before = [a for a in beside if a.end <= start and start - a.end < _NEAR]
        behind = [a for a in beside if end <= a.start and a.start - end < _NEAR]
        if before and _OR_BEFORE.search(lower, before[-1].end, start):
            neighbour = before[-1]
        elif behind and _OR_BEHIND.match(lower, end):
            neighbour = behind[0] if _AT_ONCE.fullmatch(lower, end, behind[0].start) or not before else before[-1]
        else:
            continue
        requirement = Requirement(neighbour.requirement.kind, UNREAD, None)
        yield Atom(start, end, requirement, neighbour.polarity, neighbour.alternatives)
