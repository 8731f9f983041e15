"""Owns measures of the disease that exclude only with what stands before them: its nodes, its kind, the treatment it followed."""

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
