"""Owns what a sentence says of the cancer without asking it of everyone: proof, definitions, the time of something, one of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import All, Comparison, Kind, Leaf, Node, Requirement, Unparsed
from matcher.doubts.words.sentence import Around, around
from matcher.doubts.words.subjects import misnamed

_OF_THE_CANCER = frozenset({Kind.STAGE, Kind.METASTASIS, Kind.DISEASE_MEASURE, Kind.CANCER, Kind.BIOMARKER})
_CATEGORIES = frozenset({"T", "N", "M"})
_MEASURES = frozenset({"measurable disease", "evaluable disease", "progressive disease", "residual disease"})
# "…, or a palpable lesion", "RECIST) or increased CA-125", "; or relevant tumor markers": another way to follow the disease
_REACH = 300  # characters
_OR_ELSE = regex(
    r"(?:[^.\n]|\.(?=\d)|\n(?!\s*[*•-]))*?\bor\s+(?:an?\s+|the\s+|by\s+|have\s+|has\s+|patients\s+with\s+|evidence\s+of\s+|continued\s+|only\s+)*"
    r"(?:(?:relevant|increased|elevated|increasing|rising|abnormal|serum)\s+)*"
    r"(?:tumou?r\s+markers?|(?:ca[- ]?\d+(?:[.-]\d)?(?![\d-])|psa\b)(?!\s*\((?!breast)\w+\s+cancer)|(?:a\s+)?palpable"
    r"|bone[- ]only|bone\s+(?:metasta\w+|lesions?|disease)|non-?measurable|evaluable|"
    r"clinical\s+progression|loss\s+of\s+clinical|recurred|relapsed|positive\s+(?:lymph\s+)?nodes?|(?:lymph\s+)?nod(?:e|al)\s+involvement)\b",
    re.IGNORECASE,
)
# "suspicious manifestations of metastatic disease must be proven benign"
_MUST_BE_BENIGN = regex(
    r"(?:[^.;]|e\.\s?g\.|i\.\s?e\.){0,160}?\b(?:proven|shown|confirmed|demonstrated|documented|biopsied)"
    r"\b[^.;]{0,30}\b(?:benign|non-?malignant|negative for)\b",
    re.IGNORECASE,
)
# "bone metastases requires other disease that can be measured", "metastatic disease: limited to …": what is asked of those who have it
_BEGINS = regex(r"^\W*(?:the |all |any )?$", re.IGNORECASE)
_REQUIRES = regex(
    r"(?:\s+(?:breast|cancer|disease|lesions?))*\s*(?:requires?\b|:\s*(?:limited|restricted|only)\b)", re.IGNORECASE
)
_PROVEN_BY = regex(
    r"\s*(?:(?:disease|lesions?|involvement)\s+)*(?:must|should|has to|have to|needs? to)\s+be\s+"
    r"(?:documented|verified|evaluated|assessed)\s+(?:by|with|on)\b",
    re.IGNORECASE,
)
# a reduction in measurable disease by half, at least the number of measurable lesions
_OF_A_CHANGE = regex(r"\b(?:reduction|decrease|increase|shrinkage)\s+(?:in|of)\b[^.;]{0,100}$", re.IGNORECASE)
_OF_A_NUMBER = regex(r"\b(?:number|sum)\s+of\b[^.;]{0,60}$", re.IGNORECASE)
# "no greater than 5 cm for patients who are treated by lumpectomy"
_OF_THOSE_WHO = regex(
    r"[^.;:]{0,60}?\b(?:for|in)\s+(?:the\s+|all\s+|those\s+)?(?:patients|subjects|participants|women)\s+"
    r"(?:who\s+(?:are|were|have|will|undergo)|treated|undergoing|receiving)\b",
    re.IGNORECASE,
)
# at most so much of the marrow, or a bound of 5 x ULN "(liver metastases present)"
_SHARE_AT_MOST = regex(
    r"(?:\b(?:less|no more|not more) than|\bat most|\bup to|[<≤])\s*\d+\s*%\s*(?:of\s+)?(?:the\s+)?$", re.IGNORECASE
)
_OF_A_BOUND = regex(
    r"\b(?:uln|limits?(?:\s+of\s+normal)?|normal)\)?\s*\(\s*(?:if\s+|with\s+|for\s+)?(?:the\s+)?$", re.IGNORECASE
)
# all brain lesions must lie outside the brainstem
_OF_ALL = regex(r"^\W*(?:all|any)\s+$", re.IGNORECASE)
_MUST = regex(r"[^.;,:]{0,30}?\bmust\b", re.IGNORECASE)
# "have received two chemotherapies and have relapsed": it went on after these
_AFTER_TREATMENT = regex(
    r"\b(?:chemotherap\w+|therap\w+|regimens?|treatments?|lines?)\b[^.;]{0,80}\b(?:and|or)\s+(?:(?:have|has|had|then|since|subsequently)\s+)+$",
    re.IGNORECASE,
)
_CAME_BACK = regex(r"(?:relapsed|recurred)$", re.IGNORECASE)
# for patients with a T1a tumor a specimen must be sent
_FOR_THOSE_WITH = regex(
    r"^\W*for\s+(?:all\s+|those\s+)?(?:patients|subjects|participants|women)\s+(?:with|who have|whose)\s[^.;:]{0,60}$",
    re.IGNORECASE,
)
# "confirmation of diagnosis of metastatic cancer by the laboratory": who confirms it, whatever it is
_CONFIRMATION_OF = regex(r"\bconfirmation of (?:the )?diagnosis of\s+$", re.IGNORECASE)
_BY_WHOM = regex(
    r"[^.;]{0,60}\bby (?:the|an?)\b[^.;]{0,60}\b(?:laboratory|pathology|pathologist|institution)\b", re.IGNORECASE
)
_REPORTED_AS = regex(
    r"\b(?:is|are|be)\s+(?:reported|scored|called|termed|labell?ed|interpreted|recorded|regarded|counted|classified)\s+as\s+(?:an?\s+|being\s+)?$",
    re.IGNORECASE,
)
# "≥ 10 fmol/mg or positive by IHC"
_OR_POSITIVE = regex(r"[^.;]{0,30}\bor\s+(?:receptor\s+)?positive\s+(?:by|on|with)\b", re.IGNORECASE)
# "surgical resection of residual tumor after the chemotherapy that is planned", "minimal residual disease": it need not be there
_TO_BE_RESECTED = regex(
    r"\b(?:candidates?|planned|scheduled|eligible|amenable|plans?)\b[^.;]{0,120}\b"
    r"(?:resection|surgery|removal|excision)\s+of\s+(?:the\s+|any\s+)?$"
    r"|\b(?:minimal|no more than|at most)\s+$",
    re.IGNORECASE,
)
# "stage III, or operable large cancer (> 3 cm)": what the bracket says is of the last
_EXTENT = r"(?:locally\s+advanced|inflammatory|metastatic|recurrent|stages?\s+[ivx\d]+[abc]?)"
_SIZE_OF_THE_LAST = regex(rf"\b{_EXTENT}\b[^.;()]{{0,40}},?\s+or\s+(?:[\w-]+\s+){{1,6}}\([^()]*$", re.IGNORECASE)
_EXTENT_OR = regex(rf"\b{_EXTENT}\b[^.;()]{{0,30}}?,\s+or\s+(?:\W?[\w-]+\W?\s+){{1,3}}$", re.IGNORECASE)
# "breast cancer, including recurrent disease": it takes in, and does not narrow
_INCLUDING = regex(
    r"\w\W+including\b(?!\s+(?:at\s+least|a\s+minimum|both|one\s+or\s+more|all\b))"
    r"(?:(?!,?\s+(?:and|with|who|but)\s+(?:must|have|has|no\b|with|who|are|is)\b)[^.;:])*$",
    re.IGNORECASE,
)
# Examples in a bracket ask for nothing of their own
_EXAMPLES = regex(
    r"[(\[]\s*(?:which |that |this |these )?(?:includ\w*|e\.?g\.?|such as|i\.?e\.?|for example)\b", re.IGNORECASE
)
_DENIED = regex(r"\b(?:no|not|none|without|never|except)\b", re.IGNORECASE)
_SAYS_AGAIN = regex(r"[(\[]\s*i\.?e\.?[^()\[\]]*$", re.IGNORECASE)
_CLOSED = regex(r"\([^()]*\)|\[[^\[\]]*\]")


def in_examples(before: str) -> bool:
    """Whether a bracket that gives examples stands open: what is in it asks for nothing of its own."""
    opened = max(before.rfind("("), before.rfind("["))
    closed = max(before.rfind(")"), before.rfind("]"))
    return opened > closed and bool(_EXAMPLES.match(before[opened:]))


def takes_in(requirement: Requirement, words: Around) -> bool:
    """Whether a sentence only says that something is meant too."""
    if requirement.concept in _CATEGORIES and _SAYS_AGAIN.search(words.before) and not _DENIED.search(words.before):
        return False  # "node-negative disease (i.e. T1-3, N0, M0)"
    if in_examples(words.before):
        return True
    if requirement.kind not in _OF_THE_CANCER:
        return False
    return _INCLUDING.search(_CLOSED.sub(" ", words.clause)) is not None


def only_taken_in(nodes: Sequence[Node], text: str) -> bool:
    """Whether all alternatives of a choice are only taken in: "breast cancer, including recurrent or metastatic"."""
    if not all(isinstance(part, Leaf) and part.requirement.kind in _OF_THE_CANCER for part in nodes):
        return False
    each = [(part.requirement, around(part.span, text)) for part in nodes if isinstance(part, Leaf)]
    return all(takes_in(requirement, words) and _SAYS_AGAIN.search(words.before) is None for requirement, words in each)


def open_part(nodes: Sequence[Node], text: str) -> Unparsed | None:
    """What is left open of a choice of which something is said aside."""
    for part in nodes:
        if not isinstance(part, Leaf):
            continue
        requirement, words = part.requirement, around(part.span, text)
        why = said_aside(requirement, words, alone=False)
        if why is None and requirement.kind is Kind.STAGE:
            why = misnamed(requirement, words.own, words.before, words.after)
        if why is not None:
            return Unparsed(part.span, why)
    return None


def said_aside(requirement: Requirement, words: Around, *, alone: bool = True) -> str | None:
    """Why what a sentence says of the cancer may not be asked of everyone; None where nothing speaks for that.

    ``alone`` is whether it is no member of a choice that was read.
    """
    if requirement.kind not in _OF_THE_CANCER:
        return None
    if _MUST_BE_BENIGN.match(words.rest):
        return "it must be shown not to be there"
    if _FOR_THOSE_WITH.search(words.clause):
        return "it says of whom the rest of the sentence is asked"
    if requirement.kind is Kind.DISEASE_MEASURE:
        return _of_a_measure(requirement, words, alone=alone)
    if requirement.kind is Kind.BIOMARKER:
        return _of_a_marker(requirement, words)
    return _of_an_extent(requirement, words)


def _of_a_measure(requirement: Requirement, words: Around, *, alone: bool) -> str | None:
    if alone and requirement.concept in _MEASURES and _OR_ELSE.match(words.after[:_REACH]):
        return "another way to follow the disease may do"
    if _OF_THOSE_WHO.match(words.rest):
        return "the words behind it say of whom it is asked"
    if _OF_A_CHANGE.search(words.clause):
        return "it says how a change is measured"
    if requirement.concept == "residual disease" and _TO_BE_RESECTED.search(words.clause):
        return "it need not be there now"
    if requirement.concept == "tumor size" and _SIZE_OF_THE_LAST.search(words.clause + words.own):
        return "the size may be of the last alternative only"
    return None


def _of_a_marker(requirement: Requirement, words: Around) -> str | None:
    if _REPORTED_AS.search(words.clause):
        return "it says what the state is called"
    another = isinstance(requirement.value, Comparison) and _OR_POSITIVE.match(words.rest)
    return "another assay may do" if another else None


def _of_an_extent(requirement: Requirement, words: Around) -> str | None:
    if _BEGINS.match(words.clause) and _REQUIRES.match(words.rest):
        return "it says of whom the rest of the sentence is asked"
    if requirement.kind is Kind.METASTASIS:
        return _of_a_spread(words)
    if requirement.kind is not Kind.STAGE:
        return None
    if _REPORTED_AS.search(words.clause):
        return "it says what is called so"
    if _CONFIRMATION_OF.search(words.clause) and _BY_WHOM.match(words.rest):
        return "it says who confirms it"
    if requirement.concept == "recurrent" and _CAME_BACK.search(words.own) and _AFTER_TREATMENT.search(words.clause):
        return "the disease may have gone on without an interval"
    of_the_last = requirement.concept == "metastatic" and _EXTENT_OR.search(words.clause)
    return "it may be said of the last alternative only" if of_the_last else None


def _of_a_spread(words: Around) -> str | None:
    if _SHARE_AT_MOST.search(words.clause) or _OF_A_BOUND.search(words.clause):
        return "it need not be there"
    if _OF_ALL.match(words.clause) and _MUST.match(words.rest):
        return "it says of whom the rest of the sentence is asked"
    if _BEGINS.match(words.clause) and _PROVEN_BY.match(words.rest):
        return "it says how it is proven where it is there"
    return "it is counted" if _OF_A_NUMBER.search(words.clause) else None


# "measurable disease, or bone lesions in the absence of measurable disease"
_NOT_MEASURED = regex(r"\babsence of measurable disease", re.IGNORECASE)


def bone_disease(nodes: Sequence[Node], text: str) -> Node | None:
    """The further alternative of "measurable disease, or bone lesions in the absence of it": other lesions may be beside them."""
    for part in nodes:
        if (
            isinstance(part, Leaf)
            and part.requirement.concept == "bone only"
            and _NOT_MEASURED.search(part.span.of(text))
        ):
            bone = Leaf(replace(part.requirement, concept="bone"), part.span)
            return All((bone, Unparsed(part.span, "whether they can be measured is not said")), part.span)
    return None
