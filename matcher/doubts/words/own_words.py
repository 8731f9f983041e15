"""Owns which words beside a requirement are its own, ask for nothing, or say what the trial calls its treatment."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.tree import Comparison, Kind, Requirement
from criteria.words.condition_words import word_set
from criteria.words.plain_words import COMMON, FILLERS

_WORD = regex(r"[a-z][a-z'-]{2,}")
_FORMED = regex(
    r"(?!(?:bi-?|tri-?)?(?:week|month)ly)\w+(?:ly|-confirmed|-evident|-detectable|-visible|-based|-containing|-positive|-negative|-related|-proven)"
)

_OF_A_CLASS = frozenset(["nyha", "new", "york", "heart", "association", "class", "functional", "classification", "iii"])
_OF_A_SCALE = frozenset(
    ["national", "institute", "common", "terminology", "adverse", "event", "events", "severity", "ctc"]
)
_OF_NO_HORMONE = frozenset(["non-hormonal", "nonhormonal", "non-endocrine", "nonendocrine"])
# a plan in other words; "for MBC", whose setting has been read
_OF_PLANS = word_set(
    """
    anticipation anticipated anticipate anticipates anticipating planning plan plans intend intends intending intention begin begins beginning
    initiate initiates initiating commence commencing expected expects expecting expectation foreseen foreseeable upcoming elective prescribed course
    """
)
_OF_THE_SETTING = frozenset({"mbc", "abc", "labc"})
# what an antibody carries: "a conjugate with a topoisomerase I inhibitor as its toxin"
_OF_A_CONJUGATE = frozenset({"toxin", "toxins", "payload", "payloads", "warhead", "cytotoxic", "linker"})
# "any investigational product within 4 half-lives of the product"
_OF_ITS_KIND = frozenset({"product", "products", "compound", "compounds", "individual"})
# where and after what a treatment was: no other name of it, under which someone might have had it
_OF_PLACE_AND_ORDER = frozenset(
    {"chest", "wall", "breast", "axilla", "axillary", "regional", "nodal", "supraclavicular", "followed"}
)
# "within 4 weeks of the first dose of MLN0128": what the trial calls its treatment
_ITS_TREATMENT = regex(
    r"\b(?:(?:first|initial|last|planned|scheduled)\s+(?:\w+\s+)?(?:doses?|administration|infusion|injection|treatment|day)\s+(?:of|with)"
    r"|(?:before|prior to|of|to|from|after)\s+(?:the\s+)?(?:planned\s+)?"
    r"(?:start|initiation|commencement|beginning|administration|initiating|starting|beginning)(?:\s+(?:of|with))?"
    r"|at the time (?:the\s+)?(?:patients?|subjects?|participants?) (?:receives?|starts?|begins?)|study|trial|protocol)\s+(?:the\s+)?$"
)
_REACH = 60  # characters


def is_plain(word: str) -> bool:
    """Whether a word asks for nothing, or tells by its ending that it only says how."""
    return word in FILLERS or word in COMMON or _FORMED.fullmatch(word) is not None


def names_the_trials_own(words: str, start: int, at: int) -> bool:
    """Whether the word at ``at`` is what the trial calls its treatment: "within 4 weeks of the first dose of MLN0128"."""
    return _ITS_TREATMENT.search(words, max(start, at - _REACH), at) is not None


def words_of(requirement: Requirement, *, wanted: bool) -> frozenset[str]:
    """The words that a requirement was read from, besides its name's own; of what is ``wanted`` also place and order."""
    said = frozenset(
        _WORD.findall(" ".join([requirement.concept, *(value for _, value in requirement.detail)]).lower())
    )
    if ("not", "endocrine therapy") in requirement.detail:
        said |= _OF_NO_HORMONE
    if requirement.value == "planned":
        said |= _OF_PLANS
    if wanted and requirement.kind is Kind.THERAPY:
        said |= _OF_PLACE_AND_ORDER
    if requirement.concept == "investigational agent":
        said |= _OF_ITS_KIND
    if requirement.concept.endswith("antibody-drug conjugate"):
        said |= _OF_A_CONJUGATE
    if requirement.setting == "metastatic":
        said |= _OF_THE_SETTING
    if isinstance(requirement.value, Comparison):
        said |= {"NYHA": _OF_A_CLASS, "grade": _OF_A_SCALE}.get(requirement.value.unit, frozenset())
    return said
