"""Owns how many lesions there are in the brain: "more than 5 contrast-enhancing lesions", "1 to 4 brain metastases"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.tree import Between, Comparison, Kind, Requirement, Value
from criteria.words.numbers import COMPARATOR, operator

_BRAIN = regex(r"\b(?:brain|cns|intra-?cranial|cerebral)\b")
_LESIONS = regex(
    rf"(?<![\w.]){COMPARATOR}\s*(?P<number>\d+)\s+"
    r"(?:(?:contrast[- ]enhancing|enhancing|brain|cns|intra-?cranial|cerebral)\s+)+(?:lesions|metasta\w+)"
)
# "1-6 enhancing brain metastases", "at least 1 and up to 8 intact brain metastases"
_RANGE = regex(
    r"(?<![\w.,/-])(?:(?:at least\s+)?(?P<low>\d{1,2})\s?(?:-|–|to|through|and (?:up to|no more than|at most))\s?(?P<high>\d{1,2}))\s+"
    r"(?:(?:total|intact|definitive|visible|discrete|(?:intra)?parenchymal|newly|diagnosed|solid|tumou?r|metastatic"
    r"|contrast[- ]enhancing|enhancing|sites? of)\s+){0,4}"
    r"(?:brain|cns|intra-?cranial|cerebral)\s+(?:lesions|metasta\w+)"
)


def counted(lower: str) -> Iterator[Atom]:
    """The numbers of lesions in the brain that a sentence bounds, above, below or both."""
    if not _BRAIN.search(lower):
        return
    ranges = list(_RANGE.finditer(lower))
    for match in ranges:
        yield _atom(*match.span(), Between(float(match["low"]), float(match["high"]), "lesions"))
    for match in _LESIONS.finditer(lower):
        op = operator(match)
        if op is not None and not any(r.start() < match.end() and match.start() < r.end() for r in ranges):
            yield _atom(*match.span(), Comparison(op, float(match["number"]), "lesions"))


def _atom(start: int, end: int, value: Value) -> Atom:
    return Atom(start, end, Requirement(Kind.METASTASIS, "brain", value))
