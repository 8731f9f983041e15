"""Owns nodes and skin that a text names by their place where their being involved keeps out: N3c, N3a, T4b by other words."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue

HINTS = hints("clavicular", "mammary", "skin")
_PLACE = r"(?:supra-?\s?clavicular|infra-?\s?clavicular|internal mammary)"
_REGION = regex(
    rf"\b(?P<places>{_PLACE}(?:(?:,? (?:and/or|or|and) |, |/){_PLACE})*) (?:lymph )?(?:adenopathy|lymphadenopathy|nod(?:e|es|al)\b)(?P<spread> (?:involvement|disease|metasta\w+|spread|adenopathy)|(?<=adenopathy))?"
    r"(?! (?:dissection|biops|radiati|irradi|radiother|rt\b|field|assess|evaluat|sampling|status|region|basin|negative))"
)
_HELD = regex(r"\b(?:positive|involved|palpable|suspicious|metastatic|enlarged|clinically evident)\b[^.;]{0,40}$")
_OTHER_SIDE = regex(r"\b(?:contralateral|negative|non-?involved|uninvolved|distant)\b[^.;]{0,40}$")
_SKIN = regex(
    r"\b(?:skin|dermal) (?:involvement|invasion|infiltration)\b(?! of the nipple)|\b(?:involv\w+|invasion|infiltration) of (?:the )?(?:breast )?skin\b|\bskin nodules\b"
)
_CATEGORIES = {"supra": ("N3c",), "infra": ("N3a",), "internal": ("N1b", "N1c", "N2b", "N3b")}


def regions(passage: Passage) -> Iterator[Atom]:
    """The categories of nodes above or below the clavicle, or behind the breastbone, and of skin, that an exclusion names."""
    lower = passage.lower
    for match in _REGION.finditer(lower):
        held = match["spread"] or _HELD.search(lower, 0, match.start())
        if not held or not _keeps_out(passage, match.start()) or _OTHER_SIDE.search(lower, 0, match.start()):
            continue
        named = match["places"]
        values = tuple(value for word, found in _CATEGORIES.items() if word in named for value in found)
        yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "N", values))
    for match in _SKIN.finditer(lower):
        # skin that shows inflammation, or is a site of spread, is read elsewhere
        if _keeps_out(passage, match.start()) and "inflamm" not in lower and "metasta" not in lower:
            yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "T", ("T4b",)))


def _keeps_out(passage: Passage, at: int) -> bool:
    if passage.scopes.over(at, Cue.EXCEPTION) is not None:
        return False
    denied = passage.scopes.negations(at) % 2 == 1
    return not denied if passage.base is Effect.EXCLUDE else denied
