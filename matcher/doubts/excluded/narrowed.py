"""Owns exclusions that other words of their sentence narrow: they rule out some of those whom their name fits."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import Kind, Requirement
from matcher.doubts.excluded.narrowed_condition import narrowed_condition
from matcher.doubts.excluded.narrowed_treatment import narrowed_treatment
from matcher.doubts.excluded.said_of_treatments import NOT_HAD
from matcher.doubts.words.sentence import Around

# "pure blastic bone metastases", "brain metastases diagnosed within 3 months": some of them
_OF_A_KIND = regex(
    r"\b(?:pure(?:ly)?|blastic|osteoblastic|sclerotic|lytic|osteolytic|isolated|solitary|new(?:ly)?|large|extensive|diffuse|massive|multiple|bulky|"
    r"impending|unstable|painful|severe|rapidly)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_WITHIN = regex(
    r"^[^.;\n]{0,60}?\bwithin\s+(?:the\s+)?(?:last\s+|past\s+|previous\s+)?[\w-]+\s+(?:days?|weeks?|months?|years?)\b",
    re.I,
)
_EXTENT = regex(
    r"^[\w\s]{0,20}?(?:[<>≤≥]|\b(?:(?:greater|more|less|larger) than|exceeding|over|involving|occupying)\b|\bof\b[^.;,]{0,20}\d)",
    re.IGNORECASE,
)
# "> 3 metastases in the liver", "four or more brain metastases"
_A_NUMBER_OF = regex(
    r"(?:[<>≤≥]\s*\d+|\b(?:\d+|two|three|four|five|six|ten)(?: or (?:more|fewer))?)\s+"
    r"(?:(?!(?:with|of|in|or|and|days?|weeks?|months?|years?)\b)[\w-]+\s+){0,2}$",
    re.I,
)
# "allergy to more than one antibiotic"
_SEVERAL = regex(
    r"\b(?:more than (?:one|1|two|2)|(?:two|2|three|3) or more|at least (?:two|2|three|3)|multiple|several)\s+(?:(?:different|other|of|the)\s+)*$",
    re.I,
)
# "bone metastases without lysis", "liver metastases that are symptomatic"
_LACKING = regex(
    r"^\s*(?:\([^()]*\)\s*)?(?:(?:disease|cancer|lesions?)\s+)?(?:without|that (?:is|are|has|have|show)|which (?:is|are|has|have))\b",
    re.I,
)
_OF_AN_ORGAN = regex(
    r"^\W*(?:or\s+[\w-]+\s+)?(?:[\w-]+\s+){0,3}?(?:liver|hepatic|kidney|renal|cardiac|cardiovascular|heart|pulmonary|lung|airway|"
    r"respiratory|vascular|atheroscler\w+|diabet\w+|dementia|cirrhosis|sarcoidosis|fibrosis|hiv|age|directives?)\b"
    r"(?!\s*(?:metasta|involvement|lesions?))",
    re.IGNORECASE,
)
# "patients with metastatic disease who …": whom the sentence is about, not what excludes them
_SUBJECT_OF = regex(
    r"^(?:[^()\n.;:,]{0,40}\([^()\n]{0,40}\))?[\w\s/()-]{0,50}?(?:,\s*)?\b"
    r"(?:who|whose|whom|with(?! (?:the )?exceptions?\b)|without|diagnosed|occurring|developing|detected|arising|that"
    r"|which|requiring|after|if|when|(?<!patients )and (?:who|who\w*|with|have|has))\b",
    re.IGNORECASE,
)
SAYS_WHICH = "the rest of the sentence says which of these patients are excluded"
"""What speaks against an exclusion of whom more is said behind it."""
_DESCRIBES = (Kind.STAGE, Kind.CANCER, Kind.BIOMARKER, Kind.SEX, Kind.AGE, Kind.MENOPAUSE)
_OF_THE_BREAST = regex(r"^[\w\s]{0,20}?\bwith\s+(?:\w+\s+)?breast\b", re.IGNORECASE)
_CONFINED = regex(r"^[\w\s/()-]{0,30}?\b(?:confined|limited|restricted|only) (?:to|in|of|within)\b", re.IGNORECASE)
# "an interval from surgery to recurrence of under a year": between what the time runs
_AS_A_TIME = regex(
    r"\b(?:interval|period|time|duration|days?|weeks?|months?|years?)\b[^.;\n]{0,120}\b(?:to|until|and|before|between)\s+(?:the\s+|their\s+|first\s+|a\s+)*$",
    re.IGNORECASE,
)
# "given after surgery or for advanced disease"
_GIVEN_FOR = regex(
    r"\b(?:setting|adjuvant|reduction|therapy|treatments?|received|given|used|lines?|regimens?)"
    r"\b[^.;\n]{0,60}\bfor\s+(?:[\w-]+\s+){0,5}?(?:the |their |or |and )?$",
    re.IGNORECASE,
)
_IN_ONE_PLACE = regex(
    r"^\s*(?:disease|cancers?|tumou?rs?|lesions?|involvement|spread)?\s*(?:to|in|of|involving|affecting)\s+"
    r"(?:the\s+)?(?:"
    r"central nervous|cns\b|brain|mening\w+|lepto\w+|spinal|liver|lungs?|bones?|skin|pleura\w*|contralateral|visceral)",
    re.IGNORECASE,
)
# "skin metastases as the only site"
_AS_ONLY_SITE = regex(r"^[^.;\n]{0,90}?\b(?:as|is|are|being) (?:the |their |an? )?(?:only|sole)\b", re.IGNORECASE)
# "no evidence of progression of metastases"
_PROGRESSION_OF = regex(
    r"\b(?:progress\w+|growth|worsening|enlargement)\s+(?:of|in)\s+(?:(?:the|their|her|any|known|all)\s+)*$",
    re.IGNORECASE,
)
# "a history of invasive or metastatic cancer within 5 years of the diagnosis"
_HISTORY_OF = regex(r"\b(?:prior|previous|history of)\s+(?:[\w-]+\s+or\s+)?$", re.IGNORECASE)
_CANCER_WITHIN = regex(r"^\s+(?:cancer|malignanc\w+)\s+(?:within|in the)\b", re.IGNORECASE)
_MARROW = regex(r"^[\s-]*marrow\b", re.IGNORECASE)
_QUALIFIED = regex(
    r"\b(?:uncontrolled|unstable|extensive|bulky|massive|severe|serious|significant\w*|active|symptomatic|poorly"
    r"|decompensated|advanced|debilitating|life-threatening|life threatening|rapidly|crisis|"
    r"clinically|concurrent|intercurrent|major|acute|refractory|requir\w+|interfer\w+|affecting|involving|could|would|might|may)\b",
    re.IGNORECASE,
)
_EXAMPLE = regex(
    r"\b(?:e\.?\s?g\.?|i\.?\s?e\.?|such as|including|includes?|for example|like|defined as)(?!\w)[^.;]*$"
    r"|\b(?:illness(?:es)?|diseases?|conditions?|disorders?)\s*:(?=[^:]*$)|\((?=[^()]*$)",
    re.IGNORECASE,
)

# "uncontrolled diseases (e.g. asthma)": what conditions share that are named together, and so each of their examples
_STATE = regex(
    r"(?:^|[,;*-]|\b(?:any|other|with|has|have|or|of))\s*(uncontrolled|unstable|active|symptomatic)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def narrowed(requirement: Requirement, own: str, before: str, after: str) -> str | None:
    """Why an exclusion does not hold of everyone whom the requirement fits; None where nothing speaks against it.

    ``own`` are its words, ``before`` those of its sentence that stand before, ``after`` the text that follows.
    """
    if requirement.kind is Kind.THERAPY:
        if "prophyla" in own.lower() and "prophyla" not in requirement.concept:
            return "given to prevent, not to treat"
        return narrowed_treatment(requirement, own, before, after)
    if requirement.kind is Kind.ALLERGY and _SEVERAL.search(before):
        return "only who reacts to several of them is excluded"
    if requirement.kind is Kind.LINES and NOT_HAD.search(before):
        return "having had the treatment is not what excludes"
    second = requirement.concept == "other malignancy"  # its states and exceptions are read by its own recogniser
    if (elsewhere := _elsewhere(requirement, before, after)) is not None:
        return elsewhere
    if requirement.kind in (Kind.STAGE, Kind.METASTASIS) and _CONFINED.match(after):
        return "the words behind it say where the cancer is confined to"
    if requirement.kind is Kind.METASTASIS and _some_of_them(requirement, before, after):
        return "the words around it say which of it excludes"
    if requirement.kind is Kind.STAGE and _OF_AN_ORGAN.match(after):
        return "it is said of another disease"
    of_all_men = requirement.kind is Kind.SEX and _OF_THE_BREAST.match(after)
    if requirement.kind in _DESCRIBES and not second and not of_all_men and _SUBJECT_OF.match(after):
        return SAYS_WHICH
    of_it = narrowed_condition(requirement, own, before, after) if requirement.kind is Kind.COMORBIDITY else None
    if of_it is not None:
        return of_it
    plain = requirement.value is None if requirement.kind is Kind.COMORBIDITY else requirement.value in (None, "any")
    if requirement.kind in (Kind.COMORBIDITY, Kind.METASTASIS) and plain and _is_qualified_example(before, own):
        return "an example excludes only as what it is an example of"
    return None


def _some_of_them(requirement: Requirement, before: str, after: str) -> bool:
    """Whether only so many, so large, of such a kind or of such a time exclude."""
    if requirement.value != "none" and _A_NUMBER_OF.search(before):
        return True
    if requirement.value not in (None, "any"):
        return False
    recent = requirement.when is None and _WITHIN.match(after)
    return bool(recent or _LACKING.match(after) or _EXTENT.match(after) or _OF_A_KIND.search(before))


def _elsewhere(requirement: Requirement, before: str, after: str) -> str | None:
    """Why an exclusion of an extent or a site may mean a time, or another place."""
    if requirement.kind in (Kind.STAGE, Kind.METASTASIS) and _PROGRESSION_OF.search(before):
        return "it is its progression that excludes"
    if requirement.concept == "metastatic" and _HISTORY_OF.search(before) and _CANCER_WITHIN.match(after):
        return "it is said of another cancer"
    if requirement.kind is Kind.STAGE and _GIVEN_FOR.search(before):
        return "it says what something was given for"
    if requirement.kind is Kind.STAGE and _AS_A_TIME.search(before):
        return "it says from when to when the time runs"
    if requirement.kind is Kind.STAGE and _IN_ONE_PLACE.match(after):
        return "it is disease of one place that excludes"
    only = requirement.concept.endswith(" only")
    if requirement.kind is Kind.METASTASIS and not only and _AS_ONLY_SITE.match(after):
        return "it excludes where it is the only site"
    if requirement.concept == "bone" and _MARROW.match(after):
        return "the marrow is not the bone"
    return None


def as_an_example(requirement: Requirement, own: str, before: str) -> Requirement | None:
    """A condition that is an example of uncontrolled ones, as uncontrolled; None where it is no such example."""
    if (
        requirement.kind is not Kind.COMORBIDITY
        or requirement.value is not None
        or not _is_qualified_example(before, own)
    ):
        return None
    example = _EXAMPLE.search(before)
    state = _STATE.search(before[: example.start()]) if example else None
    return replace(requirement, concept=f"{state[1].lower()} {requirement.concept}") if state else None


_UNCONTROLLED_LIST = regex(
    r"^\W*(?:any\s+)?(uncontrolled|unstable)\b[^.;:\n]{0,60}\b(?:illness(?:es)?|diseases?|conditions?|disorders?)\b[^.;:\n]{0,40}\binclud\w+[^.;:\n]{0,40}:",
    re.IGNORECASE,
)


def as_listed(requirement: Requirement, words: Around) -> Requirement | None:
    """A condition in the lines under "uncontrolled illness including:", as uncontrolled; None where it is no such line."""
    if requirement.kind is not Kind.COMORBIDITY or requirement.value is not None or requirement.when is not None:
        return None
    head = _UNCONTROLLED_LIST.match(words.heading)
    if head is None or _QUALIFIED.search(words.own) or _QUALIFIED.search(words.clause):
        return None
    return replace(requirement, concept=f"{head[1].lower()} {requirement.concept}")


# "significant heart disease, including any of the following: atrial fibrillation, …": what counts as that, and no examples
_ANY_OF_THESE = regex(r"including any (?:one )?(?:or more )?of (?:the following|these)\b", re.IGNORECASE)


def _is_qualified_example(before: str, own: str) -> bool:
    example = _EXAMPLE.search(before)
    if example is None or _QUALIFIED.search(own):
        return False
    head = before[: example.start()]
    if _ANY_OF_THESE.match(before, example.start()) and _STATE.search(head) is None:
        return False
    return _QUALIFIED.search(head) is not None
