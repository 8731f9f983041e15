"""Owns what a text says about taking medicine by mouth: whoever cannot swallow is kept out."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.context import Cue, Mood
from criteria.passage import Passage
from criteria.tree import Kind, Requirement

_MOUTH = r"(?:swallow\w*|(?:tak|tolerat|ingest|receiv|retain|absorb|consum)\w*\s+(?:and\s+\w+\s+)?(?:the\s+)?(?:oral\w*|capsules?|tablets?|pills?|(?:study )?(?:drugs?|medications?) (?:orally|by mouth))|be administered oral\w*|tolerat\w* oral\w*|retain\w* oral\w*)"
_ABLE = re.compile(
    rf"\b(?P<no>not\s+)?(?:be\s+)?(?:able|ability|capable|can|willing(?:ness)?|capability|capacity|must)\b(?:\s+(?:and\s+(?:willing|able)|or\s+\w+|to|of|safely|normally|orally|adequately|\w+ing|comply|,))*\s*(?:to\s+)?{_MOUTH}(?:\s+(?:and\s+\w+\s+)?(?:oral\w*|whole|intact|study|the|tablets?|capsules?|pills?|medications?|medicines?|drugs?|formulations?|dosage))*"
)
_UNABLE = re.compile(
    rf"\b(?:unable|inability|incapable|cannot|can ?not|can't|difficult(?:y|ies)|impossib\w+|unwilling\w*(?: or unable)?|impair\w+|problems?|not (?:be )?able|disability|refus\w+)\b(?:\s+(?:to|in|with|of|or\s+\w+|and\s+\w+|be|orally|safely))*\s*{_MOUTH}(?:\s+(?:and\s+\w+\s+)?(?:oral\w*|orally|administered|whole|intact|study|the|tablets?|capsules?|pills?|medications?|medicines?|drugs?))*"
)


def read(passage: Passage) -> list[Atom]:
    """At most one atom: the inability to swallow or to take oral medicine, wherever it stands excluded."""
    lower = passage.lower
    if "swallow" not in lower and "oral" not in lower and "tablet" not in lower and "capsule" not in lower:
        return []
    if passage.scopes.mood(0) is Mood.PERMITTED:
        return []
    match = _UNABLE.search(lower) or _ABLE.search(lower)
    if (
        match is None
        or passage.scopes.over(match.start(), Cue.EXCEPTION) is not None
        or passage.scopes.over(match.start(), Cue.CONDITION) is not None
    ):
        return []
    if "contracept" in lower:
        return []
    return [
        Atom(
            match.start(),
            match.end(),
            Requirement(Kind.COMORBIDITY, "inability to swallow oral medication"),
            Polarity.MUST_NOT,
        )
    ]
