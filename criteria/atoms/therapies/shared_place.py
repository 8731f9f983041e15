"""Owns the place of several local treatments that stands behind the last of them: "radiotherapy or surgery to the painful site"."""

from __future__ import annotations

from criteria.patterns import regex

_LOCAL = (
    r"(?:surger(?:y|ies)|operations?|resections?|radio-?therapy|radiation(?:\s+(?:therapy|treatments?))?|irradiation"
    r"|laser\s+(?:therapy|treatments?|surgery)|cryo-?therapy)"
)
_OTHER = (
    rf"(?:\s*,\s*(?:(?:and/or|and|or)\s+)?|\s+(?:and/or|and|or)\s+|\s*/\s*)"
    rf"(?:(?:an?|any|prior|previous|other|external|palliative|definitive|local)\s+)*{_LOCAL}(?:\(s\))?"
)
_NOT_OF_IT = r"(?!\s*-?\s*(?:cancers?|carcinomas?|tumou?rs?|metasta|disease|conserv|reconstr|marrow))"
_WHICH = (
    r"(?:(?:the|same|other|opposite|affected|involved|painful|treated|target|study|index|planned|ipsi-?lateral"
    r"|contra-?lateral|left|right|upper|lower|treatment)\s+){0,4}"
)
_PLACE = (
    rf"{_WHICH}(?:breasts?|chest(?:\s+wall)?|thorax|axill(?:a|ae|as)|neck|head|brain|spine|abdomen|pelvis|shoulders?"
    r"|arms?|limbs?|extremit(?:y|ies)|hands?|sites?|areas?|lesions?|region|face|skin)\b"
)
_PLACES = (
    r"(?:(?:the|their|her|his|your|any|an?|either|both)\s+)?"
    rf"(?P<site>{_PLACE}(?:(?:\s*,\s*|\s*/\s*|\s+(?:and/or|and|or)\s+)+{_PLACE})*){_NOT_OF_IT}"
)
_SHARED = regex(rf"(?:\s+(?:therapy|treatments?))?(?:{_OTHER})*\s+(?:to|of|on|at|involving)\s+{_PLACES}")
_TREATMENTS = frozenset({"surgery", "radiation therapy", "laser therapy", "cryotherapy", "cryoablation"})


def shared_place(concept: str, lower: str, end: int) -> str | None:
    """The place of a local treatment whose name ends at ``end``, where it stands behind it, or behind others of the list.

    >>> shared_place("radiation therapy", "prior radiotherapy or surgery to the painful site", 18)
    'painful site'
    """
    found = _SHARED.match(lower, end) if concept in _TREATMENTS else None
    return found["site"] if found is not None else None
