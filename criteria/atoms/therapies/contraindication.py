"""Owns reasons against a treatment or an examination: "contraindication to MRI", "unfit for surgery"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.noun_phrases import members

_HINTS = hints("contraindication", "contra-indication", "prohibit", "preclude", "contraindicate", "fit", "unfit")
_USE = (
    r"(?:(?:the|any|a|an|further|intermittent|concurrent|planned|safe)\s+)*"
    r"(?:(?:use|treatment|therapy|administration|receipt|application|receiving|undergoing|performing|performance)\s+(?:of|with)?\s*(?:(?:the|an?)\s+)?)?"
)
_CUE = regex(
    rf"\bcontra-?indications?\s+(?:to|for|of|against)\s+{_USE}"
    r"|\b(?:patients?|subjects?|participants?|women|individuals)\s+(?:who\s+)?(?:(?:is|are)\s+)?contra-?indicated\s+"
    rf"(?:for|to)\s+(?!(?:the|any|some|this|these|all)\b){_USE}"
    r"|\bconditions?\s+(?:that|which)\s+(?:would\s+|may\s+|could\s+|might\s+)?"
    r"(?:prohibits?|precludes?|contra-?indicates?)\s+(?:the\s+)?(?:intermittent\s+|safe\s+)?"
    r"(?:use|administration|receipt)\s+of\s+(?:the\s+)?"
)
# "unfit for breast surgery", "not medically fit enough to undergo chemotherapy", "fit for surgery"
_FIT = regex(
    r"\b(?:(?P<unfit>unfit|not\s+(?:considered\s+|deemed\s+)?(?:\w+ly\s+)?fit)|(?:\w+ly\s+)?fit)(?:\s+enough)?\s+"
    rf"(?:for|to\s+(?:undergo|receive|tolerate|have))\s+{_USE}"
)
_SURGICAL = regex(r"\bsurgical\s+contra-?indications?\b")
_STOP = regex(
    r"[;.:()]"
    r"|\b(?:that|which|who|because|due|as|if|in|for|per|including|includes?|specifically|namely|such|e\.g|i\.e|within"
    r"|during|with|by|according|other\s+than|except|listed|known|at|will|are|is|may|must|should|would)\b"
)
# what the trial itself gives or asks: a matter of its conduct
_OF_TRIAL = regex(
    r"\b(?:"
    r"stud(?:y|ies)|trial|protocol|participat\w*|investigational|inclusion|procedures?|assigned|any of|these|those"
    r"|this|both|either|drugs?|products?|medications?|agents?|ingredients?|components?)\b"
)
_OTHER = regex(r"\bother\s+$")  # "any other contraindication" is for the investigator to find
_TREATMENT = regex(r"\w (?:surgery|therapy|treatment|procedures?)\b")
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
    for match in _FIT.finditer(lower):
        unfit = match["unfit"] is not None and _keeps_out(passage, match.start(), denied=True)
        asked = match["unfit"] is None and passage.base is Effect.REQUIRE and _is_asked(passage, match.start())
        if passage.is_free(*match.span()) and (unfit or asked):
            found += _against(passage, match, "unfit for")
    surgical = None if found else _SURGICAL.search(lower)
    if surgical is not None and _keeps_out(passage, surgical.start()):
        found.append(_atom(surgical.start(), surgical.end(), "surgery"))
    return found


def _against(passage: Passage, match: re.Match[str], how: str = "contraindication to") -> Iterator[Atom]:
    lower = passage.lower
    stop = _STOP.search(lower, match.end())
    start, first = match.start(), True
    listed = members(lower, match.end(), stop.start() if stop else len(lower))
    for place, member in enumerate(listed):
        lead = _LEAD.match(lower, member.start, member.end)
        begin = lead.end() if lead else member.start
        words = lower[begin : member.end].strip(" ,")
        if not words or len(words.split()) > _LONGEST or _OF_TRIAL.search(words):
            return
        if " " not in words and any(_TREATMENT.search(lower, m.start, m.end) for m in listed[place + 1 :]):
            continue  # "breast and/or axillary surgery"
        yield _atom(start if first else begin, begin + len(words), str(words), how)
        first = False


def _atom(start: int, end: int, what: str, how: str = "contraindication to") -> Atom:
    return Atom(start, end, Requirement(Kind.COMORBIDITY, f"{how} {what}"), Polarity.MUST_NOT)


def _is_asked(passage: Passage, start: int) -> bool:
    """Whether everyone must be fit, and not only those of a condition or an exception."""
    scopes = passage.scopes
    plain = scopes.mood(start) in (Mood.PLAIN, Mood.REQUIRED) and scopes.negations(start) % 2 == 0
    return plain and all(scopes.over(start, cue) is None for cue in (Cue.EXCEPTION, Cue.CONDITION))


def _keeps_out(passage: Passage, start: int, *, denied: bool = False) -> bool:
    """Whether what is named at ``start`` must not be so; ``denied`` where its own words hold the "not"."""
    scopes = passage.scopes
    if scopes.mood(start) is Mood.PERMITTED or scopes.over(start, Cue.EXCEPTION) is not None:
        return False
    if passage.base is Effect.EXCLUDE:
        return scopes.over(start, Cue.CONDITION) is None
    return scopes.mood(start) is Mood.FORBIDDEN or (scopes.negations(start) % 2 == 1 and not denied)
