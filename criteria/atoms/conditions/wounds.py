"""Owns wounds of an operation that must have healed, or exclude while they have not."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_WOUND = r"(?:(?:surgical|operative|all|any|the|recent|prior|previous)\s+)*(?:wounds?|incisions?)(?:\s+sites?)?"
_OF_WHAT = (
    r"(?:\s+(?:from|after|following|of)\s+(?:"
    r"(?:all|any|the|an?|recent|previous|prior|major|minor|abdominal|or|and|and/or|,|surger(?:y|ies)|surgical"
    r"|procedures?|operations?|resections?)(?:\s+|(?=\W|$)))+)?"
)
# "complete wound healing", "surgical wounds must be completely healed"
_HEALED = regex(
    rf"\b(?:complete|adequate|full|sufficient|satisfactory)\s+(?:surgical\s+)?(?:wound|incision)\s+healing\b{_OF_WHAT}"
    rf"|\b{_WOUND}{_OF_WHAT}(?:\s+healing)?\s*(?:must|should|ha(?:s|ve) to|needs? to)\s+(?:have\s+|be\s+|been\s+)*(?:\w+ly\s+)?(?:healed|complete(?:d)?)\b"
)
# "surgical incision not fully healed", "without adequate wound healing"
_UNHEALED = regex(
    rf"\b(?:without|lack of|inadequate|incomplete|insufficient)\s+(?:complete\s+|adequate\s+|full\s+)?(?:surgical\s+)?wound\s+healing\b{_OF_WHAT}"
    rf"|\b{_WOUND}{_OF_WHAT}[^.;,()]{{0,30}}?\b(?:not|never|incompletely)\s+(?:yet\s+)?(?:been\s+)?(?:\w+ly\s+)?healed\b"
)
_HINTS = hints("heal")


def read(passage: Passage) -> list[Atom]:
    """At most one atom: a wound that has not healed keeps out, whether the text asks for it healed or excludes it unhealed."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return []
    found = _UNHEALED.search(lower)
    if found is None or not _excludes(passage, found.start()):
        found = _HEALED.search(lower)
        if found is None or not _asks(passage, found.start()):
            return []
    start, end = found.start(), found.start() + len(found[0].rstrip())
    if any(passage.scopes.over(start, cue) is not None for cue in (Cue.CONDITION, Cue.EXCEPTION)):
        return []
    if not passage.is_free(start, end):
        return []
    return [Atom(start, end, Requirement(Kind.COMORBIDITY, "non-healing wound"), Polarity.MUST_NOT)]


def _excludes(passage: Passage, start: int) -> bool:
    return passage.base is Effect.EXCLUDE and passage.scopes.mood(start) in (Mood.PLAIN, Mood.FORBIDDEN)


def _asks(passage: Passage, start: int) -> bool:
    mood = passage.scopes.mood(start)
    if mood is Mood.REQUIRED:
        return True
    return passage.base is Effect.REQUIRE and mood is Mood.PLAIN and passage.scopes.negations(start) == 0
