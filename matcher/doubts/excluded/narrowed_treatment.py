"""Owns exclusions of a treatment that other words of their sentence narrow: not everyone who had it is meant."""

from __future__ import annotations

import re

from criteria.atoms.therapies.surgery_site import is_elsewhere
from criteria.patterns import regex
from criteria.tree import Comparison, Requirement
from matcher.derive.therapy import is_anticancer_class
from matcher.doubts.excluded.narrowed_time import without_its_time
from matcher.doubts.excluded.one_condition import for_one_condition
from matcher.doubts.excluded.said_of_treatments import (
    AT_ONE_PLACE,
    HOW_SOON,
    LISTED_AT_ONE_PLACE,
    SAID_BEFORE,
    SAID_BEHIND,
    SO_LONG,
    WITH_AN_INTERVAL,
)
from matcher.doubts.words.kind_of_treatment import one_kind

_CLAUSE_END = regex(r"[.;,:]\s|\s[-–]\s|\b(?:or|and|nor|unless|except\w*|other than)\b|\n\s*\n|$", re.IGNORECASE)
# what follows the name of a treatment and does not narrow it: the disease it was for, the time, the setting
_NO_LIMIT = regex(
    r"\((?:[^()]|\([^()]*\))*\)"
    r"|\b(?:for|of|in|against|to treat)\s+(?:the\s+|this\s+|their\s+|treatment\s+(?:of|for)\s+|any\s+(?:type|kind) of\s+)*(?:[\w/-]+\s+){0,4}?"
    r"(?:cancers?|carcinomas?|malignanc\w+|disease|tumou?rs?|setting|purposes?)\b"
    r"|\b(?:with)?in\s+(?:the\s+)?(?:past\s+|last\s+|previous\s+)?[^.;,]{0,40}?(?:days?|weeks?|months?|years?|half-lives)\b"
    r"(?:\s+(?:of|for)\s+(?:the|that|this|each|any|its)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:drugs?|agents?|products?|treatments?|therap(?:y|ies)|compounds?|medications?)\b)?"
    r"(?:\s+of\s+(?:the\s+)?(?:(?:first|planned|initial|scheduled|anticipated|expected)\s+)*"
    r"(?:study|trial|protocol|dose|dosing|start|initiation|day|cycle|enrol\w+|random\w+|regist\w+|entry|consent"
    r"|screening|baseline|treatment|administration|infusion)(?:\s+(?:of|with|in|on)?\s*[\w-]+){0,4})?"
    r"|\b(?:prior to|prior(?= the\b)|before|since|at|upon|during|after|from)\s+"
    r"(?:the\s+|study\s+|first\s+|start\w*\s+|initiation\s+|date\s+|time\s+|of\s+|any\s+|day\s+)*"
    r"(?:[\w-]+\s*){1,3}|, which (?:may|might|could|can)\b.*|\bas (?:described|defined|listed|part|per)\b.*|\bper (?:protocol|investigator)\b.*"
    r"|\b(?:if|provided|as long as)(?: that)? (?:the )?(?:last|final) (?:dose|administration|cycle|infusion)(?: of [\w-]+)?\b"
    r"|\b(?:is|are|be) (?:not (?:be )?(?:allowed|permitted|eligible)|prohibited|excluded|ineligible),? (?:due to|because|given|since|as)\b.*",
    re.IGNORECASE,
)
_LIMITS = regex(
    r"\b(?:to (?:the|any|more|an?|>|<)|of the (?!breast)|involving|encompassing|affecting|in excess of|exceeding|(?:greater|more|less|higher|lower) than|"
    r"at (?:a )?dos\w+|doses?|using|with (?!or without\b|(?:the )?$)|without|that|which|who|whose|where|requiring"
    r"|resulting|leading|causing|due to|because|(?<!-)containing|carrying|bearing|targeting|directed|"
    r"not (?:specified|described|defined|listed|mentioned|allowed|permitted|required) (?:in|by|per|under)|interfer\w+"
    r"|likely|daily|on the same days? (?:as|of)|in between|in the (?:interim|meantime)|meanwhile|since then"
    r"|thereafter|afterwards?)\b|[<>≤≥]\s*\d|\b\d+(?:\.\d+)?\s*(?:mg|g|gy|cgy|%)",
    re.IGNORECASE,
)
# the window of the treatment, which has been read
_ITS_WINDOW = regex(
    r"(?:[<>≤≥]=?|\b(?:more|greater|less|fewer|longer) than(?: or equal to)?|\bat least)\s*[\w.]+\s+(?:hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_NAIVE = regex(r"\bna[iï]ve\b", re.IGNORECASE)  # "chemo-naive patients with ...": what follows is said of the patients
_KNOWN = frozenset({"dose", "site", "reason", "relapse", "planned", "route"})
# "adjuvant chemotherapy or radiotherapy": the setting may be that of both
_BEHIND_A_SETTING = regex(
    r"\b(?:neo-?\s?adjuvant|adjuvant|pre-?operative)\s+(?:systemic\s+|cytotoxic\s+)?(?:chemo|endocrine|hormon|systemic|biologic|therap|treatment)[\w-]*"
    r"(?:\s*(?:,|/|\bor\b|\band/or\b)\s*(?:(?!prior\b|previous\b|any\b)[\w-]+\s*){0,3})*\s*(?:,|/|\bor\b|\band/or\b)\s*(?:or\s+)?$",
    re.IGNORECASE,
)
_OF_ITS_OWN = frozenset({"surgery", "investigational agent", "immunosuppressive therapy", "corticosteroid", "vaccine"})
# "B7-H3 targeted agents", "EGFR/HER2-targeted small molecules": of one target, which alone excludes
_NAMES_A_TARGET = regex(
    r"(?:^|[\s(/])(?!(?:ANY|OR|AND|PRIOR|NO|NOT|OTHER|ALL)\b)(?:[A-Z]{2,}|[A-Z][\w-]*\d)[\w/-]*\)?[\s-]+$"
)
# as in: agents targeting IGF-1R (either an antibody or a kinase inhibitor); an ADC or antibody directed against HER3
_IN_ITS_BRACKET = regex(
    r"\b(?:target(?:ing|ed|s)?|directed (?:at|against|to)|against)\s[^.;()]{2,60}\("
    r"(?:(?:either|e\.g\.,?|such as|including|an?)\s+)*(?:[\w-]+\s+){0,3}(?:[\w-]+,?\s+or\s+(?:an?\s+)?)?$",
    re.IGNORECASE,
)
_SHARES_A_TARGET = regex(
    r"s?(?:,\s+[\w-]+(?:\s+[\w-]+)?)*,?\s+(?:or|and|and/or)\s+(?:(?!target|direct)[\w-]+\s+){1,3}?(?:targeting|directed\s+(?:at|against|to)|against)\b",
    re.IGNORECASE,
)
_OF_SOME_TARGET = frozenset(
    {
        "targeted therapy",
        "small molecule inhibitor",
        "tyrosine kinase inhibitor",
        "monoclonal antibody",
        "antibody-drug conjugate",
    }
)
# "CYP3A4 inhibitors, including antibiotics (clarithromycin)": of the class those that are named
_OF_MANY_SORTS = frozenset(
    {
        "antibiotic",
        "antifungal",
        "calcium channel blocker",
        "antiretroviral therapy",
        "anticonvulsant",
        "antidepressant",
    }
)
_OF_AN_ENZYME = regex(
    r"\b(?:cyp\w*|p-?gp|enzymes?)\W[^.;]{0,60}?\b(?:inhibit|induc)\w+(?:[^.]|(?<=\be)\.|(?<=\bg)\.){0,400}$"
    r"|\b(?:inhibit|induc)\w+\s+of\s+(?:cyp\w*|p-?gp)\b(?:[^.]|(?<=\be)\.|(?<=\bg)\.){0,400}$",
    re.IGNORECASE,
)
_ITS_MEMBERS = regex(r"s?\s*\((?:e\.?g\.?,?|such as|including|like)?\s*[a-z]", re.IGNORECASE)
_SO_MUCH = regex(r"\s*\(\s*\d+(?:[.,]\d+)?\s*(?:mg|mcg|µg|g|iu|units?)\b", re.IGNORECASE)  # "aspirin (325 mg/day)"
_BY_MOUTH = regex(r"\boral(?:ly)?\s+(?:administered\s+)?$", re.IGNORECASE)
_LOCAL = regex(
    r"\b(?:local|loco-?regional|regional|topical|intralesional|skin-directed|liver-directed)\s+$", re.IGNORECASE
)
_BY_ANY_ROUTE = frozenset(
    {
        "endocrine therapy",
        "chemotherapy",
        "targeted therapy",
        "small molecule inhibitor",
        "systemic therapy",
        "anticancer therapy",
    }
)
_LIES_AHEAD = regex(
    r"\W*(?:(?:is|are|that is|which is)\s+)?(?:planned|scheduled|anticipated|expected|foreseen)\b", re.IGNORECASE
)

_OF_ONE_PLACE = frozenset(
    {"surgery", "radiation therapy", "local therapy", "ablation", "radiofrequency ablation", "cryoablation", "embolization", "stereotactic radiosurgery"}
)  # fmt: skip
_SIDE = regex(r"\b(?:contralateral|ipsilateral)\s+$", re.IGNORECASE)
# "no tamoxifen (for patients with DCIS or LCIS)": it is read as whom the line concerns
_OF_WHOM = regex(r"^\s*\(for (?:patients|subjects|participants|those|women|men) (?:with|who)\b[^()]*\)", re.IGNORECASE)
# "those treated with radiation are not eligible": of whom the sentence before speaks
_OF_THOSE = regex(
    r"^\W*(?:those|(?:such|these)\s+(?:patients|subjects|women|participants))\b(?=[^.;]*$)", re.IGNORECASE
)
_OUT = regex(r"\b(?:not\s+(?:be\s+)?(?:allowed|eligible|permitted|included)|ineligible|excluded)\b", re.IGNORECASE)


def narrowed_treatment(requirement: Requirement, own: str, before: str, after: str) -> str | None:
    """Why the exclusion of a treatment does not hold of everyone who had it; None where nothing speaks against it."""
    if requirement.value in (None, "prior", "concurrent") and _LIES_AHEAD.match(after):
        return "the treatment that excludes lies ahead"
    measured = isinstance(requirement.value, Comparison) or any(key == "relapse" for key, _ in requirement.detail)
    if requirement.when is None and not measured and (why := without_its_time(requirement, before, after)) is not None:
        return why
    if (why := _of_what_stands_before(requirement, before, after) or one_kind(requirement, own, before)) is not None:
        return why
    if (why := _some_of_its_class(requirement, before, after)) is not None:
        return why
    dated_by_relapse = any(key == "relapse" for key, _ in requirement.detail)
    sites = [value for key, value in requirement.detail if key == "site"]
    told_where = bool(sites) and (requirement.concept == "radiation therapy" or is_elsewhere(sites[0]))
    before = _SIDE.sub("", before) if told_where else before
    for words, why in SAID_BEFORE:
        if words.search(before) and not (dated_by_relapse and words is HOW_SOON):
            return why
    for words, why in SAID_BEHIND:
        read = (
            (told_where and words is AT_ONE_PLACE)
            or (dated_by_relapse and words is WITH_AN_INTERVAL)
            or (isinstance(requirement.value, Comparison) and words is SO_LONG)
        )
        if words.match(after) and not read:
            return why
    if not is_anticancer_class(requirement.concept) and for_one_condition(before, after):
        return "it excludes who takes it for one condition"
    if requirement.concept in _BY_ANY_ROUTE and (by := _route(before)) is not None:
        return by
    behind = after if requirement.when is None else _ITS_WINDOW.sub(" ", after)
    known = measured or _NAIVE.search(own) or _KNOWN & {key for key, _ in requirement.detail}
    if not known and _limited(behind):
        return "the words behind it narrow the treatment"
    return None


def _some_of_its_class(requirement: Requirement, before: str, after: str) -> str | None:
    """Why only some of a class exclude: agents by their target or amount, local treatments by their place."""
    if requirement.concept in _OF_SOME_TARGET and _is_of_one_target(before, after):
        return "the words beside it narrow the treatment"
    details = dict(requirement.detail)
    if requirement.concept in _OF_ONE_PLACE and "site" not in details and LISTED_AT_ONE_PLACE.match(after):
        return "it excludes where it was given to one place"
    if "dose" not in details and not is_anticancer_class(requirement.concept) and _SO_MUCH.match(after):
        return "how much of it is taken decides"
    return None


def of_an_enzyme(requirement: Requirement, before: str, after: str) -> str | None:
    """Why of a class only some exclude, which stands with its members in the list of what acts on an enzyme."""
    listed = requirement.concept in _OF_MANY_SORTS and _ITS_MEMBERS.match(after) is not None
    return "only those exclude that act on the enzyme" if listed and _OF_AN_ENZYME.search(before) else None


def _is_of_one_target(before: str, after: str) -> bool:
    """Whether one target of a class of agents is named, before it, around its bracket or behind the next class."""
    return (
        _NAMES_A_TARGET.search(before) is not None
        or _IN_ITS_BRACKET.search(before) is not None
        or _SHARES_A_TARGET.match(after) is not None
    )


def _of_what_stands_before(requirement: Requirement, before: str, after: str) -> str | None:
    """Why it may be meant only of those, or in the setting, that were named before it."""
    if _OF_THOSE.match(before) and _OUT.search(after[:160]):
        return "it is said of whom the sentence before speaks"
    general = requirement.setting is None and requirement.concept not in _OF_ITS_OWN
    return (
        "the setting before the list may be meant of it too" if general and _BEHIND_A_SETTING.search(before) else None
    )


def _route(before: str) -> str | None:
    """By which way alone treatment in general is meant, by the word before it."""
    if _LOCAL.search(before) is not None:
        return "given locally only"
    return "given by mouth only" if _BY_MOUTH.search(before) is not None else None


def _limited(after: str) -> bool:
    """Whether the clause goes on with words that narrow a treatment, beyond when, for what and of whom it is asked."""
    whom = _OF_WHOM.match(after)
    after = after if whom is None else after[whom.end() :]
    stop = _CLAUSE_END.search(after)
    clause = after[: stop.start()] if stop else after
    return _LIMITS.search(_NO_LIMIT.sub(" ", clause)) is not None
