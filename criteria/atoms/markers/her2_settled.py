"""Owns what in situ hybridisation must say of HER2 where its score alone decides nothing: "if IHC is 2+, FISH must be negative"."""

from __future__ import annotations

from typing import NamedTuple

from criteria.atoms.atom import Atom, Polarity
from criteria.patterns import regex
from criteria.tree import Kind, Requirement

_HINTS = regex(
    r"2\s?\+|\+\s?2\b|equivocal|indeterminate|intermediate|borderline|\b(?:ihc|immunohistochem\w*|score) (?:is )?2\b"
)
_ISH = r"(?:f?ish|cish|sish|d-?d?ish|in[- ]situ[- ]hybridi[sz]ation)"
_STATE = r"(?:negative|non-?amplified|not amplified|positive|amplified)"
# "2+ requires negative FISH", wherever it stands
_ASKED = (
    regex(
        rf"(?<![\d.])2\s?\+[^.;]{{0,60}}?\b(?P<then>{_STATE}[^.;]{{0,30}}?\b{_ISH}\b[^.;]{{0,60}}?\b(?:required|needed|necessary|mandatory))\b"
    ),
    regex(rf"(?<![\d.])2\s?\+[^.;]{{0,80}}?\b(?P<then>{_ISH}\b[^.;]{{0,40}}?\bmust (?:have )?be(?:en)? {_STATE})\b"),
    regex(
        rf"(?<![\d.])2\s?\+[^.;]{{0,40}}?\b(?:requires?|must have|needs?|confirmed by)\s+(?P<then>(?:an? )?{_STATE}\W{{0,2}}(?:by |on )?{_ISH})\b"
    ),
)
_UNCLEAR = (
    r"(?:(?<![\d.+-])2\s?\+|\+\s?2\b|\b(?:ihc|immunohistochem\w+(?: \(ihc\))?|score)(?:,? (?:score|is|of|are))* 2\b(?![.\d])"
    r"|\b(?:equivocal|indeterminate|intermediate|borderline)\b)(?:(?: or |/|-)(?:ihc )?3\s?\+)?"
)
_REST = r"(?:[^.;]|\.(?=[\dg])|(?<=\.[ge])\.){0,150}"  # "e.g." and decimals do not end a clause
_MODAL = r"\b(?:must|should|needs?|requires?|has to|have to)\b"
# a statement of its own: whose score decides nothing, and what is asked of them
_OF_THOSE = (
    regex(
        r"(?:^\W*|[;(]\s*)(?:note:? )?(?:if|when|where|for|in (?:the )?cases? of)\b"
        rf"(?P<whom>[^.;,]{{0,70}}?{_UNCLEAR}[^.;,]{{0,50}}?(?:\([^()]*\))?[^.;,]{{0,20}}?)"
        rf"(?P<then>(?:,|\bthen\b|{_MODAL}){_REST})"
    ),
    regex(
        r"(?:^\W*|[;(]\s*)(?:all )?"
        r"(?:patients|subjects|participants|women|those|tumou?rs|cases|specimens|samples|cancers)\s+"
        rf"(?:with|whose|that|who|scored?|having)\b(?P<whom>[^.;,]{{0,60}}?{_UNCLEAR}[^.;,]{{0,30}}?)"
        rf"(?P<then>{_MODAL}{_REST})"
    ),
    regex(
        r"(?:^\W*|[;(]\s*)(?P<whom>"
        rf"(?:(?:her-?2(?:/neu)?|ihc|immunohistochem\w*|score[sd]?|of|tumou?rs?|a|an|an? score)[\s:]+)*{_UNCLEAR}"
        rf"(?: by (?:ihc|immunohistochem\w+))?)\s+(?P<then>{_MODAL}{_REST})"
    ),
    regex(
        rf"^\W*(?P<then>[^.;,]{{0,60}}?\bmust (?:be|have)\b[^.;,]{{0,60}}?)\b(?:if|when)\b(?P<whom>[^.;,]{{0,60}}?{_UNCLEAR}[^.;,]{{0,20}})"
    ),
)
_BY_ISH = regex(rf"\b{_ISH}\b|amplif")
_IS_ASKED = regex(rf"{_MODAL}|\b(?:required|needed|necessary|mandatory|confirmed)\b")
_NEGATIVE = regex(r"\bnegativ\w*|non-? ?(?:gene[- ])?amplifi\w*|\bnot (?:be |gene[- ]|her-?2 )*amplif\w*|unamplif\w*")
_POSITIVE = regex(r"\bpositiv\w*|amplif\w*|\bfish ?\+")
_BRACKET = regex(r"\([^()]*\)")
# what is asked of those with such a score besides, or of other receptors
_MORE = regex(
    r"\b(?:"
    r"received|treated|prior|previous\w*|therap\w+|treatment|lines?|progress\w*|eligible|allowed|permitted|excluded"
    r"|enrol\w*|er|pr|pgr|hormone|estrogen|trastuzumab|low)\b"
    r"|\b[013]\s?\+"
)


class Settled(NamedTuple):
    """What is asked, and where the words begin that say of which scores."""

    start: int
    atom: Atom


def settled(lower: str) -> Settled | None:
    """What must be known of HER2 where its score decides nothing; None where nothing of the kind is asked.

    Of everybody else the state that is asked for is the same, and so it is asked of all.
    """
    if _HINTS.search(lower) is None:
        return None
    for pattern in _OF_THOSE:
        found = pattern.search(lower)
        if found is not None and (value := _asked(lower, *found.span("then"))) is not None:
            return _asking(found.start(), *found.span("then"), value)
    for pattern in _ASKED:
        if (found := pattern.search(lower)) is not None:
            value = "negative" if _NEGATIVE.search(lower, *found.span("then")) else "positive"
            return _asking(found.start("then"), *found.span("then"), value)
    return None


def _asking(start: int, begin: int, end: int, value: str) -> Settled:
    return Settled(start, Atom(begin, end, Requirement(Kind.BIOMARKER, "HER2", value), Polarity.MUST))


def _asked(lower: str, start: int, end: int) -> str | None:
    """The state that is asked for, "known" where only the test is; None where something else is."""
    words = lower[start:end]
    if not (_BY_ISH.search(words) and _IS_ASKED.search(words)) or _MORE.search(words):
        return None
    words = _BRACKET.sub(" ", words)
    negative = _NEGATIVE.search(words) is not None
    positive = _POSITIVE.search(_NEGATIVE.sub(" ", words)) is not None
    if negative and positive:
        return None
    return "negative" if negative else "positive" if positive else "known"
