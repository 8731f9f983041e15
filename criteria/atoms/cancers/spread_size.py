"""Owns how large a spread is: "brain metastases larger than 3 cm", "liver involvement > 50 %", "less than 15 % of the marrow"."""

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


# of an organ that is largely replaced: "liver involvement > 50 %"
_EXTENSIVE = regex(
    r"\b(?:(?:extensive|massive|diffuse|severe|bulky)(?: \w+)?\s+|\d+\s?% (?:of )?(?:the )?"
    r"|\b(?:half|third|quarter) (?:of )?(?:the )?)(?:(?:lung|liver|hepatic|pulmonary|or|and) )*$"
)
_BY_SHARE = regex(r"[^.;,]{0,16}?(?:\d+ ?%|\d/\d)")
# "bone marrow involvement of less than 15 %": more of it is what is excluded
_AT_MOST = r"(?:(?:less|no more|no greater|not more|not greater) than|up to|at most|[<≤]|=<|<=) ?\d+ ?%"
_SHARE_BELOW = regex(rf"(?: of)? {_AT_MOST}")
_BELOW_OF = regex(rf"{_AT_MOST} (?:of )?(?:the )?$")


def is_large_share(lower: str, start: int, end: int) -> bool:
    """Whether much of the organ is replaced, or a share of it is named."""
    return _EXTENSIVE.search(lower[:start]) is not None or _BY_SHARE.match(lower, end) is not None


def is_small_share(passage: Passage, start: int, end: int) -> bool:
    """Whether no more than a share of the organ may be replaced, by whoever has any spread there."""
    if passage.base is not Effect.REQUIRE or passage.scopes.negations(start, passage.claimed) % 2:
        return False
    return (_SHARE_BELOW.match(passage.lower, end) or _BELOW_OF.search(passage.lower, 0, start)) is not None
