"""Owns words that ask a requirement only of some patients, or name it for another purpose than to ask for it."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind, Requirement
from matcher.doubts.words.sentence import Around

_SETTING = (Kind.THERAPY, Kind.LINES, Kind.STAGE, Kind.METASTASIS, Kind.BIOMARKER, Kind.CANCER)
# "no larger than 5 cm for patients who are treated by X": X says of whom it is asked
_OF_WHOM = regex(
    r"\w\b.{12,}\b(?:for|in) (?:the |all |any |those )?(?:patients?|women|men|subjects?|participants?|individuals?|those)\s+"
    r"(?:(?:who|that) (?:are|were|have|had|will|is|undergo)|undergoing|receiving|treated|with|having|on|scheduled|planned)\b[^.;:]{0,80}$",
    re.IGNORECASE | re.DOTALL,
)
# "of these types: (1) A, B and C; (2) D": what is numbered inside a sentence may be alternatives
_NUMBERED = regex(
    r"\b(?:either|(?:any|at least one|one) of|(?:types?|subtypes?|groups?|categories|situations))\b[^.(]{0,60}?\(?\b"
    r"(?:1|a|i)(?:\)|\.\s).*?[;,.\s]\(?(?:2|b|ii)(?:\)|\.\s)",
    re.IGNORECASE | re.DOTALL,
)
# "A plus B for cohort 2 patients": the words behind say of whom it is asked
_FOR_AN_ARM = regex(
    r"^[^.;\n]{0,80}?\b(?:for|in|if in)\s+(?:the |patients? in |participants? in |subjects? in )?(?:cohorts?|arms?|groups?|parts?|strat(?:um|a)|phases?)\s+"
    r"(?:[a-h]|\d+[a-z]?|[ivx]+[ab]?)\b(?! (?:trials?|stud(?:y|ies)))"
    r"|^[^.;\n]{0,80}?\([^()]{0,60}\b(?:arms?|cohorts?|groups?|parts?|phases?)\b[^()]{0,20}\bonly\)"
    r"|^[^.;()\n]{0,40}\([^()]{0,40}\b(?:arm|cohort|group|part|phase)s?\s+(?:\d|[ivx]+\b|[a-h]\b)",
    re.IGNORECASE,
)
# said in brackets of a second cohort, or of what a test's result means: "[amplified is positive]"
_ASIDE = regex(
    r"\([^()]*\b(?:cohort|stratum|sub-?study)\b[^()]*$|\[[^\]\[]*\b(?:is|are|means?|indicates?)\b[^\]\[]*$",
    re.IGNORECASE,
)
# "if HR-positive, must have had A and/or if HER2-positive, must have had B": each half is asked of some
_SECOND_IF = regex(r"\bif\b[^.;]*?\b(?:and/or|and|or),?\s+if\b", re.IGNORECASE)
# "stage IV, or stage III and progressing on X", "ER-negative or ER-positive and resistant to X": X belongs to the last
_WITH_THE_LAST = regex(
    r"^[^,;:.()]*,\s+or\s+[^,;:.()]*?\b(?:and|with|who|but)\b[^,;:.]*$"
    r"|\b(?P<marker>[\w/-]+)[ -](?:negative|positive)\b[^.;:]{0,20}?\bor\s+(?P=marker)[ -](?:negative|positive)\b[^.;:]*?\b(?:and|with|who|but)\b[^.;:]*$"
    r"|\b(?:pre|post)-?menopausal\b[^.;:]{0,20}?\bor\s+(?:pre|post)-?menopausal\b[^.;:]*?\b(?:and|with|who|but)\b[^.;:]*$",
    re.IGNORECASE,
)
# "at increased risk for breast cancer", "the Breast Cancer Risk Tool"
_AT_RISK = regex(
    r"\b(?:risk|risks|chance|likelihood|screen\w*|tested|testing)(?: results?)? (?:for|of)\s+"
    r"(?:(?:"
    r"an?|the|any|developing|new|second|invasive|hereditary|familial|breast|lung|prostate|ovarian|colorectal|cervical"
    r"|skin|and/or|or|and|other)[ ,]+){0,6}$",
    re.IGNORECASE,
)
_IN_A_NAME = regex(
    r"^\s*(?:(?:,|or\b|and\b)(?:(?!\b(?:at|during|time|prior|before|within)\b)[\w\s,]){0,40}?(?=screening\b))?"
    r"(?:risk|assessment|genetic|gene|test\w*|intervention|screening|prevention|center|centre|society|group|registry)"
    r"\b",
    re.I,
)
# words behind that limit it: "(ER-positive patients only)", "is required for cohort 2 only"
_OF_SOME_ONLY = regex(
    r"(?:\s+(?:for|in|of)\b[^.;()]{0,60})?[^.;()\w]{0,3}(?:\s*[\w-]+){0,3}\s*\([^()]{0,80}\b"
    r"(?:patients|subjects|participants|women|men|tumou?rs|disease|cohorts?|arms?|parts?|phases?)"
    r"\b[^()]{0,20}\bonly\)"
)
_OF_A_PART = regex(
    r"\b(?:for|in|of|to)\s+(?:the\s+)?(?:[\w-]+\s+)?(?:cohorts?|arms?|parts?|phases?|groups?|strat(?:um|a))\s+[\w/&]+"
    r"(?:(?:,\s*|\s+and\s+|\s+or\s+)\w+){0,3}\s+only\b"
)


# "complete resection on both sides"
_ON_BOTH_SIDES = regex(
    r"^\s*(?:of|on|from|in|to|for)\s+(?:both|each)\s+(?:the\s+)?(?:breasts?|sides?|axillae?)\b", re.IGNORECASE
)
# "Radiation therapy should begin within:" over "4-12 weeks from surgery": when the trial's own treatment is given
_SAYS_WHEN_IT_BEGINS = regex(
    r"\b(?:should|must|will|to|can) (?:begin|start|commence|be (?:given|delivered|started|initiated|administered))\b[^.;:\n]{0,40}:",
    re.IGNORECASE,
)


def asked_of_some(requirement: Requirement, words: Around) -> str | None:
    """Why a requirement may not be asked of everyone; None where nothing speaks against it."""
    if requirement.kind in (*_SETTING, Kind.DISEASE_MEASURE) and _WITH_THE_LAST.search(words.clause):
        return "it may be asked with the last alternative only"
    if requirement.kind not in _SETTING:
        return None
    if _OF_WHOM.search(words.clause):
        return "it says of whom the rest of the sentence is asked"
    if requirement.when is not None and _SAYS_WHEN_IT_BEGINS.search(words.heading):
        return "it says when the treatment of the trial begins"
    if _ASIDE.search(words.clause):
        return "it is said aside"
    if requirement.kind is Kind.THERAPY and _ON_BOTH_SIDES.match(words.rest):
        return "it is asked of those with a cancer on both sides"
    if _SECOND_IF.search(words.sentence):
        return "each half of the sentence is asked of some only"
    if _FOR_AN_ARM.match(words.rest):
        return "the words behind it ask it of one arm only"
    if _NUMBERED.search(words.before + words.own + words.after):
        return "what is numbered in a sentence may be alternatives"
    return None


def excluded_from_an_arm(words: Around) -> str | None:
    """Why an exclusion may hold for one arm only, by the words behind it: "T3 or T4 in cohort A; T2 to T4 in cohort B"."""
    return "the words behind it exclude from one arm only" if _FOR_AN_ARM.match(words.rest) else None


def named_for_risk(requirement: Requirement, words: Around) -> bool:
    """Whether a cancer is named only as what one is at risk of, or is screened for."""
    if requirement.kind not in (Kind.CANCER, Kind.METASTASIS):
        return False
    return bool(_AT_RISK.search(words.clause) or _IN_A_NAME.match(words.rest))


def of_some_only(words: str, at: int, end: int, sentence: tuple[int, int]) -> bool:
    """Whether words of a criterion that ends at ``end`` limit to some what stands before ``at``: "(ER-positive only)".

    ``words`` are the whole text in lower case, and ``sentence`` is from where to where the sentence runs.
    """
    return _OF_SOME_ONLY.match(words, at, end) is not None or _OF_A_PART.search(words, *sentence) is not None
