"""Owns the wordings of headings: which part of a text they open, and what they ask of some patients."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from criteria.patterns import regex
from criteria.text.populations import asks_who_can, is_of_everybody, names_nobody
from criteria.words.labels import points_below


class Opens(StrEnum):
    """What a heading opens."""

    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"
    PLAIN = "plain"  # a topic ("PATIENT CHARACTERISTICS:", "Hepatic:") that leaves the polarity as it is


_WHO = (
    r"(?:(?:the |an? |any |all )?(?:following )?(?:potential |eligible )?"
    r"(?:(?:(?:fe)?males?|adult|human|men|women|and|or|and/or|/) ?){0,4}"
    r"(?:patients?|subjects?|participants?|wom[ae]n|persons?|individuals?|volunteers?|candidates?|cases|those|you)\b)"
)

# a line that says who is kept out, before it lists them
_EXCLUSION = regex(
    r"""\bexclusions?\b(?!\s+of\b) | \bexcluded\b | \bineligib | \bnon-?\s?eligib | \bnot\ (?:be\ )?(?:considered\ )?eligible\b
      | \bwill\ not\ be\ (?:included|enrolled|admitted|accepted)\b | \bcan(?:not|\ not)\ (?:be\ (?:included|enrolled)|participate)\b
      | \b(?:may|must|should)\ not\ (?:be\ (?:included|enrolled)|participate|enroll)\b | \bnon-?inclusion\b | \bexclude\b
      | \bdisqualif | \bresult\ in\ exclusion\b""",
    re.VERBOSE | re.IGNORECASE,
)
_INCLUSION = regex(
    r"""\binclusion\b | \beligib(?:le|ility)\b | \bincluded\b | \binclude\ the\ following\b
      | \bmust\ (?:meet|fulfil|satisfy|have\ all)\b | \bentry\ criteria\b | \bselection\ criteria\b | \brequirements?\b
      | \bmeet(?:ing|s)?\ (?:all|each|the\ following)\b | \bfulfil""",
    re.VERBOSE | re.IGNORECASE,
)
_SECTION_WORDS = regex(
    r"\b(?:in|ex)clusion\b|\b(?:in)?eligib|\bexclud|\bincluded\b|\bselection criteria\b|\bentry criteria\b",
    re.IGNORECASE,
)

# "Key Inclusion Criteria for Part 2", "Exclusions", "Eligibility"
_NAMED = regex(
    r"^(?:[\w/()&,-]+\s+){0,6}?(?:(?:in|ex)clusions?(?:\s*(?:/|and)\s*(?:in|ex)clusions?)?(?:\s+(?:criteri(?:a|on)|factors))?"
    r"|(?:in)?eligibility(?:\s+(?:criteria|requirements))?)\b\s*(?:$|[:(\u2013-]|for\b|of\b|only\b|include|are\b|at\b"
    r"|-|,|\d|major|part\b|phase|cohorts?\b|arms?\b|groups?\b|stage\b|step\b|all\b|both\b"
    r"|(?:in|into|from) (?:the )?(?:phase|part|cohort|arm|group|stage|sub-?study)\b)",
    re.IGNORECASE,
)
_NAMES_ONLY = regex(r"(?:(?:[Ii]n|[Ee]x)clusions?|(?:[Ii]ne|E)ligibility)(?: [Cc]riteria)?\.")
# "Contraindications:", "Non-inclusion criteria", "Elimination criteria", as other countries call exclusion
_OTHERWISE_NAMED = regex(
    r"(?:(?:absolute|relative|general|other) )?contra-?indications?(?: (?:to|for) (?:participation|entry|enrol\w+|inclusion))?"
    r"|(?:non-?\s?inclusion|no inclusion|elimination|rejection) criteri(?:a|on)",
    re.IGNORECASE,
)
# lines that speak of criteria and open nothing: "failure to meet the inclusion criteria", "eligibility for radiosurgery"
_SPEAKS_OF = re.compile(
    r"\b(?:is|are|be|was|were) not (?:be )?(?:an? |the )?(?:\w+ ){0,2}?(?:exclusion|ineligib|exclud)"
    r"|\b(?:not|unable|fail\w*|refus\w*|deviations?|violat\w*|see|per|other than)\b.{0,60}\b"
    r"(?:criteria|eligibility|requirements)\b(?!.{0,90}:\s*$)"
    r"|\beligibility (?:criteria )?(?:are|is|be) (?:met|confirmed|determined)|\bcriteria (?:are|is|were) (?:met|fulfilled|satisfied)\b"
    r"|\b(?:in)?eligibility for\b(?!(?: the| this)? (?:study|trial|enrol|inclusion|participation|phase|part|cohort|arm|patients|subjects|lumpectomy))"
    r"|^no (?:eligibility|inclusion|exclusion) criteria|^inclusion of (?:women|minorit)|^confirmation of\b"
    r"|^eligible (?!patients|subjects|participants|women|for|if|criteria).*\b(?:sites?|stages?|tumou?rs?)\b",
    re.IGNORECASE,
)
# "patients must be postmenopausal, defined by any of the following criteria:" asks for what it defines
_DEFINES = regex(r"\b(?:must|should)\b.*\bdefined (?:as|by)\b", re.IGNORECASE)
# "patients not meeting these criteria are excluded" lists what is asked for, "must not meet any of these" what is not
_UNMET = regex(r"\bnot meet(?:ing)?\b.*\b(?:excluded|ineligible|not eligible)\b", re.IGNORECASE)
_MUST_NOT_MEET = regex(r"\b(?:must|should|may|can|do) ?not (?:meet|fulfil|satisfy) (?:any|one)\b", re.IGNORECASE)
_ANY_OF = regex(
    r"\b(?:any|all) of the following\b[^.]{0,40}(?:eligible|excluded|following|criteria"
    r"|(?:criteria|conditions?|requirements) (?:are|is|have been) (?:met|fulfilled|satisfied)\.?)$",
    re.IGNORECASE,
)
# a heading that runs on into its sentence: "Exclusion Criteria Subjects who meet any of the following:"
_RUNS_ON = regex(r"^(?:in|ex)clusion criteria\s+[A-Z].*\b(?:following|criteria|below)\b.*:\s*$", re.IGNORECASE)
# sentences that open a list, such as "Patients will be excluded if" or "Subjects with any of the following are not eligible"
_SPOKEN = regex(
    r"^(?:to be (?:eligible|included)|(?:has|have|had|with|presence of)?\s*(?:any|all|one or more) of the following"
    r"|the (?:main|key|following)|in order to|for (?:inclusion|exclusion|entry|enrolment)"
    rf"|ineligible|excluded|not eligible|exclude|include|eligible(?! for (?!(?:this|the) (?:study|trial)\b|inclusion|enrol|participation))"
    rf"|{_WHO}\s*(?:(?:with|who|meeting|having|that|to|fulfilling)\b.{{0,40}}\b(?:any|all|one|each|these|criteria|criterion)\b"
    r"|(?:"
    r"will|may|must|are|were|should|shall|can|cannot|had|have|is|eligible|meeting|not|ineligible|excluded|exclusion)"
    rf"\b(?!.{{0,60}}\bonly if\b(?! (?:all|they meet|s?he meets|the patient meets|it meets|each)\b))))",
    re.IGNORECASE,
)

# "Patients with HIV must meet the following criteria:" asks them only; who has the cancer is everybody
_OF_SOME = regex(
    rf"^{_WHO}\s+(?:with|who have)\s+(?:(?!"
    r"\b(?:any|all|one|each|either|these|following|criteri\w*|cancers?|carcinomas?|tumou?rs?|neoplasms?|malignan\w+"
    rf"|diseases?|breast|diagnos\w+|histolog\w+|confirmed)\b)[\w/ ()-]){{2,60}}?\b"
    r"(?P<asks>must|should|are|may|will|can)\b",
    re.IGNORECASE,
)
_LEFT_OUT_IF = regex(
    r"\s+(?:also |be |not )*(?:excluded|ineligible|eligible|included|enroll?ed) (?:if|when|where)\b", re.IGNORECASE
)

# the labels of NCI's own registrations: a topic each, whose lines carry their polarity in their words
NCI_SECTIONS = (
    "DISEASE CHARACTERISTICS",
    "PATIENT CHARACTERISTICS",
    "PRIOR CONCURRENT THERAPY",
    "PRIOR/CONCURRENT THERAPY",
    "PROTOCOL ENTRY CRITERIA",
)
_LABELS = (
    "Age", "Sex", "Menopausal status", "Performance status", "Life expectancy", "Hematopoietic", "Hepatic", "Renal",
    "Cardiovascular", "Pulmonary", "Neurologic", "Immunologic", "Metabolic", "Gastrointestinal", "Other", "Biologic therapy",
    "Chemotherapy", "Endocrine therapy", "Radiotherapy", "Surgery", "Hormone receptor status", "Concurrent therapy",
)  # fmt: skip
# the older ones write every word with a capital: "Life Expectancy:"
NCI_LABELS = (*_LABELS, *(label.title() for label in _LABELS if " " in label))
_LONGEST_NCI = 45  # characters; a longer line "Disease Characteristics …" is the rest of one that refers to it
_NCI = regex(r"^(?:" + "|".join(map(re.escape, NCI_SECTIONS)) + r")\b", re.IGNORECASE)


_CONDITION = regex(
    r"^(?:and |or )?(?:if"
    r"|for (?:all |those )?"
    r"(?:patients?|subjects?|participants?|women|men|female|male|premenopausal|postmenopausal|tumou?rs|cancers)\b"
    r"|for (?!(?:this|the|inclusion|enrol\w+|study|entry|eligib\w+)\b)(?:[\w+/-]+ ){1,4}?"
    r"(?:patients?|subjects?|participants?|women|tumou?rs)\b|"
    r"(?:in )?(?:patients?|subjects?|participants?|women|men|those) (?:with|who|in)\b"
    r"(?! only (?:non-?\s?|un)measurable)"
    r"|in (?:the )?(?:presence|absence|setting) of\b|in case of\b|in the case of\b|when\b|where\b)",
    re.IGNORECASE,
)


_CHOICE = regex(r"\b(?:one|any|either|each|all|at least \w+)(?: or more)? of (?:the|these)\b", re.IGNORECASE)
# as in "For patients with liver metastases one of the following must apply:"
_ASKS_OF_SOME = regex(
    r"^(?:and |or )?(?:for|if|in|when)\b.{10,}?\b(?:one|any|either|each|all|at least \w+)(?: or more)? of "
    r"(?:the|these)\b.*\b(?:met|apply|applies|fulfilled|satisfied|true|required)\W*$",
    re.IGNORECASE,
)

_ONE_IS_ENOUGH = regex(
    r"\b(?:at least )?(?:one|1)(?: or more)? of the following\b(?! (?:groups|categories|cohorts|arms))", re.IGNORECASE
)


@lru_cache(maxsize=1024)  # a line is asked about for itself and for its neighbours
def opens(line: str) -> Opens | None:
    """What the line opens when it is a heading of a section; None when it is an ordinary line.

    A heading is short or ends in a colon, and its words speak of inclusion, exclusion or eligibility.
    """
    if not line.rstrip().endswith(":") and not _may_open(line.lower()):
        return None
    words = line.rstrip().rstrip("." if _NAMES_ONLY.fullmatch(line.strip()) else ":").strip(" *_#-")
    if not words or len(words) > 220 or _SPEAKS_OF.search(line.strip()) or _DEFINES.search(words):
        return None
    if _OTHERWISE_NAMED.fullmatch(words):
        return Opens.EXCLUSION
    if (lets_in := asks_who_can(words)) is not None:
        return Opens.INCLUSION if lets_in else Opens.EXCLUSION
    if _NCI.match(words) and (words.isupper() or len(words) <= _LONGEST_NCI or line.rstrip().endswith(":")):
        return Opens.PLAIN
    named = (_NAMED.match(words) is not None and len(words) <= 120) or _RUNS_ON.match(line.strip()) is not None
    spoken = (line.rstrip().endswith(":") or _ANY_OF.search(words) is not None) and _SPOKEN.match(words) is not None
    shouted = words.isupper() and _SECTION_WORDS.search(words) is not None
    if not (named or spoken or shouted):
        return None
    if _UNMET.search(words):
        return Opens.INCLUSION
    if spoken and not named and (some := _OF_SOME.match(words)) and _LEFT_OUT_IF.match(words, some.end()):
        return None
    if _EXCLUSION.search(words) or _MUST_NOT_MEET.search(words):
        return Opens.EXCLUSION
    if not (named or shouted) and _ONE_IS_ENOUGH.search(words):
        return None  # a choice and no section: "eligible if at least one of the following applies:"
    if spoken and not named and _OF_SOME.match(words) is not None:
        return None
    return Opens.INCLUSION if _INCLUSION.search(words) else None


def _may_open(lower: str) -> bool:
    """Whether a line that ends in no colon has a word without which it is no heading."""
    if "clusion" in lower or "eligib" in lower or "exclud" in lower or "included" in lower:
        return True
    return (
        "criteria" in lower
        or "ontraindication" in lower
        or "characteristics" in lower
        or "therapy" in lower
        or "of the following" in lower
        or "who can" in lower
    )


# "patients with stage IV disease treated to:" is a sentence that its list completes
_PEOPLE = regex(r"(?:patients?|subjects?|participants?|women|men|those)\b", re.IGNORECASE)
_GOES_ON = regex(
    r"^(?!.*\b(?:must|should|need|required|will|allowed|eligible)\b).*\b(?:to|who|whose|that|which|have|has|had|having|achieved|received)\W*:\W*$",
    re.IGNORECASE,
)


def is_condition(line: str) -> bool:
    """Whether a heading limits what follows to some of the patients: "If the tumor is ER positive:"."""
    words = line.strip()
    if (_CHOICE.search(words) and not _ASKS_OF_SOME.match(words)) or (_GOES_ON.search(words) and _PEOPLE.match(words)):
        return False
    if points_below(words.lower(), excludes=True):
        return False
    return _CONDITION.match(words) is not None and not is_of_everybody(words) and not names_nobody(words)


_FOR_SOME = regex(r"^(?:and |or )?(?:for|if|in|when|where)\b[^:]*:$", re.IGNORECASE)


def asks_of_some(line: str) -> bool:
    """Whether a line, whose list was lost, only says of whom it is asked: "For tumors with HER2 2+:"."""
    words = line.strip()
    return _FOR_SOME.match(words) is not None and is_condition(words)
