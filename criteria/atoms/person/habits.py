"""Owns what a text says with verbs or numbers about smoking, drinking and drugs: whoever has the habit is kept out."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.windows import windows

_HINTS = hints("smok", "drink", "abus", "tobacco", "nicotine", "cigarette", "abrupt")
# "non-smoker", "does not smoke", "has never smoked"
_ABSTAINS = regex(
    r"\b(?:non-?\s?smok(?:ers?|ing)|(?:never|former|ex)[- ]smokers?"
    r"|(?:do|does|did|must|should|may|can) ?not (?:currently |now |be )?smok(?:e|ing|ers?)"
    r"|(?:has |have )?never smoked"
    r"|(?:no|without|not) (?:current(?:ly)? |active |any )?(?:smoking|smokers?|tobacco use))\b"
)
_SMOKES = regex(
    r"\b(?:smoked|(?:is|are|currently) smoking|smokes?|smoking"
    r"|uses? (?:of )?(?:tobacco|nicotine|cigarettes)(?: products?)?|used (?:tobacco|nicotine)(?: products?)?)\b"
)
_DRINKS = regex(
    r"\b(?:alcohol )?(?:drinks?|consum\w+|intake of|drinking|has|have)\b[^.;]{0,30}?"
    r"(?:[>≥]\s?=?|(?:more|greater) than|at least|over)\s*(?:\d+|two|three|four|five|six|seven|ten|fourteen)"
    r"\b[^.;]{0,30}?\b(?:drinks|units|glasses|beverages|alcohol\w*)\b"
)
_ABUSES = regex(
    r"\babus(?:e|es|ing)\s+(?P<what>(?:(?:alcohol|drugs?|illicit drugs|illegal drugs|substances?|narcotics|opioids)(?:\s*(?:,|/|or|and|and/or)\s*)*)+)"
)
# "undergoing abrupt discontinuation of alcohol or sedatives": a state of the body, and no medicine that is taken
_ENDS_ABRUPTLY = regex(
    r"\babrupt(?:ly)? (?:discontinu\w+|withdraw\w+|cessation|stopp\w+)(?: (?:of|from))? (?P<what>[^.;:()]{3,90})"
)
_ABUSED = regex(r"alcohol|(?:illicit |illegal )?drugs?|substances?|narcotics|opioids")
_HOW_MUCH = regex(r"\b(?:more|less|greater) than\b|[<>≥≤]|\b(?:packs?|heavy|heavily|daily|years?[- ]old)\b|\bhistor")


def read(passage: Passage) -> list[Atom]:
    """The habits that a passage excludes in words that are no name of them: "smoked within a year", "non-smoker"."""
    if not _HINTS.search(passage.lower) or passage.scopes.mood(0) is Mood.PERMITTED:
        return []
    return [atom for atom in _found(passage) if passage.scopes.over(atom.start, Cue.EXCEPTION) is None]


def _found(passage: Passage) -> Iterator[Atom]:
    lower, excludes = passage.lower, passage.base is Effect.EXCLUDE
    abstains = _ABSTAINS.search(lower)
    if abstains is not None:
        if not excludes and passage.is_free(*abstains.span()):
            when = next((w.window for w in windows(lower, abstains.end()) if w.window.op in ("<=", "<")), None)
            plain = abstains.group().startswith(("former", "ex")) is False
            if plain:
                yield Atom(*abstains.span(), Requirement(Kind.COMORBIDITY, "smoking", None, when), Polarity.MUST_NOT)
        return
    if not excludes:
        return
    smokes = _SMOKES.search(lower)
    if smokes is not None and not _HOW_MUCH.search(lower):
        found = next((w for w in windows(lower, smokes.end()) if w.window.op in ("<=", "<")), None)
        if found is not None:
            smoking = Requirement(Kind.COMORBIDITY, "smoking", None, found.window)
            yield Atom(smokes.start(), len(lower), smoking, Polarity.MUST_NOT)
    drinks = _DRINKS.search(lower)
    if drinks is not None:
        yield Atom(*drinks.span(), Requirement(Kind.COMORBIDITY, "heavy alcohol use"), Polarity.MUST_NOT)
    if (ends := _ENDS_ABRUPTLY.search(lower)) is not None:
        ended = f"abrupt discontinuation of {' '.join(ends['what'].split())}".strip(" ,.;")
        yield Atom(*ends.span(), Requirement(Kind.COMORBIDITY, ended), Polarity.MUST_NOT)
    abuses = _ABUSES.search(lower)
    if abuses is not None:
        for what in _ABUSED.finditer(lower, *abuses.span("what")):
            name = f"{what.group().removesuffix('s')} abuse"
            yield Atom(abuses.start(), what.end(), Requirement(Kind.COMORBIDITY, name), Polarity.MUST_NOT)
