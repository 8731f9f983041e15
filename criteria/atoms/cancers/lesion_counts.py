"""Owns how many lesions there are in an organ: "more than 5 enhancing lesions", "1 to 4 brain metastases", "up to 10 bone metastases"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.tree import Between, Comparison, Kind, Requirement, Value
from criteria.words.numbers import COMPARATOR, operator

_IN_BRAIN = r"brain|cns|intra-?cranial|cerebral"
_ORGAN = rf"(?:{_IN_BRAIN}|(?P<bone>bone|skeletal|osseous)|(?P<liver>liver|hepatic)|(?P<lung>lung|pulmonary))"
_BRAIN = regex(rf"\b(?:{_IN_BRAIN})\b")
_MAY_COUNT = regex(r"\d\D{1,60}(?:lesions|metasta)")
_LESIONS = regex(
    rf"(?<![\w.]){COMPARATOR}\s*(?P<number>\d+)\s+"
    rf"(?:(?:contrast[- ]enhancing|enhancing|metastatic)\s+)*(?:{_ORGAN}|(?P<unsaid>contrast[- ]enhancing|enhancing))\s+(?:lesions|metasta\w+)"
)
# "1-6 enhancing brain metastases", "at least 1 and up to 8 intact brain metastases"
_RANGE = regex(
    r"(?<![\w.,/-])(?:(?:at least\s+)?(?P<low>\d{1,2})\s?(?:-|–|to|through|and (?:up to|no more than|at most))\s?(?P<high>\d{1,2}))\s+"
    r"(?:(?:total|intact|definitive|visible|discrete|(?:intra)?parenchymal|newly|diagnosed|solid|tumou?r|metastatic"
    r"|contrast[- ]enhancing|enhancing|sites? of)\s+){0,4}"
    rf"{_ORGAN}\s+(?:lesions|metasta\w+)"
)


def counted(lower: str) -> Iterator[Atom]:
    """The numbers of lesions in one organ that a sentence bounds, above, below or both."""
    if not _MAY_COUNT.search(lower):
        return
    ranges = list(_RANGE.finditer(lower))
    for match in ranges:
        yield _atom(match, Between(float(match["low"]), float(match["high"]), "lesions"))
    for match in _LESIONS.finditer(lower):
        op = operator(match)
        taken = op is None or any(r.start() < match.end() and match.start() < r.end() for r in ranges)
        if op is not None and not taken and (match["unsaid"] is None or _BRAIN.search(lower)):
            yield _atom(match, Comparison(op, float(match["number"]), "lesions"))


_MORE = {"<=": ">", "<": ">="}


def _atom(match: re.Match[str], value: Value) -> Atom:
    site = next((name for name in ("bone", "liver", "lung") if match[name]), "brain")
    polarity = Polarity.FOLLOW
    if site != "brain" and isinstance(value, Comparison) and value.op in _MORE:
        # "no more than 10 bone metastases": who has none is let in as well
        value, polarity = Comparison(_MORE[value.op], value.number, value.unit), Polarity.FLIP
    return Atom(*match.span(), Requirement(Kind.METASTASIS, site, value), polarity)
