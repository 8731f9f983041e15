"""Owns inclusions that name only cancers which are cured so often that they hardly count: exceptions whose head was lost."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.other_cancer_words import AS_ANOTHER
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect
from criteria.words.context import Cue

_HARDLY_COUNT = frozenset({
    "basal cell carcinoma", "cervical carcinoma in situ", "colon carcinoma in situ", "melanoma in situ", "non-melanoma skin cancer",
    "squamous cell carcinoma of the skin",
})  # fmt: skip
_IS_PROVEN = regex(r"histolog|cytolog|patholog|confirmed|diagnosis of|proven|documented|biopsy")


def hardly_counted(passage: Passage, named: list[Atom]) -> list[Atom]:
    """The cancers of such a line permitted beside the breast cancer that the trial has asked for; others as they are."""
    if passage.base is not Effect.REQUIRE or not named or "breast cancer" not in passage.asked:
        return named
    if any(a.requirement.concept not in _HARDLY_COUNT or a.polarity is not Polarity.FOLLOW for a in named):
        return named
    said_more = any(
        passage.scopes.negations(a.start, passage.claimed) or passage.scopes.over(a.start, Cue.EXCEPTION) for a in named
    )
    if said_more or _IS_PROVEN.search(passage.lower):
        return named
    return [
        replace(
            a, polarity=Polarity.MAY, requirement=replace(a.requirement, detail=(*a.requirement.detail, AS_ANOTHER))
        )
        for a in named
    ]
