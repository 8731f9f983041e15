"""Owns treatments that are taken for granted: how far back they may lie, and which operation it was, is asked of all."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Requirement

# "no more than 84 days since surgery", "interval between surgery and registration": it lies back, and by how much is limited
_TIME = r"(?:days?|weeks?|months?|years?|intervals?|time(?: window)?|periods?|window)"
_SINCE = regex(
    rf"\b{_TIME}\b(?:\s*\([^()]*\))?(?:\s+(?:may|must|can|should|have|has|will)(?:\s+have)?)?(?:\s+(?:elapsed?|passed|pass))?"
    r"\s+(?:since|from|after|following|of|between)\s+(?:(?!and\b|to\b)[\w'’-]+\s+|\(){0,8}$",
    re.IGNORECASE,
)
_BETWEEN = regex(r"\bbetween\s+(?:(?!and\b)[\w'’-]+\s+|\(){0,8}$", re.IGNORECASE)
# "surgery performed no more than 3 months before study entry"
_DONE_BEFORE = regex(
    r"^\W*(?:must\s+(?:have\s+been\s+|be\s+)?|should\s+(?:have\s+been\s+|be\s+)?|was\s+|has\s+been\s+)?(?:performed|completed|done|carried out|undertaken)\s"
    r"[^.;]{0,60}\b(?:before|prior to)\s+(?:the\s+)?(?:study|trial|protocol|regist|randomi|enrol|entry|inclusion)",
    re.IGNORECASE,
)
_AND_THE_TRIAL = regex(
    r"^(?:[^.;]|(?<=\d)\.(?=\d)){0,160}?\band\s+(?:the\s+)?"
    r"(?:(?:date|time|day|start|beginning|initiation|commencement|first dose|administration) of\s+)?(?:the\s+)?"
    r"(?:stud(?:y|ies)\b|trial\b|protocol\b|regist|randomi|enrol|entry|pre-entry|inclusion|treatment initiation"
    r"|start of treatment|initiation of treatment|treatment (?:start|with))",
    re.IGNORECASE,
)
# "adjuvant therapy must begin within 84 days of surgery", which may lie ahead as well
_TO_BEGIN = regex(
    r"(?<!before )(?<!prior to )(?<!ready to )\b(?:"
    r"begin\w*|beg[au]n|start(?!\s+of)\w*|commenc\w+|initiat(?!ion)\w*|given|delivered|administered|placed|receiv\w+"
    r"|schedul\w+|planned)\b[^.;]{0,70}$",
    re.IGNORECASE,
)
_OR = regex(r"\bor\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_OF = regex(r"\bof\s+(?:(?:the|an?|her|their)\s+)*$", re.IGNORECASE)
_LAST_ONE = regex(r"^\W*(?:the\s+|their\s+)?(?:last|most recent)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE)
# "definitive surgery must be either mastectomy or lumpectomy", "have completed their definitive surgery"
_WHICH_OPERATION = regex(
    r"^\W*(?:the\s+)?(?:definitive|primary|curative)\s+(?:breast\s+)?surg\w+\s*(?:treatment|procedure|therapy)?\s*"
    r"(?:(?:must|should|has to)\s+(?:have\s+)?(?:be|been|include\w*|consist\w*|involve\w*)\b|\W{0,3}either\b)",
    re.IGNORECASE,
)
_COMPLETED_IT = regex(
    r"\b(?:complet(?:ed|ion of)|finished|undergone)\s+(?:all\s+|their\s+|the\s+|of\s+)+(?:definitive\s+|primary\s+|curative\s+|breast\s+)*$",
    re.IGNORECASE,
)
_BY_AN_OPERATION = regex(
    r"^\s+by\s+(?:either\s+)?(?:[\w-]+\s+){0,4}(?:mastectomy|lumpectomy|excision|surgery)\b", re.IGNORECASE
)
_OPERATIONS = frozenset({"surgery", "cancer surgery", "mastectomy", "lumpectomy", "axillary lymph node dissection"})
_MUST = regex(r"^[^.;\n]{0,60}?\b(?:must|should|has to|have to|needs? to)\b", re.IGNORECASE)


def presupposes(requirement: Requirement, before: str, after: str, sentence: str) -> bool:
    """Whether what is said of a treatment takes for granted that it was had: how far back it may lie, or which operation it was.

    A drug may be one of those that only some have had ("no more than 3 months since chemotherapy"), unless it is the last dose
    of it that is dated; an operation on the breast has been had by everyone whose operation must lie so near.
    """
    if requirement.concept not in _OPERATIONS:
        return (
            _is_limited_behind(requirement) and _LAST_ONE.match(before) is not None and _MUST.match(after) is not None
        )
    if _WHICH_OPERATION.match(sentence) or _BY_AN_OPERATION.match(after):
        return True
    if requirement.detail and _COMPLETED_IT.search(before):
        return True
    if not _is_limited_behind(requirement):
        return False
    if not _SINCE.search(before):
        return _DONE_BEFORE.match(after) is not None
    if _BETWEEN.search(before):
        return _AND_THE_TRIAL.match(after) is not None
    if _OR.search(before):
        return False  # "since prior total or partial mastectomy": what stands before the "or" may not have been read
    if not requirement.detail and _OF.search(before):
        return False  # "within 12 weeks of mastectomy" may be before it
    return _TO_BEGIN.search(before) is None


# A treatment that goes on: "willing to continue on the same drug", "intends to resume it"
_GOES_ON = regex(
    r"\b(?:continu(?:e|es|ing)|resum(?:e|es|ing)|remain(?:s|ing)?|stay(?:s|ing)?|restart(?:s|ing)?)\s+"
    r"(?:on\s+|with\s+|to\s+(?:take|receive)\s+|taking\s+|receiving\s+)?"
    r"(?:(?:the|their|his|her|an?|same|current|this|that|prescribed|adjuvant|prior|previous)\s+)*$",
    re.IGNORECASE,
)


def goes_on(requirement: Requirement, before: str) -> bool:
    """Whether a treatment is to go on, or to be taken up again, so that whoever never had it is not meant."""
    return requirement.value in ("concurrent", "planned") and _GOES_ON.search(before) is not None


def is_dated_back(requirement: Requirement, before: str, after: str) -> bool:
    """Whether it is limited how far back a treatment may lie, for whoever had it.

    A bracket right behind a drug may say of whom: "since tamoxifen (re-randomization)".
    """
    if not _is_limited_behind(requirement) or requirement.concept in _OPERATIONS:
        return _is_limited_behind(requirement)
    return _SINCE.search(before) is not None and not after.lstrip().startswith("(")


def _is_limited_behind(requirement: Requirement) -> bool:
    """Whether it is said how far back it may lie at most."""
    return requirement.when is not None and requirement.when.op in ("<", "<=")
