"""Owns what the words around an exclusion of a cancer, its extent or a marker of it say against ruling out by its name alone."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind, Requirement
from matcher.doubts.words.sentence import Around

_OF_THE_CANCER = frozenset(
    {Kind.STAGE, Kind.METASTASIS, Kind.DISEASE_MEASURE, Kind.CANCER, Kind.BIOMARKER, Kind.THERAPY}
)
# "locally advanced tumors at diagnosis (T4)": the bracket says what is meant by it
_BY_CATEGORY = regex(
    r"(?:\s+(?:breast|cancers?|tumou?rs?|disease|carcinomas?|at|diagnosis|presentation))*\s*\((?:[a-z.]+\s+){0,2}[cp]?[tn][0-4]",
    re.IGNORECASE,
)
_EXTENTS = frozenset({"locally advanced", "early", "advanced"})
# "CNS involvement with metastatic breast cancer"
_SITE_WITH = regex(
    r"\b(?:cns|central nervous system|brain|leptomeningeal|meningeal|cord)\b[^.;,]{0,30}\bwith\s+$", re.IGNORECASE
)
_REASON = regex(
    r"\(\s*(?:because|since|given)\b[^()]*$|\bbecause\s+(?:they|she|he|the\s+patient)\s+(?:had|have|has|is|are|was|were)\b[^.;]*$",
    re.IGNORECASE,
)
# "for affected carriers, …": of whom the rest is said
_FOR_THOSE = regex(r"^\W*for\s+(?:[\w/-]+\s+){0,4}$", re.IGNORECASE)
_COMMA = regex(r"[^.;]{3,80},\s")
# "equivocal and the investigator plans to give trastuzumab", "mutations in the absence of HER2 positivity"
_AND_A_PLAN = (
    r"\band\s+the\s+(?:treating\s+)?(?:investigator|physician|oncologist|doctor)\s+(?:plans?|intends?|wish\w*)\b"
)
_TOGETHER_BEHIND = regex(rf"[^.;()]{{0,40}}?{_AND_A_PLAN}|[^.;,]{{0,60}}?\bin\s+the\s+absence\s+of\b", re.IGNORECASE)
_TOGETHER_BEFORE = regex(rf"{_AND_A_PLAN}[^.;]*$", re.IGNORECASE)
_SHARE = regex(r"\d\s*(?:%|percent)\s[^.;]{0,60}$", re.IGNORECASE)  # "more than 25% of the tumor is DCIS"
_HEADS = regex(r"\s+(?:features|signs|findings|characteristics|changes)\b", re.IGNORECASE)
_RECENT = regex(r"\s+(?:with)?in\s+the\s+(?:past|last|previous)\s+(?:\d+|[a-z]+)\s+years?\b", re.IGNORECASE)
# "active, or within the last 5 years, diagnosis of melanoma or lung cancer"
_RECENTLY = regex(
    r"\b(?:with)?in\s+the\s+(?:past|last|previous)\s+(?:\d+|[a-z]+)\s+years?,?\s[^.;]{0,120}$", re.IGNORECASE
)
_EARLIER_INCLUDING = regex(r"\b(?:prior|previous|history\s+of)\b[^.;]{0,60}\bincluding\b[^.;]*$", re.IGNORECASE)
# "ER-positive ipsilateral breast recurrence": of what has come back
_RETURNED = regex(r"(?:[\s-]+(?!or\b|and\b|with\b|at\b)[\w-]+){0,4}[\s-]+(?:recurrences?|relapses?)\b", re.IGNORECASE)

# "…; stage III ovarian cancer must have been absent for 5 years": what is asked of those who had it
_MUST = regex(r"\s*(?:\([^()]*\)\s*)?(?:must|needs? to|ha(?:s|ve) to)\s+(?!not\b)(?:be|have)\b", re.IGNORECASE)


def excluded_in_part(requirement: Requirement, words: Around) -> str | None:
    """Why the name of a cancer, or of what is found in it, may not exclude by itself; None where nothing speaks for that."""
    kind = requirement.kind
    if kind not in _OF_THE_CANCER:
        return None
    if _REASON.search(words.clause):
        return "it is a reason, and no exclusion of its own"
    if kind is not Kind.THERAPY and _FOR_THOSE.match(words.clause) and _COMMA.match(words.rest):
        return "it says of whom the rest of the sentence is said"
    if _TOGETHER_BEHIND.match(words.rest) or _TOGETHER_BEFORE.search(words.clause):
        return "it excludes together with what the sentence says beside it"
    if kind is Kind.STAGE:
        return _of_an_extent(requirement, words)
    if kind is Kind.BIOMARKER and _RETURNED.match(words.rest):
        return "it excludes only where the cancer has come back"
    return _of_a_cancer(requirement, words) if kind is Kind.CANCER else None


def _of_an_extent(requirement: Requirement, words: Around) -> str | None:
    if requirement.concept in _EXTENTS and _BY_CATEGORY.match(words.rest):
        return "the bracket behind it says what is meant"
    if requirement.concept == "metastatic" and _SITE_WITH.search(words.clause):
        return "it excludes with what stands before it"
    return "the list behind it says which of it excludes" if _HEADS.match(words.rest) else None


def _of_a_cancer(requirement: Requirement, words: Around) -> str | None:
    if requirement.when is None and requirement.concept != "other malignancy" and _MUST.match(words.rest):
        return "it says of whom something is asked"
    if _SHARE.search(words.clause):
        return "it excludes from a share of the tumor on"
    if (
        requirement.when is None
        and requirement.concept != "other malignancy"
        and (_RECENT.match(words.rest) or _RECENTLY.search(words.clause))
    ):
        return "how long ago it counts was not read"
    return "only an earlier one is meant" if _EARLIER_INCLUDING.search(words.clause) else None
