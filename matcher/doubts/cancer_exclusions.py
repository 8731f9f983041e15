"""Owns what the words around an exclusion of a cancer, its extent or a marker of it say against ruling out by its name alone."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind, Requirement
from matcher.doubts.sentence import Around

_OF_THE_CANCER = frozenset(
    {Kind.STAGE, Kind.METASTASIS, Kind.DISEASE_MEASURE, Kind.CANCER, Kind.BIOMARKER, Kind.THERAPY}
)
# "locally advanced tumors at diagnosis (T4)": the bracket says what is meant by it
_BY_CATEGORY = regex(
    r"(?:\s+(?:breast|cancers?|tumou?rs?|disease|carcinomas?|at|diagnosis|presentation))*\s*\((?:[a-z.]+\s+){0,2}[cp]?[tn][0-4]",
    re.IGNORECASE,
)
_EXTENTS = frozenset({"locally advanced", "early", "advanced"})
# "use of antibody drug conjugates (HER2+ breast cancer)": of which patients it is said
_ALONE_IN_BRACKETS = regex(r"\w\s*\(\s*$")
# "estrogen and progesterone receptor status negative or unknown"
_BOTH_UNKNOWN = regex(
    r"\b(?:o?estrogen|er)\b[\s-]*(?:receptor[\s-]*)?(?:\(\w+\)\s*)?and\s+(?:progesterone|pg?r)\b[^.;,]{0,40}\b(?:negative or unknown|unknown or negative)\b",
    re.IGNORECASE,
)
_THEN_CLOSED = regex(
    r"[\s-]*(?:positive|negative)?\s*(?:breast\s+)?(?:cancers?|disease|tumou?rs?|patients)\s*\)", re.IGNORECASE
)
# "extensive ductal carcinoma in situ (spanning more than 3 cm)": how large that is
_OF_AN_IN_SITU = regex(r"\bin[- ]situ\s*(?:\(\w+\)\s*)?\(?[^().;]{0,40}$", re.IGNORECASE)
_OF_THE_OTHER_BREAST = regex(
    r"[^.;()]{0,30}\)\s*(?:invasive\s+|breast\s+)*(?:cancers?|carcinomas?|tumou?rs?|disease)\s+(?:in|of)\s+the\s+(?:contralateral|opposite|other)\b",
    re.IGNORECASE,
)
# "CNS involvement with metastatic breast cancer"
_SITE_WITH = regex(
    r"\b(?:cns|central nervous system|brain|leptomeningeal|meningeal|cord)\b[^.;,]{0,30}\bwith\s+$", re.IGNORECASE
)
# "dyspnea related to lung metastases": as the cause of an example
_CAUSE_IN_EXAMPLE = regex(
    r"\((?:e\.?\s?g\.?|for example|such as)[^()]*\b(?:related|due|secondary)\s+to\b[^()]*$|\((?:e\.?\s?g\.?|for example|such as)[^()]*\bcaused\s+by\b[^()]*$",
    re.IGNORECASE,
)
_REASON = regex(
    r"\(\s*(?:because|since|given)\b[^()]*$|\bbecause\s+(?:they|she|he|the\s+patient)\s+(?:had|have|has|is|are|was|were)\b[^.;]*$",
    re.IGNORECASE,
)
# "for affected carriers, …": of whom the rest is said; "the bone lesions will not be evaluated"
_FOR_THOSE = regex(r"^\W*for\s+(?:[\w/-]+\s+){0,4}$", re.IGNORECASE)
_COMMA = regex(r"[^.;]{3,80},\s")
_NOT_EVALUATED = regex(
    r"\s*(?:\w+\s+)?(?:will|are|is|can|may|should|must)\s*not\s+(?:be\s+)?(?:evaluated|assessed|counted|followed|selected|used|chosen)\b",
    re.IGNORECASE,
)
# "equivocal and the investigator plans to give trastuzumab", "mutations in the absence of HER2 positivity"
_TOGETHER_BEHIND = regex(
    r"[^.;()]{0,40}?\band\s+the\s+(?:treating\s+)?(?:investigator|physician|oncologist|doctor)\s+(?:plans?|intends?|wish\w*)\b|[^.;,]{0,60}?\bin\s+the\s+absence\s+of\b",
    re.IGNORECASE,
)
_TOGETHER_BEFORE = regex(
    r"\band\s+the\s+(?:treating\s+)?(?:investigator|physician|oncologist|doctor)\s+(?:plans?|intends?|wish\w*)\b[^.;]*$",
    re.IGNORECASE,
)
_UNCONFIRMED = regex(
    r"\b(?:non-?\s?confirmed|unconfirmed|not\s+(?:\w+ly\s+)?confirmed)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
_SHARE = regex(r"\d\s*(?:%|percent)\s[^.;]{0,60}$", re.IGNORECASE)  # "more than 25% of the tumor is DCIS"
_OF_A_SITE = regex(r"\s+(?:of|in|to)\s+(?:the\s+)?(?:bones?|skeleton|liver|lungs?|brain)\b", re.IGNORECASE)
_OLIGO_OF = regex(r"\boligo-?metasta\w+\s+(?:disease\s+)?(?:of|in|to)\s+(?:the\s+)?$", re.IGNORECASE)
_OTHER = regex(r"\bother\s+$", re.IGNORECASE)
_THEN_BRACKET = regex(r"\s*\(")
# "complete response not achieved (i.e., residual disease or …)": the bracket says what is there instead
_NOT_REACHED = regex(
    r"\bnot\s+(?:achieved|reached|attained|obtained)\b[^.;(]{0,80}\(i\.?e\.?(?:[^.;]|\d\.\d)*$", re.IGNORECASE
)
_NO_EVIDENCE = regex(
    r"\bnot\s+(?:\w+\s+)?(?:adequate|sufficient|considered)\s+(?:as\s+)?(?:evidence|proof)\s+of\b", re.IGNORECASE
)
_IS_ASKED = regex(
    r"\s+requires?\s+(?:[\w-]+\s+){0,2}(?:approval|discussion|review|consultation|agreement)\b", re.IGNORECASE
)
_HEADS = regex(r"\s+(?:features|signs|findings|characteristics|changes)\b", re.IGNORECASE)
# "examples of those who can be enrolled include: …": these are let in
_EXAMPLES_LET_IN = regex(
    r"\bexamples?\b[^.]{0,60}\b(?:can|may)\s+be\s+(?:enrolled|included|eligible)\b(?:(?!\n\s*[*•-])(?:[^.]|\be\.g\.))*$",
    re.IGNORECASE,
)
_SPECIFIED = regex(r"[^.;]{0,30};\s*specifically\b", re.IGNORECASE)
_RECENT = regex(r"\s+(?:with)?in\s+the\s+(?:past|last|previous)\s+(?:\d+|[a-z]+)\s+years?\b", re.IGNORECASE)
_EARLIER_INCLUDING = regex(r"\b(?:prior|previous|history\s+of)\b[^.;]{0,60}\bincluding\b[^.;]*$", re.IGNORECASE)
# "invasive breast cancer or other invasive cancer within five years": the time is of both
_ONE_TIME = regex(
    r"\s+or\s+(?:any\s+)?other\s+(?:[\w-]+\s+){0,2}(?:cancers?|malignanc\w+|tumou?rs?)\s+(?:diagnosed\s+)?(?:with)?in\b",
    re.IGNORECASE,
)


def no_exclusion(requirement: Requirement, words: Around) -> bool:
    """Whether what seems to be excluded is an example of what is let in, no evidence of anything, or not looked at."""
    if requirement.kind is Kind.METASTASIS and _NOT_EVALUATED.match(words.rest):
        return True
    if _NOT_REACHED.search(words.before):
        return True
    return bool(_EXAMPLES_LET_IN.search(words.before) or _NO_EVIDENCE.search(words.clause + words.own))


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
    if kind is Kind.METASTASIS:
        return _of_a_spread(requirement, words)
    if kind is Kind.BIOMARKER:
        if requirement.concept in ("ER", "PR") and _BOTH_UNKNOWN.search(words.clause + words.own + words.rest):
            return "it excludes with the other receptor"
        in_brackets = _ALONE_IN_BRACKETS.search(words.clause) and _THEN_CLOSED.match(words.rest)
        return "the bracket says of whom the rest is said" if in_brackets else None
    if kind is Kind.DISEASE_MEASURE:
        of_it = requirement.concept == "tumor size" and _OF_AN_IN_SITU.search(words.clause + words.own)
        return "the size is of what stands before it" if of_it else None
    return _of_a_cancer(requirement, words) if kind is Kind.CANCER else None


def _of_an_extent(requirement: Requirement, words: Around) -> str | None:
    if requirement.concept in _EXTENTS and _BY_CATEGORY.match(words.rest):
        return "the bracket behind it says what is meant"
    if _OF_THE_OTHER_BREAST.match(words.rest):
        return "it is the stage of a cancer of the other breast"
    if requirement.concept == "metastatic" and _SITE_WITH.search(words.clause):
        return "it excludes with what stands before it"
    if _HEADS.match(words.rest):
        return "the list behind it says which of it excludes"
    if _OTHER.search(words.clause) and _THEN_BRACKET.match(words.rest):
        return "the bracket behind it says which of it excludes"
    return None


def _of_a_spread(requirement: Requirement, words: Around) -> str | None:
    if _CAUSE_IN_EXAMPLE.search(words.before):
        return "it is the cause of what is an example"
    if requirement.concept.startswith("oligometa") and _OF_A_SITE.match(words.rest):
        return "it excludes at one site only"
    if _OLIGO_OF.search(words.clause):
        return "it excludes where it is all that there is"
    return None


def _of_a_cancer(requirement: Requirement, words: Around) -> str | None:
    if _UNCONFIRMED.search(words.clause):
        return "it excludes where it is not confirmed"
    if _SHARE.search(words.clause):
        return "it excludes from a share of the tumor on"
    if _IS_ASKED.match(words.rest):
        return "it is for the trial's team to decide"
    if requirement.concept == "other malignancy" and _SPECIFIED.match(words.after):
        return "the words behind it say which"
    if requirement.when is None and requirement.concept != "other malignancy" and _RECENT.match(words.rest):
        return "how long ago it counts was not read"
    if _EARLIER_INCLUDING.search(words.clause):
        return "only an earlier one is meant"
    if requirement.concept != "other malignancy" and requirement.when is None and _ONE_TIME.match(words.rest):
        return "the time behind it may be of both"
    return None
