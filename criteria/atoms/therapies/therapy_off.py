"""Owns treatments that must no longer be given: "off steroids", "off all therapy for the last 3 months"."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect
from criteria.words.moods import Mood

_BEEN_OFF = regex(
    r"\boff\s+(?:of\s+)?(?:(?:(?:[\w-]+ ){1,3}?(?:or|and|and/or)|all|any|other|active|prior|systemic|anti-?cancer|treatment|therapy|with)\s+)*$"
)
# "off chemotherapy or biologic therapy": of the second as of the first
_OFF_ANOTHER = regex(
    r"\boff\s+(?:of\s+)?(?:(?:all|any|other|prior|cytotoxic|systemic)\s+)*(?:(?!without\b|on\b)[\w-]+\s+){1,2}?"
    r"(?:,|or|and|and/or|/)\s*(?:(?:all|any|other|prior|systemic)\s+)*$"
)
# "off medicines that may cause bleeding (e.g., aspirin, heparin)": of each example as of the whole
_OFF_SUCH_AS = regex(
    r"\boff\s+(?:of\s+)?(?:(?:all|any|other)\s+)*(?:medications?|medicines?|drugs?|agents?)\b[^.;:()]{0,70}[\s(,]"
    r"(?:i\W?e|e\W?g|such\s+as|including|like)\b[^.;:)]{0,90}$"
)
_OR_ON = regex(r"\W*(?P<on>or\s+(?:\w+\s+)?(?:on|receiving|taking|at|stable|requiring|with)\b[^.;]*)")


def must_be_off(words: Around) -> bool:
    """Whether it must no longer be given: "must be off steroids", wherever that stands."""
    mood = words.passage.scopes.mood(words.name.start)
    asked = mood is Mood.REQUIRED or (mood is Mood.PLAIN and words.passage.base is Effect.REQUIRE)
    if not asked:
        return False
    if _BEEN_OFF.search(words.own) is not None or _OFF_ANOTHER.search(words.own[-90:]) is not None:
        return True
    return _OFF_SUCH_AS.search(words.own) is not None


def or_on_it(words: Around) -> tuple[int, int] | None:
    """Where those who still take it are let in as well: "off steroids, or on a stable dose"."""
    if not must_be_off(words):
        return None
    on = _OR_ON.match(words.after)
    return (words.last + on.start("on"), words.last + on.end("on")) if on is not None else None
