"""Owns reasons against a treatment or an examination: "contraindication to MRI", "conditions that would prohibit steroids"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.context import Cue
from criteria.moods import Mood
from criteria.noun_phrases import members
from criteria.passage import Passage
from criteria.patterns import hints, regex
from criteria.tree import Effect, Kind, Requirement

_HINTS = hints("contraindication", "contra-indication", "prohibit", "preclude", "contraindicate")
_USE = (
    r"(?:(?:the|any|a|an|further|intermittent|concurrent|planned|safe)\s+)*"
    r"(?:(?:use|treatment|therapy|administration|receipt|application|receiving|undergoing|performing|performance)\s+(?:of|with)?\s*(?:(?:the|an?)\s+)?)?"
)
_CUE = regex(
    rf"\bcontra-?indications?\s+(?:to|for|of|against)\s+{_USE}"
    rf"|\bconditions?\s+(?:that|which)\s+(?:would\s+|may\s+|could\s+|might\s+)?(?:prohibits?|precludes?|contra-?indicates?)\s+(?:the\s+)?(?:intermittent\s+|safe\s+)?(?:use|administration|receipt)\s+of\s+(?:the\s+)?"
)
_SURGICAL = regex(r"\bsurgical\s+contra-?indications?\b")
_STOP = regex(
    r"[;.:()]|\b(?:that|which|who|because|due|as|if|in|for|per|including|includes?|such|e\.g|i\.e|within|during|with|by|according|other\s+than|except|listed|known|at|will|are|is|may|must|should|would)\b"
)
# what the trial itself gives or asks: a matter of its conduct
_OF_TRIAL = regex(
    r"\b(?:stud(?:y|ies)|trial|protocol|participat\w*|investigational|inclusion|procedures?|assigned|any of|these|those|this|both|either|drugs?|products?|medications?|agents?|ingredients?|components?)\b"
)
_OTHER = regex(r"\bother\s+$")  # "any other contraindication" is for the investigator to find
_LONGEST = 5  # words; what is longer is a clause
_LEAD = regex(r"\W*(?:(?:the|an?|any|other|to|for|use|of|or|and|treatment|therapy|with|either|both|known)\b\s*)*")


def read(passage: Passage) -> list[Atom]:
    """A condition for each thing that there must be nothing against."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return []
    found: list[Atom] = []
    for match in _CUE.finditer(lower):
        if _OTHER.search(lower, 0, match.start()) or not passage.is_free(*match.span()):
            continue
        if _keeps_out(passage, match.start()):
            found += _against(passage, match)
    surgical = None if found else _SURGICAL.search(lower)
    if surgical is not None and _keeps_out(passage, surgical.start()):
        found.append(_atom(surgical.start(), surgical.end(), "surgery"))
    return found


def _against(passage: Passage, match: re.Match[str]) -> Iterator[Atom]:
    lower = passage.lower
    stop = _STOP.search(lower, match.end())
    start, first = match.start(), True
    for member in members(lower, match.end(), stop.start() if stop else len(lower)):
        lead = _LEAD.match(lower, member.start, member.end)
        begin = lead.end() if lead else member.start
        words = lower[begin : member.end].strip(" ,")
        if not words or len(words.split()) > _LONGEST or _OF_TRIAL.search(words):
            return
        yield _atom(start if first else begin, begin + len(words), str(words))
        first = False


def _atom(start: int, end: int, what: str) -> Atom:
    return Atom(start, end, Requirement(Kind.COMORBIDITY, f"contraindication to {what}"), Polarity.MUST_NOT)


def _keeps_out(passage: Passage, start: int) -> bool:
    scopes = passage.scopes
    if scopes.mood(start) is Mood.PERMITTED or scopes.over(start, Cue.EXCEPTION) is not None:
        return False
    if passage.base is Effect.EXCLUDE:
        return scopes.over(start, Cue.CONDITION) is None
    return scopes.mood(start) is Mood.FORBIDDEN or scopes.negations(start) % 2 == 1
