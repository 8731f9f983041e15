"""Owns the sites that go on a list of which the spread is named in front: "metastases to the lungs, *liver* or *brain*"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.patterns import regex

_SITES = {
    "lung": "lung", "lungs": "lung", "liver": "liver", "bone": "bone", "bones": "bone", "bone marrow": "bone marrow", "brain": "brain",
    "cns": "brain", "central nervous system": "brain", "leptomeninges": "leptomeningeal", "skin": "skin", "pleura": "pleura",
}  # fmt: skip
_NAMES = "|".join(sorted(_SITES, key=len, reverse=True))
_IN_FRONT = regex(rf"\b(?:to|in|of|within|involving|affecting) (?:the )?(?:{_NAMES})(?: \(cns\))?$")
_FURTHER = regex(
    rf"(?: parenchyma)?(?:,? (?:or|and|and/or) |, |/)(?:(?:to|in|of) )?(?:the )?(?P<site>{_NAMES})\b"
    r"(?!"
    r"[ -](?:metasta|mets|lesion|disease|involve|cancer|tumou?r|function|only|scan|mri|ct|surgery|radi|biops|marrow))"
)


def further_sites(lower: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The start, end and name of each site behind the one whose words reach from ``start`` to ``end``."""
    if _IN_FRONT.search(lower, start, end) is None:
        return
    while (found := _FURTHER.match(lower, end)) is not None:
        end = found.end()
        yield *found.span("site"), _SITES[found["site"]]
