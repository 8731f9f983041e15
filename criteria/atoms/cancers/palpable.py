"""Owns whether the tumor can be felt: "a palpable tumor of at least 2 cm", "lesions must be non-palpable"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_FELT = r"(?:non-?\s?|not |im)?palpable"
_NOT = regex(r"non|not|im")
_KIND = r"(?:(?:primary|malignant|suspicious|invasive|residual|discrete|breast) )*"
_TUMOR = r"(?:tumou?rs?|cancers?|carcinomas?|lesions?|dcis)"
_PALPABLE = regex(
    rf"\b(?P<felt>{_FELT}) {_KIND}{_TUMOR}\b(?! (?:masses|nodes?))"
    rf"|\b{_TUMOR}(?: (?:that|which|must|should|has to|is|are|be|clinically))* (?P<found>{_FELT})\b(?! (?:\w+ )?(?:lymph|nod|axill))"
)
# one that can be felt or seen will do, or it says which lesions can be measured; what it is confined to is asked beside it
_EITHER_WAY = regex(
    r"\bor (?:non-?\s?|im)?palpable"
    r"|\bpalpable\b[^.;]{0,40}\bor\b[^.;]{0,30}\b"
    r"(?:visible|seen|visuali[sz]\w+|mammogra\w+|ultraso\w+|imaging|radiograph\w+|not palpable)"
    r"|\b(?:not|neither) (?:be )?(?:required|needed|necessary)\b"
    r"|\band confined\b|\bmeasurable (?:disease|lesions?)[^.;]{0,40}\b(?:as|by|for|defined|include)\b"
)
_WHAT_FOR = regex(r"\bfor (?:the |all )?$")  # "localization is required for non-palpable lesions"


def palpable(passage: Passage) -> Iterator[Atom]:
    """What is asked of the tumor, or excludes: that it can be felt, or that it cannot."""
    lower = passage.lower
    if _EITHER_WAY.search(lower):
        return
    for match in _PALPABLE.finditer(lower):
        at, scopes = match.start(), passage.scopes
        if any(scopes.over(at, cue) is not None for cue in (Cue.CONDITION, Cue.EXCEPTION, Cue.EXAMPLES)):
            continue
        if _WHAT_FOR.search(lower, 0, at):
            continue
        if passage.base is Effect.REQUIRE and scopes.mood(at) is Mood.PERMITTED:
            continue
        word = "felt" if match["felt"] else "found"
        polarity = Polarity.FLIP if _NOT.match(match[word]) else Polarity.FOLLOW
        yield Atom(*match.span(word), Requirement(Kind.DISEASE_MEASURE, "palpable tumor"), polarity)
        return
