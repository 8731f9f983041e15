"""Owns treatments that somebody cannot have: "no longer a candidate for trastuzumab" says that none is planned, not that it was had."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_outcome import Role, Said
from criteria.atoms.therapies.therapy_spared import or_unsuited
from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect
from criteria.words.moods import Mood

_UNFIT = regex(
    r"\b(?:(?:not|no\s+longer|never)\s+(?:"
    r"(?:be|been|being|is|are|otherwise|ultimately|considered|deemed|judged|felt|thought|likely|to|an?|good|suitable"
    r"|appropriate|medically|or|no\s+longer)\s+){0,5}(?:eligible|suitable|appropriate|candidates?)"
    r"|ineligible|unsuitable|inappropriate)\s+(?:for|to\s+(?:receive|undergo|be\s+treated\s+with))\s"
    r"(?:(?!\b(?:"
    r"and|but|had|has|have|who|whose|received|prior|previous\w*|progress\w*|after|following|because|due|since|except"
    r"|unless)\b)(?:[^.;(]|\((?=(?:i\W?e|e\W?g)\b))){0,110}$"
)
_OF_A_TUMOR = regex(r"\b(?:tumou?rs?|disease|cancers?|carcinomas?|lesions?|metastas[ei]s|burden)\b[^.;:]{0,60}$")
_CLOSE = 170  # characters before the name in which it is said


def unfit(words: Around) -> Said | None:
    """What such words tell of a treatment: that none is planned; None where they do not stand before it.

    Where they only add to a failure ("refractory to, or not candidates for, trastuzumab"), that is what is told.
    """
    if _UNFIT.search(words.before[-_CLOSE:]) is None or or_unsuited(words) is not None:
        return None
    return Said((Role.PLANNED,), denied=not _is_denied(words.passage, words.name.start))


def _is_denied(passage: Passage, at: int) -> bool:
    """Whether the sentence denies it anyhow: by a negation, or by what it forbids ("must not be candidates for surgery")."""
    forbidden = passage.base is Effect.REQUIRE and passage.scopes.mood(at) is Mood.FORBIDDEN
    return forbidden or passage.scopes.negations(at) % 2 == 1


def is_unfit_for_a_tumor(words: Around) -> bool:
    """Whether an exclusion says of a tumour that it does not suit: "visceral disease not suitable for endocrine therapy"."""
    if words.passage.base is not Effect.EXCLUDE:
        return False
    near = words.before[-_CLOSE:]
    found = _UNFIT.search(near)
    return found is not None and _OF_A_TUMOR.search(near, 0, found.start()) is not None
