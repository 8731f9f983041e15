"""Owns what stands unread beside an extent among exclusions: one more item ("metastatic disease or gout"), or another word for it."""

from __future__ import annotations

from criteria.patterns import regex

# "pathologic nodal stages including N2", "relapsed or refractory disease": words for the extent that is named beside them
_OF_EXTENT = regex(r"\b(?:stages?|disease)\W*$")
_ADJECTIVE = regex(r"(?:^|\s|-)[a-z-]*(?:al|ic|ive|ous|ar|ary|able|ible|ed|ate|ing|diffuse)\W*$")
_BEHIND_ADJECTIVE = regex(r"[a-z](?:al|ic|ive|ous|able|ible|ed|ing)\W+(?:and/or|or)\W+$")


def describes(lower: str, start: int, words: str) -> bool:
    """Whether words beside an extent, from ``start`` on, only describe the disease as it does.

    >>> describes("metastatic disease or splenomegaly", 22, "splenomegaly")
    False
    >>> describes("inoperable or widespread", 14, "widespread")
    True
    """
    told = _ADJECTIVE.search(words) or _OF_EXTENT.search(words) or _BEHIND_ADJECTIVE.search(lower, 0, start)
    return told is not None
