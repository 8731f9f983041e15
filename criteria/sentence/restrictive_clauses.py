"""Owns clauses that say which of those who have a disease are excluded: "stage I disease that is ER-negative", "…, requiring radiotherapy"."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind

_OF_WHICH = frozenset({Kind.STAGE, Kind.CANCER, Kind.BIOMARKER, Kind.METASTASIS, Kind.DISEASE_MEASURE})
_SAID = frozenset({*_OF_WHICH, Kind.THERAPY, Kind.LAB, Kind.COMORBIDITY})
_CLAUSE = regex(
    r"\)?(?:\s*\([^()]*\))?(?:(?!\b(?:or|and|who|that|which|whose|but|within|before|after)\b)[^,;.:()]){0,50}(?:\s*\([^()]*\))?"
    r"(?:,?\s+(?:that|which|who)\s+(?:is|are|was|were|has|have|had|requires?|needs?)\b"
    r"|,?\s+whose\s+(?:\w+\s+){1,3}?(?:is|are|was|were|has|have|had)\b|,\s+(?:requiring|necessitating|needing)\b)"
    r"(?:(?!\b(?:or|and|without|no|not|but|unless|except|because|since)\b)[^,;.:()]){0,40}"
)
_CANDIDATE = regex(r"\b(?:candidates?|suitable|amenable|eligible|appropriate|fit|intended|considered)\b")
# "node-negative, ER-positive tumors": two words before one noun
_COMMA = regex(r",? ")
_ITS_NOUN = regex(r"[- ](?:invasive |breast |primary )*(?:tumou?rs?|cancers?|carcinomas?|disease)\b")


def restricts(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether a clause behind an excluded disease says with what it excludes: nobody is excluded for either alone."""
    left = run[-1]
    if len(run) > 1 or left.end > atom.start or atom.exception or left.exception:
        return False
    kinds = left.requirement.kind, atom.requirement.kind
    if kinds[0] not in _OF_WHICH or kinds[1] not in _SAID or left.requirement.concept == "other malignancy":
        return False
    if left.requirement.concept == atom.requirement.concept:
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE for a in (left, atom)):
        return False
    if left.requirement.kind is Kind.STAGE and atom.requirement.kind is Kind.BIOMARKER:
        stacked = _COMMA.fullmatch(passage.lower, left.end, atom.start) is not None
        if stacked and _ITS_NOUN.match(passage.lower, atom.end) is not None:
            return True
    if kinds[1] is Kind.THERAPY and _CANDIDATE.search(passage.lower, left.end, atom.start) is not None:
        return False  # who can have a treatment has not had it
    return _CLAUSE.fullmatch(passage.lower, left.end, atom.start) is not None
