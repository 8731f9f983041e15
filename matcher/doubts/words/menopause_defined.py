"""Owns definitions of menopause: what stands in one is asked of nobody by itself."""

from __future__ import annotations

import re

from criteria.items.menopause_defined import IS_DEFINED
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import Kind, Requirement

_MENOPAUSE = regex(r"\bpost-?\s?menopaus\w+")
_DEFINES_IT = regex(r"\b(?:amenorrh\w+|oophorectom\w+|menses|menstrua\w+|fsh)\b")
_SUPPRESSED = regex(
    r"\b(?:defin\w+|either|one of)\b.{0,700}\b(?:ovarian (?:function )?(?:suppression|ablation)|gnrh|lhrh|goserelin)\b",
    re.DOTALL,
)
_REACH = 600  # characters before and behind an age that are looked at


def in_a_definition(requirement: Requirement, span: Span, words: str, criterion: tuple[int, int]) -> bool:
    """Whether menopause, or an age, is asked for within words that define menopause in several ways.

    ``words`` are the whole text in lower case; ``criterion`` says from where to where the criterion runs.
    """
    first, last = criterion
    if not first <= span.start or last < span.end:
        return False
    if requirement.kind is Kind.MENOPAUSE:
        if IS_DEFINED.match(words, span.end, last):
            return True
        return _SUPPRESSED.search(words, span.end, last) is not None
    if requirement.kind is not Kind.AGE:
        return False
    start, end = max(first, span.start - _REACH), min(last, span.end + _REACH)
    before = _MENOPAUSE.search(words, start, span.start)
    return before is not None and _DEFINES_IT.search(words, before.end(), end) is not None
