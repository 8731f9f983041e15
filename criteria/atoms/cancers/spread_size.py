"""Owns spread that excludes by its size: "brain metastases larger than 3 cm", "any intracranial lesion ≥ 10 mm in diameter"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.numbers import COMPARATOR, operator

_SIZED = regex(
    r"\b(?:brain|cns|cerebral|intra-?cranial)\s+(?:metasta(?:sis|ses|tic\s+(?:lesions?|tumou?rs?))|lesions?|tumou?rs?)(?:\(s\)|\(es\))?\s*\(?"
    r"(?:(?:that|which|is|are|of|measur(?:e|es|ing)|with|an?|diameter|size|maxim(?:al|um))\s+)*"
    rf"{COMPARATOR}\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>cm|mm)\b"
    r"(?:\s+(?:in\s+)?(?:(?:the|its|their|longest|largest|greatest|maxim(?:al|um)|axial|any)\s+)*(?:diameter|dimension|size|axis))?\)?"
    r"(?=\s*(?:$|[.;)]|,?\s*(?:and/or|or)\s+(?:(?:any|known|active)\s+)?(?:lepto|mening|spinal|history)))"
)
# what may stand before it; "untreated" or "symptomatic" would say which of them
_SAYS_NO_MORE = regex(
    r"(?:^|[.;,(:])\W*(?:(?:"
    r"the|patients?|subjects?|participants?|those|presence|evidence|history|of|with|who|have|has|having|known|any|one"
    r"|or|more|metastatic)\s+)*$"
)
_HINTS = hints("cm", "mm")


def sized(passage: Passage) -> Iterator[Atom]:
    """Metastases of the brain beyond a size, where these exclude and nothing else is said of them."""
    if passage.base is not Effect.EXCLUDE or not _HINTS.search(passage.lower):
        return
    for match in _SIZED.finditer(passage.lower):
        if not _SAYS_NO_MORE.search(passage.lower, 0, match.start()):
            continue
        op = operator(match)
        if op not in (">", ">="):
            continue
        bound = Comparison(op, float(match["number"]), match["unit"])
        yield Atom(match.start(), match.end(), Requirement(Kind.METASTASIS, "brain", bound))
