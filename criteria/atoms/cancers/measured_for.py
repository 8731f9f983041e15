"""Owns by what a disease is measured: by the criteria of another tumor, or by nothing but the hands."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.patterns import regex

OF_ANOTHER = ("of", "another tumor")
"""The detail of a measure by which no solid tumor of the breast is measured."""

# up to the criteria of response that are made for another tumor, or the bracket that names it
_BY_ITS_CRITERIA = regex(
    r"(?:(?!\b(?:or|and)\b)[^.;,()]){0,50}?\b(?:imwg|international myeloma|lugano|cheson|iwcll|iwwm|iwg|pcwg\d?|prostate cancer working)\b"
)
_IN_THOSE_ONLY = regex(
    r"(?:(?!\b(?:or|and)\b)[^.;,()]){0,70}?\((?:for |in )?(?:patients |participants |subjects )?(?:with )?"
    r"(?![^()]*\b(?:breast|solid)\b)[^()]{0,30}\b(?:"
    r"myeloma|lymphomas?|leuka?emias?|cancers?|carcinomas?|melanomas?|sarcomas?|gliomas?|glioblastomas?"
    r"|mesotheliomas?)(?: (?:patients|participants|subjects))? only\)"
)


BY_HAND = "by physical examination only"
"""The value of a measure that no image gives."""
_BY_HAND = regex(r"\s+(?:only\s+)?(?:by|on)\s+(?:physical|clinical)\s+exam(?:s|ination)?(?:\s+(?:alone|only))\b")


def measured_for(lower: str, atom: Atom) -> Atom:
    """The measure with the detail that it is of another tumor, or as one by hand, where the words behind it say so."""
    if (by_hand := _BY_HAND.match(lower, atom.end)) is not None:
        return replace(atom, end=by_hand.end(), requirement=replace(atom.requirement, value=BY_HAND))
    if _BY_ITS_CRITERIA.match(lower, atom.end) is None and _IN_THOSE_ONLY.match(lower, atom.end) is None:
        return atom
    detail = tuple(sorted((*atom.requirement.detail, OF_ANOTHER)))
    return replace(atom, requirement=replace(atom.requirement, detail=detail))
