"""Owns HER2 as measured: IHC scores and in situ hybridisation read into categories (ASCO/CAP 2018, with 2023's note on low)."""

from __future__ import annotations

import re

from criteria.patterns import regex

_SCORES = regex(
    r"[^.;0-9]{0,60}?(?:\b(?:ihc|immunohistochem\w*(?: \(ihc\))?|score[ds]?|hercep ?test)[^.;0-9]{0,30})?"
    r"(?<![\dtnm.])(?<!her)(?<!her[- ])(?<!erbb)(?<!erb-b)(?<!erbb[- ])(?<!erb-b[- ])(?<!stage )(?<!grade )"
    r"(?P<first>[0-3])(?!\d|\.\d| ?%)\s?\+{0,3}"
    r"(?P<more>(?:\s*(?:,|/|-|to|or|and)+\s*(?:ihc\s*)?(?:score\s*)?[0-3](?!\d|\.\d| ?%)\s?\+?"
    r"|,\s*(?:or|and|and/or)\s+(?:ihc\s*)?(?:score\s*)?(?:of\s*)?[0-3]\s?\+)*)"
)
_ISH = r"\b(?:f?ish|cish|sish|d-?d?ish|hybridi[sz]ation)\b"
_ISH_POSITIVE = regex(rf"{_ISH}[^.;,]{{0,20}}(?:positive|\+|amplif)|(?<!non-)(?<!not )(?<!no )amplifi")
_ISH_NEGATIVE = regex(
    rf"{_ISH}[^.;,]{{0,25}}(?:negative|-(?=\W|$)|non-? ?amplif|not amplif|unamplif)|non-? ?amplif|not amplif|unamplif|negative (?:by )?{_ISH}"
)
_BELOW = regex(r"(?:<|less than|below|under)\s?$")
_AT_LEAST = regex(r"(?:≥|>=|>|at least|more than)\s?$")
_OTHER_STATE = regex(r"positiv|negativ|\blow\b|\b(?:er|pr|hr|receptor)\b")
_SCORE_BEFORE = regex(
    r"(?<![\d.])(?P<score>[0-3])\+"
    r"(?: (?:level|staining|expression|over-?expression|score|positivity|positive|membrane))*(?: (?:of|for|by|in))*"
    r"(?: (?:the|expression of|staining for|level of expression of))? ?$"
)


def before(words: str) -> tuple[str, ...]:
    """The category that a score right before the name stands for: "1+ expression of HER2" is low; none without a score."""
    match = _SCORE_BEFORE.search(words)
    return ({"0": "zero", "1": "low", "2": "equivocal", "3": "positive"}[match["score"]],) if match else ()


def by_assay(after: str) -> tuple[tuple[str, ...], int] | None:
    """The categories that scores right behind the name stand for, one of which is enough, and where they end.

    3+, or 2+ with ISH positive: positive. 1+, or 2+ with ISH negative: low. 0: zero. 0 or 1+: negative.
    1+ to 3+: low or positive. None where no score stands there.
    """
    match = _SCORES.match(after)
    lead = after.lstrip(" -(")
    skipped = len(after) - len(lead)
    if match is not None and _OTHER_STATE.search(match.group()[: match.start("first")]):
        match = None
    if match is None or not re.search(r"\+|ihc|score|immunohisto|hercep|\bor\b|/", match.group()):
        for pattern, value in ((_ISH_NEGATIVE, "negative"), (_ISH_POSITIVE, "positive")):
            if found := pattern.match(lead):
                return (value,), skipped + found.end()
        return None
    scores = {int(n) for n in re.findall(r"[0-3]", match["first"] + match["more"])}
    if re.search(r"\d\+?\s*(?:-|to)\s*", match["first"] + match["more"]) and scores:
        scores = set(range(min(scores), max(scores) + 1))
    leading = after[: match.start("first")]
    if _BELOW.search(leading):
        scores = set(range(min(scores)))
    elif _AT_LEAST.search(leading):
        scores = set(range(min(scores) + (re.search(r"> ?$", leading) is not None), 4))
    return _categories(scores, after[match.end() : match.end() + 70]), match.end()


def resolved(rest: str) -> tuple[str, ...]:
    """The category of 2+ by what the words behind it say of in situ hybridisation."""
    return ("low",) if _ISH_NEGATIVE.search(rest) else ("positive",) if _ISH_POSITIVE.search(rest) else ("equivocal",)


def _categories(scores: set[int], rest: str) -> tuple[str, ...]:
    if scores == {2}:
        return resolved(rest)
    if 3 in scores:
        return (
            ("positive",)
            if scores <= {2, 3}
            else ("zero", "positive")
            if scores == {0, 3}
            else ("any",)
            if 0 in scores
            else ("low", "positive")
        )
    if 0 in scores:
        return ("zero",) if scores == {0} and "1+" not in rest[:30] else ("negative",)
    return ("low",)
