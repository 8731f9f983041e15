"""Owns nodes and skin that a text names by their place where their being involved keeps out: N3c, N3a, T4b by other words."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.atoms.cancers.grown_into import HINTS as SIGNED
from criteria.atoms.cancers.grown_into import signs
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

HINTS = hints(
    "clavicular",
    "contralateral",
    "opposite",
    "mammary",
    "skin",
    "chest wall",
    "peau d",
    "satellite",
    "matted",
    "fixed",
    "nodal",
    "capsular",
    "suspicious",
    "palpab",
)
_PLACE = r"(?:supra-?\s?clavicular|infra-?\s?clavicular|internal mammary)"
_REGION = regex(
    rf"\b(?P<places>{_PLACE}(?:(?:,? (?:and/or|or|and) |, |/){_PLACE})*) (?:lymph )?"
    r"(?:adenopathy|lymphadenopathy|nod(?:e|es|al)\b)"
    r"(?P<spread> (?:involvement|disease|metasta\w+|spread|adenopathy)|(?<=adenopathy))?"
    r"(?! (?:dissection|biops|radiati|irradi|radiother|rt\b|field|assess|evaluat|sampling|status|region|basin|negative))"
)
_HELD = regex(
    r"(?P<beside>\b(?:(?:positive|involved|palpable|suspicious|metastatic|enlarged|clinically evident) "
    r"|(?:involvement of|(?:spread|metasta\w+) (?:to|in)) (?:the )?)+)$"
    r"|\b(?:positive|involved|palpable|suspicious|metastatic|enlarged|clinically evident)\b[^.;]{0,40}$"
)
_OTHER_SIDE = regex(
    r"\baxillary(?: and/or | or | and |, |/)$"
    r"|\bcontralateral\b(?! axilla,? or (?:palpable|suspicious|involved|positive)\b)[^.;]{0,40}$"
    r"|\b(?:negative|non-?involved|uninvolved|distant)\b[^.;]{0,40}$"
)
# nodes of the other armpit are distant ones
_OPPOSITE = regex(
    r"\b(?:(?:(?:positive|involved|palpable|suspicious|metastatic|enlarged) )+(?:lymph )?nodes? in (?:the )?(?:contralateral|opposite) axilla"
    r"|(?:contralateral|opposite) axillary (?:(?:lymph )?nod(?:e|es|al) )?(?:involvement|disease|metasta\w+|spread|adenopathy|lymphadenopathy))\b"
)
_SKIN = regex(
    r"\b(?:skin|dermal) (?:involvement|invasion|infiltration)\b(?! of the nipple)"
    r"|\b(?:involv\w+|invasion|infiltration) of (?:the )?(?:breast )?skin\b"
    r"|\bbreast (?:cancers?|carcinomas?|tumou?rs?) involving (?:the )?(?:overlying |breast )?skin\b(?! of the nipple)"
)
_CATEGORIES = {"supra": ("N3c",), "infra": ("N3a",), "internal": ("N1b", "N1c", "N2b", "N3b")}


def regions(passage: Passage) -> Iterator[Atom]:
    """The categories of nodes above or below the clavicle, or behind the breastbone, and of skin, that an exclusion names."""
    lower = passage.lower
    placed: list[Atom] = []
    for match in _REGION.finditer(lower):
        held = match["spread"] or _HELD.search(lower, 0, match.start())
        if not held or not _keeps_out(passage, match.start()) or _OTHER_SIDE.search(lower, 0, match.start()):
            continue
        named = match["places"]
        values = tuple(value for word, found in _CATEGORIES.items() if word in named for value in found)
        start = held.start() if not isinstance(held, str) and held["beside"] else match.start()
        # ten nodes in the armpit are N3a too
        sign = (("sign", "nodes below the clavicle"),) if "infra" in named else ()
        placed.append(Atom(start, match.end(), Requirement(Kind.STAGE, "N", values, detail=sign)))
    for match in _OPPOSITE.finditer(lower):
        if _keeps_out(passage, match.start()):
            distant = Requirement(Kind.METASTASIS, "contralateral axillary lymph node", "any")
            placed.append(Atom(*match.span(), distant))
    yield from placed
    grown = [a for a in (signs(passage) if SIGNED.search(lower) else ()) if _keeps_out(passage, a.start)]
    grown = [a for a in grown if not any(a.start < o.end and o.start < a.end for o in placed)]
    yield from grown
    for match in _SKIN.finditer(lower):
        # skin that shows inflammation, or is a site of spread, is read elsewhere
        if any(a.start < match.end() and match.start() < a.end for a in grown):
            continue
        if _keeps_out(passage, match.start()) and "inflamm" not in lower and "metasta" not in lower:
            yield Atom(match.start(), match.end(), Requirement(Kind.STAGE, "T", ("T4b",)))


def _keeps_out(passage: Passage, at: int) -> bool:
    if passage.scopes.over(at, Cue.EXCEPTION) is not None:
        return False
    denied = passage.scopes.negations(at) % 2 == 1
    excludes = passage.base is Effect.EXCLUDE or passage.scopes.mood(at) is Mood.FORBIDDEN
    return not denied if excludes else denied
