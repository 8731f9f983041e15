"""Owns what an examination or image of the breast shows and a trial keeps out until it is proven benign: "a suspicious mass in the other breast"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_HINTS = hints("calcification", "densit", "mass", "lump", "abnormalit", "lesion", "finding", "areas")
_NOUN = r"(?:micro-?)?calcifications?|densit(?:y|ies)|mass(?:es)?|lumps?|abnormalit(?:y|ies)|lesions?|findings|areas"
_SIDE = r"(?:contralateral|opposite|ipsilateral|other|affected|same|either|both|remaining|treated)"
_PLACE = (
    rf"(?: remaining)? (?:in|of|within|on) (?:the )?{_SIDE}(?:(?: or | and |/){_SIDE})* breasts?\b"
    r"|(?: remaining)? on (?:(?:the|an?|any|her|bilateral|baseline|screening|post-?\w+) )*(?:mammogra\w+|breast (?:mri|ultrasound|imaging|exam\w*))\b"
)
_HOW = (
    r"(?:(?:"
    r"clinically|mammographically|radiographically|palpable|suspicious|indeterminate|abnormal|discrete|new|residual"
    r"|remaining|diffuse|multiple)(?: \([^()]{1,60}\))? )*"
)
_WHICH = regex(
    rf"\b(?P<how>{_HOW})(?P<nouns>(?:{_NOUN})(?:(?:,? (?:and/or|or|and) |, ){_HOW}(?:{_NOUN}))*)(?P<place>{_PLACE})?"
)
_DOUBTFUL = regex(r"suspicious|palpable|indeterminate|abnormal")
_FINDING = Requirement(Kind.DISEASE_MEASURE, "suspicious breast finding")
# "any mass in the other breast must be proven benign"
_MUST_BE_BENIGN = regex(
    r"[^.;:,]{0,12}\b(?P<must>(?:must|should|has to|have to|needs? to) (?:be |have been )(?:[\w-]+ ){0,4}(?:benign|non-?malignant|negative)\b[^.;]*)"
)


def read(passage: Passage) -> list[Atom]:
    """The findings that keep out, or must be proven to be nothing; how they look and where they are is for the reports to tell."""
    if not _HINTS.search(passage.lower):
        return []
    return list(_atoms(passage))


def _atoms(passage: Passage) -> Iterator[Atom]:
    lower = passage.lower
    for match in _WHICH.finditer(lower):
        place = match["place"] or ""
        if not place and "calcification" not in match["nouns"]:
            continue  # of some other organ
        if not _DOUBTFUL.search(match.group()) and not _is_mass_in_breast(match["nouns"], place):
            continue
        lifted = _MUST_BE_BENIGN.match(lower, match.end())
        if lifted is None and not _keeps_out(passage, match.start()):
            continue
        if not passage.is_free(*match.span()):
            continue
        if lifted is None:
            yield Atom(*match.span(), _FINDING)
        else:
            yield Atom(*match.span(), _FINDING, Polarity.MUST_NOT, exception=lifted.span("must"))


def _is_mass_in_breast(nouns: str, place: str) -> bool:
    return nouns in ("mass", "masses", "lump", "lumps") and "breast" in place


def _keeps_out(passage: Passage, at: int) -> bool:
    scopes = passage.scopes
    if any(scopes.over(at, cue) is not None for cue in (Cue.CONDITION, Cue.EXCEPTION)):
        return False
    denied = scopes.negations(at) % 2 == 1
    excludes = passage.base is Effect.EXCLUDE or scopes.mood(at) is Mood.FORBIDDEN
    return not denied if excludes else denied
