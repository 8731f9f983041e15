"""Owns "both … and" and "with either … or": what is asked for together, whatever else stands between says "or" of."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Effect
from criteria.words.or_words import AND_ALSO, BOTH

_BOTH = regex(BOTH)
_AND_ALSO = regex(AND_ALSO)
# "lumpectomy or mastectomy with either sentinel biopsy or dissection": a choice of its own begins
_OPENS_A_CHOICE = regex(r"\W*(?:with|and|plus)\s+either\s+(?:an?\s+|the\s+)?")


def both_are_asked(passage: Passage, left: Atom, right: Atom) -> bool:
    """Whether "both" stands before the left one and "and" before the right: "both a taxane, alone or with others, and trastuzumab".

    So does a choice that begins behind the left one: "a taxane with either carboplatin or cisplatin".
    """
    if left.end <= right.start and _OPENS_A_CHOICE.fullmatch(passage.lower, left.end, right.start) is not None:
        return True
    if left.is_unread or right.is_unread or passage.base is not Effect.REQUIRE:
        return False
    if left.requirement.kind is not right.requirement.kind or effect(passage, left) is not Effect.REQUIRE:
        return False
    if _BOTH.search(passage.lower, 0, left.start) is None:
        return False
    return _AND_ALSO.fullmatch(passage.lower, left.end, right.start) is not None
