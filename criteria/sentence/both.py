"""Owns "both … and": two things that are asked for together, whatever stands between them says "or" of."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Effect
from criteria.words.or_words import AND_ALSO, BOTH

_BOTH = regex(BOTH)
_AND_ALSO = regex(AND_ALSO)


def both_are_asked(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether "both" stands before the left one and "and" before the right: "both a taxane, alone or with others, and trastuzumab"."""
    if left.is_unread or right.is_unread or passage.base is not Effect.REQUIRE:
        return False
    if left.requirement.kind is not right.requirement.kind or effect(passage, left) is not Effect.REQUIRE:
        return False
    if _BOTH.search(passage.lower, 0, left.start) is None:
        return False
    return _AND_ALSO.fullmatch(passage.lower, left.end, right.start) is not None
