"""Owns which cancers the words of an exception name and none of its nodes holds: a slip of spelling, or a comma that was lost."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.patterns import regex
from criteria.tree import Leaf, Node, walk

# what the name of a cancer holds, and what the words for it do
_SORTS = (
    (regex(r"\bcervi\w+|\bcin\b"), ("cervi",)),
    (regex(r"\bbasal"), ("basal", "skin")),
    (regex(r"\bsquamous"), ("squamous", "skin", "cervi", "head and neck")),
    (regex(r"\bnon-? ?melano"), ("melanoma",)),
    (regex(r"\bendometri\w+"), ("endometri", "uter")),
    (regex(r"\bcolon\b|\bcolorectal"), ("col",)),
    (regex(r"\bthyroid"), ("thyroid",)),
    (regex(r"\bprostat\w+"), ("prostat",)),
    (regex(r"\bbladder"), ("bladder", "urothelial")),
    (regex(r"\bdcis\b|\bductal carcinoma in[ -]situ"), ("ductal", "in situ")),
    (regex(r"\blcis\b|\blobular carcinoma in[ -]situ"), ("lobular", "in situ")),
    (regex(r"\bmelanoma in[ -]situ"), ("melanoma",)),
)


def names_more(words: str, nodes: Sequence[Node]) -> bool:
    """Whether the words of an exception name a cancer that was read as none of its ``nodes``: a slip, or a lost comma."""
    read = [leaf.requirement.concept for node in nodes for leaf in walk(node) if isinstance(leaf, Leaf)]
    return any(
        named.search(words) is not None and not any(part in concept for concept in read for part in parts)
        for named, parts in _SORTS
    )
