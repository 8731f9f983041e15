"""Owns HER2 as measured: IHC scores and in situ hybridisation read into a category (ASCO/CAP 2018, with 2023's note on low)."""

from __future__ import annotations

import re

from criteria.patterns import regex

_SCORES = regex(
    r"^[^.;]{0,50}?\b(?:(?:ihc|immunohistochem\w*(?: \(ihc\))?|score|hercep ?test)[^.;0-9]{0,30})?(?<![\d.])(?P<first>[0-3])\s?\+?(?P<more>(?:\s*(?:,|/|-|to|or|and)+\s*(?:ihc\s*)?[0-3]\s?\+?)*)"
)
_ISH_POSITIVE = regex(r"\b(?:f?ish|cish|sish|d?ddish|hybridi[sz]ation)\b[^.;,]{0,20}(?:positive|\+|amplif)|amplifi")
_ISH_NEGATIVE = regex(
    r"\b(?:f?ish|cish|sish|hybridi[sz]ation)\b[^.;,]{0,25}(?:negative|-(?=\W|$)|non-?amplif|not amplif|unamplif)|non-?amplif|not amplif"
)


_SCORE_BEFORE = regex(
    r"(?<![\d.])(?P<score>[0-3])\+(?: (?:level|staining|expression|score|positivity|positive|membrane))*(?: (?:of|for|by|in))*(?: expression of| staining for| level of expression of)? ?$"
)


def before(words: str) -> tuple[str, int] | None:
    """The category that a score right before the name stands for: "1+ expression of HER2" is low."""
    match = _SCORE_BEFORE.search(words)
    return ({"0": "negative", "1": "low", "2": "equivocal", "3": "positive"}[match["score"]], 0) if match else None


def by_assay(after: str) -> tuple[str, int] | None:
    """The category that scores right behind the name stand for, and where they end; None when there are none.

    3+, or 2+ with ISH positive: positive. 1+, or 2+ with ISH negative: low. 0 with or without 1+: negative.
    """
    match = _SCORES.match(after)
    ish_positive, ish_negative = _ISH_POSITIVE.match(after.lstrip(" -(")), _ISH_NEGATIVE.match(after.lstrip(" -("))
    if match is None or "+" not in match.group() and "ihc" not in match.group() and "score" not in match.group():
        if ish_negative:
            return "negative", ish_negative.end()
        return ("positive", ish_positive.end()) if ish_positive else None
    scores = {int(n) for n in re.findall(r"[0-3]", match["first"] + match["more"])}
    if re.search(r"-|\bto\b", match["more"]) and scores:
        scores = set(range(min(scores), max(scores) + 1))
    rest = after[match.end() : match.end() + 60]
    end = match.end()
    if 3 in scores and not scores & {0, 1}:
        return "positive", end
    if 0 in scores:
        return "negative", end
    if scores == {2}:
        return ("low" if _ISH_NEGATIVE.search(rest) else "positive" if _ISH_POSITIVE.search(rest) else "equivocal"), end
    return ("low", end) if 1 in scores else None
