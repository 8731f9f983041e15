"""Owns definitions of menopause: what stands in one is asked of nobody by itself."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import Kind, Requirement

_MENOPAUSE = regex(r"\bpost-?\s?menopaus\w+")
_DEFINES_IT = regex(r"\b(?:amenorrh\w+|oophorectom\w+|menses|menstrua\w+|fsh)\b")
_IS_DEFINED = regex(r"\s*(?:status\s+)?(?:is|are|was|will be)\s+(?:\w+\s+)?defined\b")
# "postmenopausal status defined as …": asked for, unless the trial speaks of the other status too
_DEFINED_AS = regex(r"\s*status\s+defined (?:as|by)\b")
_SUPPRESSED = regex(
    r"\b(?:defin\w+|either|one of)\b.{0,700}\b(?:ovarian (?:function )?(?:suppression|ablation)|gnrh|lhrh|goserelin)\b",
    re.DOTALL,
)
_REACH = 600  # characters before and behind an age that are looked at


_NAMES_A_STATUS = regex(
    r"\bpre-?(?=(?:,? (?:or|and|and/or) |/|, )(?:peri|post)-?\s?menopaus)|\b(?:pre|peri|post)-?\s?menopaus\w+|(?<![\w-])(?<!post )(?<!pre )menopausal status\b"
)
# what may stand before the term in the sentence that defines it: "for study purposes, postmenopausal is defined as"
_LEADS_IN = regex(
    r"(?:^|[.;:\n(*•])\s*[-–•]?\s*(?:\d{1,2}[.)]\s*)?(?:(?:note|please note)(?: that)?:?\s*)?"
    r"(?:(?:for|in) (?:the )?(?:purposes?|study purposes?|this (?:study|trial))[^,.;:]{0,40},\s*)?"
    r"(?:(?:the|a|clinical|diagnosis|definition|term|of|women|female|patients?|are|is|considered)\s+)*[\"'“]?$"
)
_LEAD = 120  # characters


def is_only_defined(requirement: Requirement, span: Span, words: str, criterion: tuple[int, int]) -> bool:
    """Whether a sentence does nothing but say what a menopausal status means, of which the text speaks elsewhere too.

    ``words`` and ``criterion`` are as of ``in_a_definition``.
    """
    first, last = criterion
    if requirement.kind is not Kind.MENOPAUSE or not first <= span.start or last < span.end:
        return False
    said = _IS_DEFINED.match(words, span.end, last) is not None
    if not said and _DEFINED_AS.match(words, span.end, last) is None:
        return False
    if _LEADS_IN.search(words[max(0, span.start - _LEAD) : span.start]) is None:
        return False
    own = words[span.start : span.start + 3]  # "pre", "per", "pos"
    others = [m for m in _NAMES_A_STATUS.finditer(words) if not m[0].startswith(own)]
    if said:
        return bool(others) or any(not span.start <= m.start() < last for m in _NAMES_A_STATUS.finditer(words))
    return any(not first <= m.start() < last for m in others if m[0].startswith(("pre", "peri")))


def in_a_definition(requirement: Requirement, span: Span, words: str, criterion: tuple[int, int]) -> bool:
    """Whether menopause, or an age, is asked for within words that define menopause in several ways.

    ``words`` are the whole text in lower case; ``criterion`` says from where to where the criterion runs.
    """
    first, last = criterion
    if not first <= span.start or last < span.end:
        return False
    if requirement.kind is Kind.MENOPAUSE:
        if _IS_DEFINED.match(words, span.end, last):
            return True
        return _SUPPRESSED.search(words, span.end, last) is not None
    if requirement.kind is not Kind.AGE:
        return False
    start, end = max(first, span.start - _REACH), min(last, span.end + _REACH)
    before = _MENOPAUSE.search(words, start, span.start)
    return before is not None and _DEFINES_IT.search(words, before.end(), end) is not None
