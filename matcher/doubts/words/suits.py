"""Owns treatments that must suit someone and need not be planned: "a candidate for chemotherapy" is for the doctors to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Node, Not, Requirement, Unparsed
from criteria.vocabulary import load
from matcher.doubts.words.sentence import Around, around
from matcher.evaluate.plans import PLANNED, SUITS, UNFIT

# "suitable for endocrine therapy", "agree to undergo mastectomy or lumpectomy", and nothing else is said before the treatment
_SUITS_HER = regex(
    r"(?P<not>\b(?:not|no|never|without|neither)\b[^.;,:]{0,20})?"
    r"\b(?:candidates?|indications?|suitable|suited|amenable|eligible|appropriate|fit|considered|able|willing(?:ness)?|agree(?:s|d|ment|ing)?)"
    r"\s+(?:for|to(?:\s+(?:receive|undergo|have|tolerate|be\s+(?:treated|given|managed)(?:\s+with)?))?)\s+"
    r"(?:(?!"
    r"\b(?:who|whom|which|that|have|has|had|must|should|is|are|not|no|without|if|unless|except|after|following|since"
    r"|before|within|prior|previous|previously|other|another)\b)[^.;:<>≥≤]){0,90}$",
    re.IGNORECASE,
)
_PLANNED = regex(
    r"\b(?:scheduled|planned|planning|plans? (?:to|on|for)|about to|prescribed|initiating|starting)\b", re.IGNORECASE
)
_CHANGED = "the words before it change it"
_DONE = "it may have been done already"


# "will meet the usual criteria for whole-breast radiotherapy"
_MEETS_CRITERIA_FOR = regex(r"\bmeet(?:s|ing)?\b[^.;:]{0,30}\bcriteria for (?:[\w-]+ ){0,3}$", re.IGNORECASE)


def fits_criteria(requirement: Requirement, words: Around) -> bool:
    """Whether it is a treatment whose criteria must be met, which are not told."""
    return requirement.kind is Kind.THERAPY and _MEETS_CRITERIA_FOR.search(words.clause) is not None


def judged(leaf: Leaf, words: Around) -> Node | None:
    """What is left of a treatment that is only to suit someone: the judgement, and that no operation has been done yet.

    Where the record tells of the plan, an operation of before was another one.

    None for one that must be planned, or have been had.
    """
    requirement, span = leaf.requirement, leaf.span
    if fits_criteria(requirement, words):
        return Unparsed(span, "whether it suits is for the doctors to say")
    if requirement.kind is not Kind.THERAPY or requirement.value != PLANNED:
        return None
    found = _SUITS_HER.search(words.clause)
    if found is None:
        return None
    if found["not"] or _PLANNED.search(words.sentence):
        return Any((leaf, Unparsed(span, _CHANGED)), span)
    suits = Leaf(replace(requirement, detail=(*requirement.detail, SUITS)), span)
    concept = requirement.concept
    if load().is_a(Kind.THERAPY, "mastectomy", concept) or load().is_a(Kind.THERAPY, concept, "breast surgery"):
        concept = "breast surgery"
    elif requirement.setting is None and not load().is_a(Kind.THERAPY, concept, "surgery"):
        return suits
    had = Leaf(replace(requirement, concept=concept, value="prior", detail=()), span)
    return All((suits, Any((Not(had, span), suits, Unparsed(span, _DONE)), span)), span)


def as_judged_unfit(node: Not, leaf: Leaf, words: Around) -> Node | None:
    """What is left of a treatment that must not suit someone: who plans none has not been judged unfit for it. None for any other."""
    requirement = leaf.requirement
    if requirement.kind is not Kind.THERAPY or requirement.value != PLANNED:
        return None
    found = _SUITS_HER.search(words.clause)
    if found is None or not found["not"]:
        return None
    return Not(Leaf(replace(requirement, detail=(*requirement.detail, UNFIT)), leaf.span), node.span)


def all_judged(nodes: Sequence[Node], text: str) -> tuple[Node, ...] | None:
    """Alternatives that are all treatments to suit someone, as what is left of them: "mastectomy or breast conservation"."""
    found = tuple(judged(part, around(part.span, text)) if isinstance(part, Leaf) else None for part in nodes)
    parts = tuple(part for part in found if part is not None)
    return parts if parts and len(parts) == len(nodes) else None


def is_judged(leaf: Leaf) -> bool:
    """Whether a treatment is one that is only to suit someone."""
    return SUITS in leaf.requirement.detail
