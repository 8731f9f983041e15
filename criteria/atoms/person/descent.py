"""Owns whom a text asks for by descent: what people call themselves is asked at the visit, and no record of the disease holds it."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.moods import Mood

_HINTS = hints(
    "african", "american", "black", "white", "caucasian", "hispanic", "latin", "chican", "asian", "chinese", "japan", "korea",
    "filipin", "vietnam", "malay", "hawaii", "islander", "indian", "haitian", "self-", "self ",
)  # fmt: skip
_GROUP = (
    r"(?:non-?\s?hispanic (?=white|black))?(?:non-?\s?)?(?:"
    r"african[- ]?americans?|black(?: african)?|africans?|whites?|caucasians?|hispanics?|latin(?:o/a|a/o|[oaxe])s?"
    r"|chican[ao]s?|(?:(?:south|east|southeast|asian)[- ])?(?:asians?|indians?)(?:[- ]americans?)?"
    r"|chinese|japanese|koreans?|filipin[oa]s?|vietnamese|malay(?:-muslim)?s?|native (?:hawaiians?|americans?)"
    r"|(?:other )?pacific islanders?|american indians?|alaskan? natives?|haitians?(?: creole)?)"
)
_JOINED = r"(?:\s*(?:,|/|\bor\b|\band/or\b|\band\b)\s*)+"
_GROUPS = rf"{_GROUP}(?:{_JOINED}{_GROUP})*"
_DESCENT = (
    r"(?:race|ethnicit(?:y|ies)|ethnic (?:background|origin)|descen[dt]+|decent|ancestry|origins?|heritage|background)"
)
_PEOPLE = r"(?:females?|wom[ae]n|males?|m[ae]n|patients?|participants?|subjects?|individuals?|adults?|persons?|people|survivors?)"
_THAT_IS = rf"(?: ?\((?:(?:including|e\.?g\.?|such as|i\.?e\.?),? )?{_GROUPS}(?: {_DESCENT})?\))?"
_SAID = regex(
    rf"\b(?:self[- ]?|current )*(?:identif\w+|describ\w+|report\w*)(?: (?:as|with|being|themselves|herself|an?))+ (?:aa\b|{_GROUPS})(?: {_DESCENT})?"
    rf"|\b{_GROUPS} {_DESCENT}\b{_THAT_IS}|\b(?:is|are|be) {_GROUPS}(?=\W*$)|^\W*{_GROUPS}(?:\s*\([^()]*\))?(?=\W*$)"
)
_OF_PEOPLE = regex(rf"\b{_GROUPS}(?= (?:{_PEOPLE})\b)")
# whom only something is asked of, or what is told of them
_OF_SOME = regex(r"^\W*(?:for|in|among|if)\b|\b(?:will|would|may|might|have been|higher|lower|risk)\b")


def read(passage: Passage) -> list[Atom]:
    """At most one atom. Under exclusions only what is the whole of a line: beside other words it says whose disease is meant."""
    lower = passage.lower
    if not _HINTS.search(lower) or passage.scopes.mood(0) is Mood.PERMITTED:
        return []
    match = _SAID.search(lower)
    if match is None and passage.base is Effect.REQUIRE and not _OF_SOME.search(lower):
        match = _OF_PEOPLE.search(lower)
    if match is None or not passage.is_free(*match.span()):
        return []
    alone = not lower[match.end() :].strip(" .;,") and len(lower[: match.start()].split()) <= 1
    if passage.base is not Effect.REQUIRE and not alone:
        return []
    return [Atom(*match.span(), Requirement(Kind.ADMINISTRATIVE, "other"))]
