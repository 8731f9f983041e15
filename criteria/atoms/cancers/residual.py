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
    atom = Atom(*match.span(), Requirement(Kind.DISEASE_MEASURE, "residual disease"))
    word = match.start() + len(match.group().split()[0].rstrip(","))
    return [replace(atom, end=word, alternatives="extent") if _OR_EXTENT.match(lower, word) else atom]
