"""Owns what is said of one tumor and excludes only together: its categories, its size, that it can be cured, the time without it."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.atoms.cancers.disease_free import CONCEPT as DISEASE_FREE
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind

# "tumors < 2 cm without involved nodes", "node-negative tumors of 1 cm or less"
_SO_LARGE = regex(
    r",?(?: (?:and|with|without|of|no|tumou?rs?|disease|in|size|diameter|cancers?|breast|measuring|any))* ?"
)
_SIZE_AND_NODES = frozenset({"tumor size", "T", "N"})
# "DCIS > 4 cm"
_ITS_SIZE = regex(
    r"\)?(?: (?:lesions?|components?|disease))?[\s(]*(?:(?:of|with|measuring|spanning|an?|size|extent) ?)*"
)
# "adjuvant chemotherapy with a disease-free interval of less than 12 months"
_SINCE_IT = regex(r"[^.;,:]{0,70}\b(?:with|and) an? (?:subsequent |short )?")


# "locally advanced disease amenable to resection with curative intent"
_CURABLE = regex(r"(?:amenable|suitable|candidates?|eligible)\b")
_OF_IT = regex(r"(?: (?:breast|cancers?|carcinomas?|disease|tumou?rs?|relapses?|recurrences?|that|which|is|are))* ?")


def can_be_cured(passage: Passage, left: Atom, atom: Atom) -> bool:
    """Whether an excluded extent excludes only where it can be treated with curative intent."""
    if left.requirement.kind is not Kind.STAGE or atom.requirement.kind is not Kind.STAGE or left.end > atom.start:
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE or a.exception for a in (left, atom)):
        return False
    curable = _CURABLE.match(passage.lower, atom.start) is not None
    return curable and _OF_IT.fullmatch(passage.lower, left.end, atom.start) is not None


def measured_with_it(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether the size of a tumor excludes only with its nodes or kind, or the time without disease with the treatment before it."""
    left, concept = run[-1], atom.requirement.concept
    if concept not in (*_SIZE_AND_NODES, DISEASE_FREE) or atom.start < left.end:
        return False
    if any(effect(passage, a) is not Effect.EXCLUDE for a in (*run, atom)):
        return False
    between = passage.lower[left.end : atom.start]
    if concept == DISEASE_FREE:
        return left.requirement.kind is Kind.THERAPY and _SINCE_IT.fullmatch(between) is not None
    if any(a.exception for a in (*run, atom)):
        return False
    if len(run) == 1 and left.requirement.kind is Kind.CANCER and concept == "tumor size":
        return _ITS_SIZE.fullmatch(between) is not None
    found = {a.requirement.concept for a in (*run, atom)}
    if not found <= _SIZE_AND_NODES or "tumor size" not in found:
        return False
    return len(found) == len(run) + 1 and _SO_LARGE.fullmatch(between) is not None


# "T1, N0, M0 disease", "node-negative, T1 breast cancer": hardly anybody is excluded for having no nodes or no spread
_CATEGORIES = frozenset({"T", "N", "M"})
_NOTHING_THERE = frozenset({("N0",), ("M0",)})
_COMMA = regex(r"\s*,?\s*")
_OR_BEHIND = regex(r"\s*,?\s*(?:and/)?or\b")


def categories_of_one(passage: Passage, run: list[Atom], atom: Atom) -> bool:
    """Whether commas part the categories and markers of one tumor, one of which says that there is nothing."""
    members = (*run, atom)
    names = {a.requirement.concept for a in members}
    told = all(a.requirement.kind is Kind.BIOMARKER or a.requirement.concept in _CATEGORIES for a in members)
    if not told or len(names) < len(members) or any(a.exception for a in members):
        return False
    if not any(a.requirement.value in _NOTHING_THERE for a in members):
        return False
    between = _COMMA.fullmatch(passage.lower, run[-1].end, atom.start) is not None
    return (
        between
        and not _OR_BEHIND.match(passage.lower, atom.end)
        and all(effect(passage, a) is Effect.EXCLUDE for a in members)
    )
