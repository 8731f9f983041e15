"""Owns that the tumor has grown into or around large vessels, which may bleed: "tumor encasing major blood vessels"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_VESSELS = (
    r"(?:the |any |an? )?(?:large|major|great|big|main)"
    r"(?: (?:or )?(?:important|pulmonary|thoracic|abdominal|mediastinal|blood))* (?:vessels?|arter(?:y|ies))"
)
_GROWS = (
    r"(?:"
    r"invad(?:e[sd]?|ing)|invasion|involv(?:e[sd]?|ing|ement)|encas(?:e[sd]?|ing|ement)|infiltrat(?:e[sd]?|ing|ion)"
    r"|wrap(?:s|ped|ping)?|surround(?:s|ed|ing)?)"
)
_TUMOR = r"(?:tumou?rs?|lesions?|cancers?|masses|mass|metastas[ei]s)"
_INTO = regex(
    rf"\b{_TUMOR}\b[^.;:,]{{0,40}}?(?:, )?\b{_GROWS} (?:(?:or|and|into|of|around|upon) |{_GROWS} )*{_VESSELS}\b"
    rf"|\b{_GROWS} (?:(?:or|and) {_GROWS} )?(?:of|into|around) {_VESSELS}\b(?: by (?:the )?{_TUMOR})?"
    rf"|\b(?:{_TUMOR} )?{_VESSELS} (?:invasion|involvement|encasement|infiltration)\b"
)
_OF_THE_BODY = regex(r"\b(?:stroke|aneurysm|vasculitis|cerebr\w+|thrombo\w+|stenosis|dissection)\b")
"""What befalls a vessel without a tumor."""


_HOW_FAR = regex(r"\bdegree of (?:[\w/]+ ){0,2}$")  # which "should be considered"
_BLEEDS = regex(r"\bbleed|\bh[ae]+morrh")


def vessels(passage: Passage) -> Iterator[Atom]:
    """The growth into large vessels, once; where a trial lets in what it denies nothing of, only as what may bleed."""
    match = _INTO.search(passage.lower)
    if match is None or _OF_THE_BODY.search(match.group()) or _HOW_FAR.search(passage.lower, 0, match.start()):
        return
    polarity = Polarity.FOLLOW
    if passage.base is Effect.REQUIRE and passage.scopes.negations(match.start()) % 2 == 0:
        if not _BLEEDS.search(passage.lower):
            return
        polarity = Polarity.MUST_NOT
    yield Atom(*match.span(), Requirement(Kind.DISEASE_MEASURE, "large vessel invasion"), polarity)
