"""Owns the plan to become pregnant: "pregnant, or planning to conceive during the study"."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_HINT = hints("pregnan", "conceiv")
_PLANS = (
    r"(?:(?:active|current)ly )?(?:"
    r"plan(?:s|ned|ning)?|intend(?:s|ing)?|intent(?:ion)?s?|wish(?:es|ing)?|desir(?:es?|ing)|want(?:s|ing)?"
    r"|try(?:ing)?|tries|attempt(?:s|ing)?|expect(?:s|ing)?|hop(?:es?|ing)|seek(?:s|ing)?)"
)
_PLANNED = regex(
    rf"(?<!\bto )\b{_PLANS} "
    r"(?:(?:on|to|of|for|either|breast-?\s?feed|nurse|or|and|be|being|become|becoming|get|getting|a) )*"
    r"(?:pregnan(?:t|cy)|conceiv(?:e|ing))\b(?! (?:test|prevention))"
)


def planned(passage: Passage) -> Atom | None:
    """What must not be planned; a plan that a line only speaks of ("women who plan to conceive must wait") excludes nobody."""
    match = _PLANNED.search(passage.lower) if _HINT.search(passage.lower) else None
    if match is None:
        return None
    scopes = passage.scopes
    if any(scopes.over(match.start(), cue) is not None for cue in (Cue.CONDITION, Cue.EXCEPTION)):
        return None
    mood = scopes.mood(match.start())
    denied = scopes.negations(match.start()) % 2 == 1
    kept_out = not denied and mood is not Mood.PERMITTED if passage.base is Effect.EXCLUDE else denied
    if not kept_out and mood is not Mood.FORBIDDEN:
        return None
    return Atom(*match.span(), Requirement(Kind.PREGNANCY, "pregnant", "planned"), Polarity.MUST_NOT)
