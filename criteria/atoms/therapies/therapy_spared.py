"""Owns words that let some go without a therapy that is asked for: "(not required if contraindicated)", "or ineligible for"."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind

_SPARES = regex(
    r"\([^()]*\b(?:(?:can|may|could)\s+be\s+(?:omitted|waived|skipped|foregone|substituted|replaced)|not\s+(?:required|necessary|mandatory|needed))\b[^()]*\)"
)
_WHOLE = regex(r"\W*(?:(?:prior|previous|this|it|is|are|an?)\W+)*not\s+(?:required|necessary|mandatory|needed)\W*")


def with_spared(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, those that a bracket lets some go without with it as their exception.

    It means the therapies that it names again, or all before it where it names none. Whom it spares has not been read.
    """
    if passage.base is not Effect.REQUIRE or "(" not in passage.lower:
        return atoms
    for bracket in _SPARES.finditer(passage.lower):
        start, end = bracket.span()
        inside = [a for a in atoms if start <= a.start < end]
        named = {m.name for m in passage.of_kind(Kind.THERAPY) if start <= m.start < end}
        before = [a for a in atoms if a.end <= start and a.requirement.kind is Kind.THERAPY and a.exception is None]
        spared = [a for a in before if not named or a.requirement.concept in named]
        if not spared or named - {a.requirement.concept for a in spared} or _WHOLE.fullmatch(bracket.group()):
            continue
        atoms = [replace(a, exception=(start, end)) if a in spared else a for a in atoms if a not in inside]
    return atoms


# "resistant to or ineligible for taxanes", "refractory to, or not candidates for, trastuzumab"
_OR_UNSUITED = regex(
    r"\b(?P<words>or\s+(?:(?:are|is|be|been|have|has|considered|deemed|otherwise|documented)\s+)*"
    r"(?:(?:ineligib(?:le|ility)|unsuitab(?:le|ility)|unfit"
    r"|not\s+(?:(?:be|considered|deemed)\s+)*(?:eligible|suitable|fit|(?:an?\s+)?(?:\w+\s+)?candidates?)"
    r"|contra-?indicat\w+|(?:ha\w+\s+)?(?:an?\s+)?contra-?indications?)\s+(?:for|to)"
    r"(?:\s+(?:receive|treatment\s+with|receiving))?"
    r"|(?:refused|declined)))\s*,?\s*(?:at\s+least\s+)?(?:(?:one|any)\s+of\s+(?:the\s+)?following:?\s+)?(?:\w+\s+){0,3}$"
)
# "progression on A, intolerance to or ineligibility for A": one of several ways, which are joined elsewhere
_NEXT_OF_SEVERAL = regex(r",\s*intoleran\w+\s+(?:to|of)\s*$")


def or_unsuited(words: Around) -> tuple[int, int] | None:
    """Where words between a failure and its therapy let in those whom it does not suit as well; whom, has not been read."""
    found = _OR_UNSUITED.search(words.before) if words.passage.base is Effect.REQUIRE else None
    if found is None or _NEXT_OF_SEVERAL.search(words.before, 0, found.start()):
        return None
    shift = words.first - len(words.before)
    return shift + found.start("words"), shift + found.end("words")
