"""Owns where the reason begins for which someone may not take part: "are not eligible because it may be more toxic"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.patterns import regex

_KEPT_OUT = (
    r"(?:not (?:be )?(?:eligible|allowed|permitted|included|enrolled)|ineligible|excluded|prohibited)"
    r"(?: (?:from|for|in) (?:this |the |any )?(?:study|trial|protocol|participation|enrol\w+))?"
)
# "who are not eligible because of their age" says who is meant, and of what else they are kept out
_BEGINS = regex(
    rf"(?<!who )(?<!that )(?<!which )\b(?:is|are|be) (?:also |therefore |hence )?{_KEPT_OUT},? "
    r"(?P<reason>(?:because|due to|given the|since (?:it|they|these|this|there|the)|as (?:it|they|these|this|there))\b)"
)
# what makes a reason more than one
_ASKS = regex(
    r"[;:<>≤≥\d]|\b(?:unless|except\w*|if|must|should|shall|eligib\w+|ineligible|allowed|permitted|exclu\w+|requir\w+|prior|previous|history|within)\b"
)


def reasons(lower: str, start: int, end: int) -> Iterator[int]:
    """Where, from ``start`` to ``end`` of a text in lower case, the last words give the reason for what they follow."""
    found = _BEGINS.search(lower, start, end)
    if found is None or lower.count("(", start, found.end()) > lower.count(")", start, found.end()):
        return  # a bracket says it in passing
    if _ASKS.search(lower, found.end(), end) is None:
        yield found.start("reason")
