"""Owns the local treatments that a cancer is past: "not amenable to surgery, radiation or combined modality therapy with curative intent"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.patterns import Words, hints, regex

_HINTS = hints("amenable", "suitable", "candidate", "accessible", "eligible")
_PAST = regex(
    r"\b(?:not|non|no longer)[\s-]+(?:be\s+)?(?:(?:an?|deemed|considered|judged|felt|thought|to|be)\s+){0,4}"
    r"(?:amenable|suitable|candidates?|accessible|eligible)\s+(?:to|for|by)\s+"
)
_TREATMENT = (
    r"(?:(?:"
    r"definitive|potentially|upfront|complete|further|additional|combined|combination|standard|other|any|all|either"
    r"|both|local(?:ly)?|loco-?regional(?:ly)?|regional|radical|curative|multi-?modality|modality)\s+)*"
    r"(?:surg\w+|resection\w*|excision|operation|(?:re-?)?irradiation|radio\w+|radiation|chemo-?\s?radi\w+|ablat\w+"
    r"|local|loco-?regional|curative|radical|combined|modality|therap\w+|treatments?|interventions?|approach\w*"
    r"|options?|procedures?|means|cure|intent|control)"
    r"(?:\s+(?:therap\w+|treatments?|interventions?|approach\w*|options?|procedures?|resections?|modality|cure|control|excision))*"
)
_FOR_CURE = (
    r"(?:\s+(?:with|of|for|as)\s+(?:an?\s+)?(?:curative|radical)\s+(?:intent\w*|purposes?|options?)|\s+for\s+cure)?"
)
_JOINT = r"\s*(?:,\s*(?:and/or|or|and|nor)?|/|and/or\b|or\b|and\b|nor\b)\s*(?:by\s+|to\s+|for\s+|an?\s+)?(?:(?:long|short)[- ]term\s+)?"
_LIST = regex(rf"{_TREATMENT}{_FOR_CURE}(?:{_JOINT}{_TREATMENT}{_FOR_CURE})+")
_LOCAL = regex(r"\b(?:surg|resect|excis|operation|radi|irradi|local|loco|ablat|curative|cure)")


def stretches(lower: Words) -> Iterator[tuple[int, int]]:
    """Where treatments are named that would cure and cannot be given; they say of the disease no more than the first of them."""
    if not _HINTS.search(lower):
        return
    for past in _PAST.finditer(lower):
        listed = _LIST.match(lower, past.end())
        if listed is not None and _LOCAL.search(lower, *listed.span()) is not None:
            yield past.start(), listed.end()
