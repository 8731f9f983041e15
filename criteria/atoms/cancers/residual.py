"""Owns what a text says about disease that is left: that there is some, and how much there may be at most."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import UNREAD, Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement

_RESIDUAL = regex(
    r"\b(?:residual|persistent)\b(?:\W+(?:macro|micro|gross)\w*(?:,? (?:or|and) |/)(?:macro|micro|gross)\w*)?"
    r"(?:\W+(?!toxic|symptom|effect|sequel|alop|neuro|side|hypo|in situ|or\b)\w+){0,3}?\W+"
    r"(?:disease|tumou?r|cancer|carcinoma|malignancy|lesions?)\b"
    r"|\bremaining (?:tumou?r|cancer|disease)(?: cells)?\b(?= (?:after|following)\b)|\b(?:tumou?r|cancer|disease) remains\b(?= (?:after|following)\b)"
    r"|\bresidual(?=, (?:\w+\W+){1,4}(?:disease|cancer|tumou?r)\b)"
)


# how much may be left at most, which asks for nothing to be left; and what only a molecular test finds
_AT_MOST = (
    r"(?:less than|smaller than|<=?|≤|=<|no (?:more|greater|larger|bigger) than|not (?:more|greater|larger) than"
    r"|not exceeding|up to|at most|maximum(?: of)?)"
)
_LEFT_AT_MOST = regex(rf"[^.;,]{{0,30}}?{_AT_MOST} ?(?:or equal to )?(?:\d|the equivalent)")
_AT_MOST_LEFT = regex(
    rf"{_AT_MOST} ?(?:or equal to )?\d[\d.]*(?: ?x ?\d[\d.]*)* ?(?:cm|mm)[\^²³23]*(?: of)?(?: [\w-]+){{0,2}} $"
)
# "no residual tumor after core biopsy": whether the needle has left enough of it, of which no record speaks
_AFTER_A_BIOPSY = regex(r" (?:after|following) (?:(?!\bexcis)[^.;,()]){0,40}?\bbiops(?:y|ies)\b")
_MOLECULAR = regex(r"\b(?:molecular|minimal) $")
_OR_EXTENT = regex(
    r",? (?:[\w-]+, )*(?:or|and/or) (?:recurrent|relapsed|metastatic|progressive|advanced|unresectable)\b"
)
# what is left of another malignancy: "previously diagnosed with another malignancy and any evidence of residual disease"
_MALIGNANCY = r"(?:malignanc(?:y|ies)|cancers?|neoplasms?|tumou?rs?)"
_OF_ANOTHER_BEHIND = regex(
    r" (?:from|of) (?:an?|any|the|that|this|such)? ?(?:(?:other|another|second|prior|previous|previously|earlier|diagnosed|treated|non-?breast) )+"
    rf"{_MALIGNANCY}"
)
_OF_ANOTHER_BEFORE = regex(
    rf"\b(?:another|other|second|prior|previous) (?:\w+ ){{0,2}}?{_MALIGNANCY}\b(?P<dated>[^.;:()]{{0,60}}?) (?:and|and with|(?P<with>with)) "
    r"(?P<has>(?:who |still )*(?:has|have|had) )?(?:(?:any|clinical|radiologic\w*) )*evidence of (?:any )?$"
)
_OR_ANOTHER = regex(
    r"\bor (?:(?:who|were|was|been|have|has|had) )*(?:previous|prior|earlier)\w* (?:diagnos\w+ )?(?:with |of )?$"
)
_EVIDENCE = regex(r"\b(?:any )?evidence of (?:any )?$")
_OTHER_ACTIVE = Requirement(Kind.CANCER, "other malignancy", "active")


def residual(passage: Passage) -> list[Atom]:
    """What is said to be left, if anything is; of how much there may be at most it is only known that it was not read."""
    lower = passage.lower
    match = _RESIDUAL.search(lower)
    if match is None or not passage.is_free(*match.span()):
        return []
    if (behind := _LEFT_AT_MOST.match(lower, match.end())) or _AT_MOST_LEFT.search(lower, 0, match.start()):
        unread = Requirement(Kind.DISEASE_MEASURE, UNREAD)
        return [Atom(match.start(), behind.end() if behind else match.end(), unread)]
    if _AFTER_A_BIOPSY.match(lower, match.end()):
        return [Atom(*match.span(), Requirement(Kind.DISEASE_MEASURE, UNREAD))]
    if _MOLECULAR.search(lower, 0, match.start()):
        return []
    behind = _OF_ANOTHER_BEHIND.match(lower, match.end())
    before = None if behind else _OF_ANOTHER_BEFORE.search(lower, 0, match.start())
    apart = before and not before["dated"] and _OR_ANOTHER.search(lower, 0, before.start())
    if behind or apart or (before and before["with"]):
        evidence = _EVIDENCE.search(lower, 0, match.start())
        return [Atom((evidence or match).start(), (behind or match).end(), _OTHER_ACTIVE)]
    if before and before["has"]:
        return []  # it excludes only together with what is said first: "another malignancy within 2 years and has any residual disease"
    atom = Atom(*match.span(), Requirement(Kind.DISEASE_MEASURE, "residual disease"))
    word = match.start() + len(match.group().split()[0].rstrip(","))
    return [replace(atom, end=word, alternatives="extent") if _OR_EXTENT.match(lower, word) else atom]
