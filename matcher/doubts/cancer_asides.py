"""Owns what a sentence says of the cancer without asking it of everyone: proof, definitions, the time of something, one of several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.patterns import regex
from criteria.tree import Comparison, Kind, Leaf, Node, Requirement, Unparsed
from matcher.doubts.sentence import Around, around
from matcher.doubts.subjects import misnamed

_OF_THE_CANCER = frozenset({Kind.STAGE, Kind.METASTASIS, Kind.DISEASE_MEASURE, Kind.CANCER, Kind.BIOMARKER})
_MEASURES = frozenset({"measurable disease", "evaluable disease", "progressive disease", "residual disease"})
# "…, or a palpable lesion", "RECIST) or increased CA-125", "; or relevant tumor markers": another way to follow the disease
_REACH = 300  # characters
_OR_ELSE = regex(
    r"(?:[^.\n]|\.(?=\d)|\n(?!\s*[*•-]))*?\bor\s+(?:an?\s+|the\s+|by\s+|have\s+|has\s+|patients\s+with\s+|evidence\s+of\s+|continued\s+|only\s+)*"
    r"(?:(?:relevant|increased|elevated|increasing|rising|abnormal|serum)\s+)*"
    r"(?:tumou?r\s+markers?|(?:ca[- ]?\d+(?:[.-]\d)?(?![\d-])|psa\b)(?!\s*\((?!breast)\w+\s+cancer)|(?:a\s+)?palpable|bone[- ]only|bone\s+(?:metasta\w+|lesions?|disease)|non-?measurable|evaluable|"
    r"clinical\s+progression|loss\s+of\s+clinical|recurred|relapsed|positive\s+(?:lymph\s+)?nodes?|(?:lymph\s+)?nod(?:e|al)\s+involvement)\b",
    re.IGNORECASE,
)
# "suspicious manifestations of metastatic disease must be proven benign"
_MUST_BE_BENIGN = regex(
    r"(?:[^.;]|e\.\s?g\.|i\.\s?e\.){0,160}?\b(?:proven|shown|confirmed|demonstrated|documented|biopsied)\b[^.;]{0,30}\b(?:benign|non-?malignant|negative for)\b",
    re.IGNORECASE,
)
# "bone metastases requires other disease that can be measured", "metastatic disease: limited to …": what is asked of those who have it
_BEGINS = regex(r"^\W*(?:the |all |any )?$", re.IGNORECASE)
_REQUIRES = regex(
    r"(?:\s+(?:breast|cancer|disease|lesions?))*\s*(?:requires?\b|:\s*(?:limited|restricted|only)\b)", re.IGNORECASE
)
_PROVEN_BY = regex(
    r"\s*(?:(?:disease|lesions?|involvement)\s+)*(?:must|should|has to|have to|needs? to)\s+be\s+(?:documented|verified|evaluated|assessed)\s+(?:by|with|on)\b",
    re.IGNORECASE,
)
# a reduction in measurable disease by half, at least the number of measurable lesions
_OF_A_CHANGE = regex(r"\b(?:reduction|decrease|increase|shrinkage)\s+(?:in|of)\b[^.;]{0,100}$", re.IGNORECASE)
_OF_A_NUMBER = regex(r"\b(?:number|sum)\s+of\b[^.;]{0,60}$", re.IGNORECASE)
# "no greater than 5 cm for patients who are treated by lumpectomy"
_OF_THOSE_WHO = regex(
    r"[^.;:]{0,60}?\b(?:for|in)\s+(?:the\s+|all\s+|those\s+)?(?:patients|subjects|participants|women)\s+(?:who\s+(?:are|were|have|will|undergo)|treated|undergoing|receiving)\b",
    re.IGNORECASE,
)
# "< 2 cm invasive ductal carcinoma and < 2.5 cm DCIS"
_SIZE_OF_A_KIND = regex(
    r"\s*(?:for\s+|in\s+|of\s+)?(?:pure\s+)?(?:invasive|ductal|lobular|dcis|in[- ]situ)\b[^.;]{0,40}\b(?:and|or)\s+(?:\\?[<>≤≥]=?|less than|up to|at most)[^.;]{0,12}\d",
    re.IGNORECASE,
)
_ONE_OF_A_LIST = regex(r"\s*,[^.;()]{0,60}\band\s*/\s*or\b", re.IGNORECASE)  # "(> 2 cm, T2, T3 and/or N1)"
# at most so much of the marrow, or a bound of 5 x ULN "(liver metastases present)"
_SHARE_AT_MOST = regex(
    r"(?:\b(?:less|no more|not more) than|\bat most|\bup to|[<≤])\s*\d+\s*%\s*(?:of\s+)?(?:the\s+)?$", re.IGNORECASE
)
_OF_A_BOUND = regex(
    r"\b(?:uln|limits?(?:\s+of\s+normal)?|normal)\)?\s*\(\s*(?:if\s+|with\s+|for\s+)?(?:the\s+)?$", re.IGNORECASE
)
# all brain lesions must lie outside the brainstem; patients with liver metastases: a bound of a lab
_OF_ALL = regex(r"^\W*(?:all|any)\s+$", re.IGNORECASE)
_MUST = regex(r"[^.;,:]{0,30}?\bmust\b", re.IGNORECASE)
_THOSE_WITH = regex(r"^\W*(?:patients|subjects|participants)\s+with\s+(?:[\w/-]+\s+){0,3}$", re.IGNORECASE)
_THEN_COLON = regex(r"[^.;:]{0,30}:\s*\S")
_SPREAD = regex(r"\bmetastatic\b", re.IGNORECASE)
_RATE = regex(r"\s*(?:/|per\s+)\s*(?:year|month|annum)", re.IGNORECASE)
# "have received two chemotherapies and have relapsed": it went on after these
_AFTER_TREATMENT = regex(
    r"\b(?:chemotherap\w+|therap\w+|regimens?|treatments?|lines?)\b[^.;]{0,80}\b(?:and|or)\s+(?:(?:have|has|had|then|since|subsequently)\s+)+$",
    re.IGNORECASE,
)
_CAME_BACK = regex(r"(?:relapsed|recurred)$", re.IGNORECASE)
# "hormonal therapy for estrogen receptor positive disease": whose therapy it is
_ITS_OWN_THERAPY = regex(
    r"\b(?:hormon\w+|endocrine|anti-?o?estrogen\w*)\s+(?:therap\w+|treatments?|agents?)\s+(?:for|in|of)\s+(?:the\s+|their\s+|an?\s+)?$",
    re.IGNORECASE,
)
_HORMONE_RECEPTORS = frozenset({"ER", "PR", "HR"})
# for patients with a T1a tumor a specimen must be sent; participants with bilateral cancers which are both HR-positive
_FOR_THOSE_WITH = regex(
    r"^\W*for\s+(?:all\s+|those\s+)?(?:patients|subjects|participants|women)\s+(?:with|who have|whose)\s[^.;:]{0,60}$",
    re.IGNORECASE,
)
_WHO_HAVE = regex(r"^\W*(?:patients|subjects|participants|women)\s+(?:who\s+have|with)\s+$", re.IGNORECASE)
_WHICH_ARE = regex(r"\s*(?:which|that)\s+(?:are|is)\s+(?:both|all|each)\b", re.IGNORECASE)
_EXPLAINS = regex(r"^\W*i\.?e\.?,?\s", re.IGNORECASE)  # a clause of its own, which says the one before it again
_DATE_OF = regex(r"\bdate\s+of\s+[^.;,]{0,60}$", re.IGNORECASE)
# "a negative amplification should be verified by FISH for those patients with 2+"
_TEST_OF_SOME = regex(
    r"\b(?:should|must|will|has to)\s+be\s+(?:verified|confirmed|retested|tested|evaluated|checked)\b[^.;]{0,60}\b(?:for|in)\s+(?:those\s+|all\s+)?(?:patients|subjects|participants|tumou?rs|cases|samples)\s+(?:with|who|that)\b",
    re.IGNORECASE,
)
_REPORTED_AS = regex(
    r"\b(?:is|are|be)\s+(?:reported|scored|called|termed|labell?ed|interpreted|recorded|regarded|counted|classified)\s+as\s+(?:an?\s+|being\s+)?$",
    re.IGNORECASE,
)
_MISPRINT = regex(r"\s+of\s+(?:positive|negative)\b", re.IGNORECASE)  # "HER2 negative of positive"
# "HER2-0: …" over "HER2-low: …": definitions of the states that are taken
_STATE_BEFORE = regex(r"(?:^|\n)[^\n:]{0,12}\bher-?2[ -](?:0|zero|null|ultra-?low|low)\s*:[^:]{0,300}$", re.IGNORECASE)
_COLON = regex(r"\s*:")
_OR_POSITIVE = regex(
    r"[^.;]{0,30}\bor\s+(?:receptor\s+)?positive\s+(?:by|on|with)\b", re.IGNORECASE
)  # "≥ 10 fmol/mg or positive by IHC"
# "patients whose tumor is ER negative … must have the progesterone receptor assayed"
_WHOSE_TUMOR_IS = regex(
    r"\b(?:patients|subjects|participants|women|those)\s+whose\s+(?:tumou?rs?|cancers?|disease)\s+(?:is|are)\s+$",
    re.IGNORECASE,
)
# "patients whose tumors have been tested elsewhere and found to have a mutation will have it confirmed"
_TESTED_BEFORE = regex(
    r"^\W*(?:patients|subjects|participants|women|those)\s+whose\s+(?:tumou?rs?|cancers?)\s+(?:have|has|had|were|was)\s+(?:been\s+)?tested\b",
    re.IGNORECASE,
)
_HAS_BEEN_DONE = regex(r"\s*(?:[\w/]+\s+)?(?:has|have|had)\s+been\s+(?:done|performed|carried)\b", re.IGNORECASE)
_ASSOCIATED = regex(r"\bassociated\s+with\s+(?:[\w-]+\s+(?:mutations?\s+)?(?:or|and|and/or)\s+)?$", re.IGNORECASE)
_NON_CARRIER = regex(r"\bnon-?\s?carriers?\b", re.IGNORECASE)
_MUST_BE_TESTED = regex(
    r"[^.;]{0,120}?\b(?:must|should|will)\s+(?:have|be|undergo)\b[^.;]{0,60}\b(?:assay\w*|test\w*|re-?test\w*|determin\w+|analy[sz]\w+|evaluat\w+)\b",
    re.IGNORECASE,
)
# "surgical resection of residual tumor after the chemotherapy that is planned", "minimal residual disease": it need not be there
_TO_BE_RESECTED = regex(
    r"\b(?:candidates?|planned|scheduled|eligible|amenable|plans?)\b[^.;]{0,120}\b(?:resection|surgery|removal|excision)\s+of\s+(?:the\s+|any\s+)?$|\b(?:minimal|no more than|at most)\s+$",
    re.IGNORECASE,
)
# "stage III, or operable large cancer (> 3 cm)", "noninvasive or invasive (stage I-III)": what the bracket says is of the last
_EXTENT = r"(?:locally\s+advanced|inflammatory|metastatic|recurrent|stages?\s+[ivx\d]+[abc]?)"
_SIZE_OF_THE_LAST = regex(rf"\b{_EXTENT}\b[^.;()]{{0,40}},?\s+or\s+(?:[\w-]+\s+){{1,6}}\([^()]*$", re.IGNORECASE)
_EXTENT_OR = regex(rf"\b{_EXTENT}\b[^.;()]{{0,30}}?,\s+or\s+(?:\W?[\w-]+\W?\s+){{1,3}}$", re.IGNORECASE)
_STAGE_OF_THE_LAST = regex(
    r"\b(?:non-?invasive|in situ|dcis)\s+(?:or|and|and/or)\s+invasive\s*\([^()]*$", re.IGNORECASE
)
_NOT_INCLUDED = regex(r"\b(?:this|it|which|these|they|that)\s+(?:does|do)\s+not\s+include\b[^.;()]*$", re.IGNORECASE)
# "breast cancer, including recurrent disease": it takes in, and does not narrow
_INCLUDING = regex(
    r"\w\W+including\b(?!\s+(?:at\s+least|a\s+minimum|both|one\s+or\s+more|all\b))(?:(?!,?\s+(?:and|with|who|but)\s+(?:must|have|has|no\b|with|who|are|is)\b)[^.;:])*$",
    re.IGNORECASE,
)
# Examples in a bracket ask for nothing of their own
_EXAMPLES = regex(
    r"[(\[]\s*(?:which |that |this |these )?(?:includ\w*|e\.?g\.?|such as|i\.?e\.?|for example)\b", re.IGNORECASE
)
_SAYS_AGAIN = regex(r"[(\[]\s*i\.?e\.?[^()\[\]]*$", re.IGNORECASE)
_PREFERRED = regex(r"\bpreference\s+(?:will|is|may|shall)\b[^.;]*$", re.IGNORECASE)
_DISCUSSED = regex(r"\s*(?:could|can|may|should|will|must)\s+be\s+discussed\b", re.IGNORECASE)
_CLOSED = regex(r"\([^()]*\)|\[[^\[\]]*\]")


def in_examples(before: str) -> bool:
    """Whether a bracket that gives examples stands open: what is in it asks for nothing of its own."""
    opened = max(before.rfind("("), before.rfind("["))
    closed = max(before.rfind(")"), before.rfind("]"))
    return opened > closed and bool(_EXAMPLES.match(before[opened:]))


def takes_in(requirement: Requirement, words: Around) -> bool:
    """Whether a sentence only says that something is meant too, or is not meant."""
    if in_examples(words.before):
        return True
    if requirement.kind not in _OF_THE_CANCER:
        return False
    if _PREFERRED.search(words.clause) or _DISCUSSED.match(words.rest):
        return True
    return bool(_NOT_INCLUDED.search(words.clause) or _INCLUDING.search(_CLOSED.sub(" ", words.clause)))


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
    if _EXPLAINS.match(words.clause):
        return "it explains the clause before it"
    if requirement.kind is Kind.DISEASE_MEASURE:
        return _of_a_measure(requirement, words, alone=alone)
    if requirement.kind is Kind.BIOMARKER:
        return _of_a_marker(requirement, words)
    return _of_an_extent(requirement, words)


def _of_a_measure(requirement: Requirement, words: Around, *, alone: bool) -> str | None:
    if requirement.concept == "residual disease" and _SPREAD.search(words.own):
        return "what is left may be disease that had spread from the start"
    if alone and requirement.concept in _MEASURES and _OR_ELSE.match(words.after[:_REACH]):
        return "another way to follow the disease may do"
    if _OF_THOSE_WHO.match(words.rest):
        return "the words behind it say of whom it is asked"
    if _OF_A_CHANGE.search(words.clause):
        return "it says how a change is measured"
    if requirement.concept == "residual disease" and _TO_BE_RESECTED.search(words.clause):
        return "it need not be there now"
    if requirement.concept == "tumor size" and _SIZE_OF_A_KIND.match(words.rest):
        return "it is the size of one kind of cancer"
    if requirement.concept == "tumor size" and _ONE_OF_A_LIST.match(words.rest):
        return "any of the list may do"
    if requirement.concept == "tumor size" and _SIZE_OF_THE_LAST.search(words.clause + words.own):
        return "the size may be of the last alternative only"
    return None


def _is_one_of_them(words: Around) -> bool:
    """Whether it opens the definition of one of several states, of which another was defined above."""
    opens = _BEGINS.match(words.clause) is not None and _COLON.match(words.rest) is not None
    return opens and _STATE_BEFORE.search(words.before) is not None


def _of_a_marker(requirement: Requirement, words: Around) -> str | None:
    if requirement.concept in _HORMONE_RECEPTORS and _ITS_OWN_THERAPY.search(words.clause):
        return "it says whose treatment is meant"
    if _REPORTED_AS.search(words.clause) or _is_one_of_them(words):
        return "it says what the state is called"
    if _MISPRINT.match(words.rest):
        return "the word for or is misprinted"
    if isinstance(requirement.value, Comparison) and _OR_POSITIVE.match(words.rest):
        return "another assay may do"
    if _TESTED_BEFORE.match(words.clause) or _HAS_BEEN_DONE.match(words.rest):
        return "it says who is tested"
    if _NON_CARRIER.search(words.own):
        return "it is those without it who are meant"
    if _ASSOCIATED.search(words.clause):
        return "it is what such tumors are known for"
    if _WHOSE_TUMOR_IS.search(words.clause) and _MUST_BE_TESTED.match(words.rest):
        return "it says who is tested"
    return "it says who is tested" if _TEST_OF_SOME.search(words.sentence) else None


def _of_an_extent(requirement: Requirement, words: Around) -> str | None:
    if _BEGINS.match(words.clause) and _REQUIRES.match(words.rest):
        return "it says of whom the rest of the sentence is asked"
    if _WHO_HAVE.match(words.clause) and _WHICH_ARE.match(words.rest):
        return "it says of whom the rest of the sentence is asked"
    if requirement.kind is Kind.METASTASIS:
        return _of_a_spread(requirement, words)
    if requirement.kind is not Kind.STAGE:
        return None
    if _REPORTED_AS.search(words.clause):
        return "it says what is called so"
    if requirement.concept == "recurrent" and _CAME_BACK.search(words.own) and _AFTER_TREATMENT.search(words.clause):
        return "the disease may have gone on without an interval"
    if _DATE_OF.search(words.clause):
        return "it says which date is meant"
    if requirement.concept == "metastatic" and _EXTENT_OR.search(words.clause):
        return "it may be said of the last alternative only"
    return "the stage may be of the last alternative only" if _STAGE_OF_THE_LAST.search(words.clause) else None


def _of_a_spread(requirement: Requirement, words: Around) -> str | None:
    if _SHARE_AT_MOST.search(words.clause) or _OF_A_BOUND.search(words.clause):
        return "it need not be there"
    colon = _THOSE_WITH.search(words.clause) and _THEN_COLON.match(words.after)
    if colon or (_OF_ALL.match(words.clause) and _MUST.match(words.rest)):
        return "it says of whom the rest of the sentence is asked"
    if _BEGINS.match(words.clause) and _PROVEN_BY.match(words.rest):
        return "it says how it is proven where it is there"
    if isinstance(requirement.value, Comparison) and _RATE.match(words.rest):
        return "it is a rate"
    return "it is counted" if _OF_A_NUMBER.search(words.clause) else None
