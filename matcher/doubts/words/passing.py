"""Owns findings that a sentence mentions only in passing: what a treatment was for, what is no measure, what is tested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import Any, Kind, Leaf, Node, Requirement, Unparsed
from criteria.vocabulary import load
from matcher.evaluate.cancer_times import HAD, HAD_BEFORE

# "chemotherapy for their stage II disease": the disease says what the treatment was for
_TREATED_FOR = regex(
    r"\b(?:\w*therap(?:y|ies)|treatments?|radiation|surgery|medications?|agents?|regimens?|resection|excision|transplant\w*|"
    r"mastectomy|biopsy)\b[^.;:,]{0,60}\b(?:for|of)\s+(?:[\w/-]+,?\s+){0,9}$",
    re.IGNORECASE,
)
# "diagnosis or treatment of another cancer": the disease itself is named beside what is done for it
_HAVING_OR_TREATING = regex(
    r"\b(?:diagnos[ei]s|history|evidence|presence|occurrence)(?: of)?,? (?:and/)?or (?:of )?(?:\w+ )?(?:treatments?|therapy) (?:of|for)\s+"
    r"(?:[\w/-]+,?\s+){0,9}$",
    re.IGNORECASE,
)
# "off treatment without evidence of metastatic disease": it must not be there, whatever the treatment was for
_NO_SIGN_OF = regex(
    r"\b(?:no|without(?: any)?|absence of)\s+(?:\w+\s+){0,2}(?:evidence|signs?)\s+of\s+(?:[\w/-]+,?\s+){0,5}$",
    re.IGNORECASE,
)
# a list of what counts as no measurable disease, under the words that say so
_NO_MEASURE = regex(
    r"\b(?:not|non)[- ]?(?:be )?(?:considered )?(?:to be )?(?:as )?(?:measurable|evaluable)\b[^.\n]{0,60}:(?:(?!\n\s*\n)[^:]){0,400}$",
    re.IGNORECASE,
)
_NO = regex(r"\bno\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)  # what must not be is no more of that list
_EARLIER = regex(r"\b(?:prior|previous\w*|past|history of|earlier|another|second|other)\b[^.;,:]{0,40}$", re.IGNORECASE)
_TESTED = regex(
    r"\b(?:required|mandatory|necessary|available|performed|done|test\w*|assess\w*|evaluat\w*) (?:for|in|on|of) "
    r"(?:all |any |the |every )?(?:(?!\b(?:document|show|demonstrat|confirm|prov)(?:ing|s|ed|es)\b)[^.;,:]){0,25}$",
    re.IGNORECASE,
)
_BESIDE = regex(
    r"\b(?:in addition to|besides|apart from|other than|different from|distinct from|not related to|unrelated to|as well as their)\s+"
    r"(?:[\w/-]+\s+){0,4}$",
    re.IGNORECASE,
)
# "without pathologic confirmation of metastatic disease": the disease may well be there
_UNCONFIRMED = regex(
    r"\b(?:without|no|lack(?:ing)?(?: of)?|absence of)\b[^.;:\n]{0,40}\b(?:confirmation|documentation|proof|biops(?:y|ies)|verification)"
    r"\s+(?:of|for|from)\s+(?:[\w/-]+\s+){0,3}$",
    re.IGNORECASE,
)
# "must be done to confirm or exclude bone metastases": it is looked for
_TO_FIND = regex(
    r"\bto (?:\w+ (?:and|or) )?"
    r"(?:confirm|exclude|rule out|detect|document|evaluate|assess|verify|demonstrate|identify)\s+"
    r"(?:the presence of\s+|any\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_FOUND = (Kind.METASTASIS, Kind.DISEASE_MEASURE, Kind.STAGE, Kind.CANCER)
_OR_NEGATIVE = regex(r"^[^.;\n]{0,160}\bor negative (?:tumou?rs?|disease|status|cancers?)\b", re.IGNORECASE)
# "men who agree to use contraception": it is asked of men
_WHO_AGREE = regex(
    r"^\s*(?:patients?|subjects?|participants?|partners?)?\s*"
    r"(?:who|must|of|should|with|agrees?|will|is willing|are willing)\b[^.;\n]{0,80}\b"
    r"(?:agree|use|practi[cs]e|contracep\w+|abstain|partners?|potential|father\w*|sperm)\b",
    re.IGNORECASE,
)
_EITHER_RESULT = regex(r"^[\s,/-]*(?:or|and|/|\\)\s*[-/]?\s*(?:negative|positive|unknown|wild)", re.IGNORECASE)
# "PIK3CA mutational analysis": it is looked for
_ANALYSED = regex(
    r"^\w*\s+(?:(?:gene|genetic|molecular)\s+)?(?:analys[ei]s|testing|tests?|status|assessment|sequencing|assays?)\b(?!\s+(?:positive|must|show))",
    re.IGNORECASE,
)
# "carrier or first-degree relative of one", "a family with a known mutation"
_IN_THE_FAMILY = regex(r"\b(?:relatives?|kindred|family members?|famil(?:y|ies) with)\b", re.IGNORECASE)
_FOR_A_TEST = regex(r"pregnancy test|contracep|birth control|\bdefined\b|\bdefinition\b", re.IGNORECASE)
_OF_THE_CANCER = (Kind.STAGE, Kind.CANCER, Kind.BIOMARKER)
# Cancers that trials list only as exceptions to others
_IN_SITU = frozenset({"ductal carcinoma in situ", "lobular carcinoma in situ", "carcinoma in situ of the breast"})
_HARMLESS = frozenset(
    {"non-melanoma skin cancer", "basal cell carcinoma", "squamous cell carcinoma of the skin", "skin cancer", "cervical carcinoma in situ"}
)  # fmt: skip


def required_in_passing(requirement: Requirement, before: str, after: str) -> bool:
    """Whether what seems to be asked of everyone is not: either result will do, or it says who is tested, or for what."""
    if requirement.kind is Kind.SEX and _WHO_AGREE.match(after):
        return True
    if requirement.kind in _FOUND and _TO_FIND.search(before):
        return True
    if requirement.kind is not Kind.BIOMARKER:
        return False
    if _OR_NEGATIVE.match(after):
        return True
    if requirement.value == "mutated" and _ANALYSED.match(after):
        return True
    return _EITHER_RESULT.match(after) is not None or _TESTED.search(before) is not None


def of_the_family(requirement: Requirement, sentence: str) -> bool:
    """Whether a variant may be that of a relative."""
    return requirement.kind is Kind.BIOMARKER and _IN_THE_FAMILY.search(sentence) is not None


def of_relatives(nodes: Sequence[Node], text: str) -> tuple[Node, ...]:
    """The parts of one way to be let in, open what a relative or the family has: "a relative of a known carrier"."""
    if not any(_is_administrative(part) and _IN_THE_FAMILY.search(part.span.of(text)) for part in nodes):
        return tuple(nodes)
    why = "a relative may have it"
    return tuple(
        part if _is_administrative(part) else Any((part, Unparsed(part.span, why)), part.span) for part in nodes
    )


def _is_administrative(part: Node) -> bool:
    return isinstance(part, Leaf) and part.requirement.kind is Kind.ADMINISTRATIVE


def excluded_in_passing(requirement: Requirement, before: str, sentence: str) -> bool:
    """Whether what seems to be excluded is only mentioned."""
    listed = _NO_MEASURE.search(before) is not None and _NO.search(before) is None
    if requirement.kind in (Kind.METASTASIS, *_OF_THE_CANCER) and (listed or _BESIDE.search(before)):
        return True
    return requirement.kind is Kind.MENOPAUSE and _FOR_A_TEST.search(sentence) is not None


def treated_for(requirement: Requirement, before: str) -> bool:
    """Whether what seems to be excluded says what a treatment was for."""
    of_the_cancer = requirement.kind in _OF_THE_CANCER and _TREATED_FOR.search(before) is not None
    return of_the_cancer and not (_HAVING_OR_TREATING.search(before) or _NO_SIGN_OF.search(before))


def spread_treated(requirement: Requirement, before: str) -> str | None:
    """Why spread that is asked for may only say what a treatment was for: "a taxane for bone only disease"."""
    found = requirement.kind is Kind.METASTASIS and (_TREATED_FOR.search(before) or _HAD_FOR.search(before))
    return "it says what a treatment was for" if found else None


# "must have failed a taxane for …"
_HAD_FOR = regex(
    r"\b(?:failed|received|(?:treated|treatment) with|progress\w+ (?:on|after))\b[^.;:,]{3,60}\bfor\s+(?:[\w/-]+\s+){0,3}$",
    re.IGNORECASE,
)


def unconfirmed(requirement: Requirement, before: str) -> bool:
    """Whether it is the proof of a finding that is missing, not the finding."""
    return requirement.kind in (Kind.METASTASIS, *_OF_THE_CANCER) and _UNCONFIRMED.search(before) is not None


_ONCE = regex(r"\b(?:prior|previous\w*|past|histor(?:y|ies) of|earlier)\b[^.;:]{0,80}$", re.IGNORECASE)
_SIDED = regex(r"\b(?:ipsilateral|contralateral|same|opposite|other)\b[^.;:]{0,40}$", re.IGNORECASE)


def as_had_before(requirement: Requirement, before: str) -> Requirement | None:
    """An in situ cancer of the breast that an exclusion looks for in the past, "history of DCIS"; None for any other."""
    if requirement.kind is not Kind.CANCER or requirement.value is not None or requirement.when is not None:
        return None
    in_situ = requirement.concept in _IN_SITU and not requirement.detail
    found = in_situ and _ONCE.search(before) is not None and _SIDED.search(before) is None
    return replace(requirement, value=HAD_BEFORE) if found else None


def an_earlier_cancer(requirement: Requirement, before: str) -> str | None:
    """Why an exclusion of a cancer may be of an earlier one, which the one that the patient has now need not be."""
    if requirement.value in ("prior", HAD, HAD_BEFORE) or requirement.concept.startswith("ipsilateral"):
        return None  # an earlier one is what is looked for
    of_the_breast = requirement.kind is Kind.CANCER and load().is_a(Kind.CANCER, requirement.concept, "breast cancer")
    return "the earlier cancer need not be the present one" if of_the_breast and _EARLIER.search(before) else None


def lists_exceptions(node: Node) -> bool:
    """Whether a requirement names nothing but cancers that keep nobody out: the rest of a list of exceptions."""
    match node:
        case Leaf(requirement):
            return requirement.kind is Kind.CANCER and requirement.concept in _HARMLESS
        case Any(nodes):
            return all(lists_exceptions(part) for part in nodes)
        case _:
            return False
