"""Owns an age that a word names: adults are of 18 years and more, minors are younger."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_OF_AGE = 18
_MINORS = regex(r"\W*(minors|children)(?=\W*$|\s*[,;(/]|\s+(?:and|or)\b)")
# whom the criterion is about: "adult women with breast cancer", not the tumors of adults, nor a figure that says it better
_ADULT = regex(
    r"\W*(?:(?:age|all|any|healthy|eligible|an?|is|are|be|must|should|patients?|participants?|subjects?)\W+)*(?P<adult>adults?)\b"
    r"(?=\W*$"
    r"| (?:(?:oncology|cancer|breast|fe|\()*\s?)*(?:"
    r"patients?|participants?|subjects?|wom[ae]n|m[ae]n|females?|males?|individuals?|persons?|people"
    r"|post-?\s?menopausal|pre-?\s?menopausal|out-?patients?|with|who|volunteers?)\b)"
)
_FIGURE = regex(r"\d\s*(?:years?|yrs?|y\.?/?o)\b|\bage[ds]?\b\W+(?:\w+\W+){0,4}\d|\b(?:minors|children|adolescents)\b")


def by_word(passage: Passage) -> Atom | None:
    """The age that a word names where no figure stands beside it."""
    if passage.base is Effect.EXCLUDE:
        minors = _MINORS.match(passage.lower)
        young = Requirement(Kind.AGE, "age", Comparison("<", _OF_AGE, "years"))
        return None if minors is None else Atom(*minors.span(1), young, Polarity.MUST_NOT)
    adult = _ADULT.match(passage.lower)
    if adult is None or _FIGURE.search(passage.lower):
        return None
    at, scopes = adult.start("adult"), passage.scopes
    limited = scopes.over(at, Cue.CONDITION) is not None or scopes.negations(at) > 0
    if limited or scopes.mood(at) not in (Mood.PLAIN, Mood.REQUIRED):
        return None
    return Atom(*adult.span("adult"), Requirement(Kind.AGE, "age", Comparison(">=", _OF_AGE, "years")))
