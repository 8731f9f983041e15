"""Owns whom or what a clause speaks of where it is not the patient: a lesion, tissue, someone with another cancer."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind, Requirement

# "at least one lesion that was not irradiated": it is the lesion that has to be so
_OF_A_PART = regex(
    r"\b(?:lesions?|sites?|areas?|fields?|ports?|volumes?|marrow|nodes?|tumou?rs?|disease|regions?|skeleton|pelvis)\b"
    r"(?:(?:\s+\w+){1,3}?(?=\s+(?:that|which)\s+(?:has|have|had|is|are|was|were)\b))?"
    r"(?:\s+(?:"
    r"or|will|that|which|must|should|may|can|have|has|had|is|are|was|were|be|been|being|not|never|directly|already"
    r"|yet|previously|previous|prior|"
    r"within|in|inside|outside|the|a|an|any|of|to|by|with|from|subjected|treated|exposed|undergone|received|without|located|situated|lying))*"
    r"\s*$",
    re.IGNORECASE,
)
_IRRADIATED = regex(r"irradiat|radia|radiother|\bRT\b|radiosurg|ablat|embol", re.IGNORECASE)
# "slides from biopsy and surgery", "until completion of the reconstruction": what the clause asks for is something else
_ABOUT_TISSUE = regex(
    r"\b(?:tissues?|slides?|specimens?|samples?|blocks?|paraffin|biops(?:y|ies)|material|consent|questionnaires?)\b"
    r"[^.;:\n]{0,80}\b(?:from|of|at|for|by|during|and|before|prior to|obtained|collected|taken|after|following)\b[^.;:\n]{0,40}$",
    re.IGNORECASE,
)
_UNTIL = regex(
    r"\b(?:until|for the duration of|enrol\w*\s+(?:in|on|to|into)|regist\w+\s+(?:in|on|for|to))\b"
    r"[^.;:\n]{0,60}$",
    re.IGNORECASE,
)
_IN_THE_TRIAL = regex(
    r"[^.;:\n]{0,30}?\b(?:as (?:specified|described|defined|outlined|required) in (?:the|this) (?:protocol|study|trial)|per (?:the )?(?:study )?protocol|"
    r"(?:as part of|on|in|under|within) (?:the|this) (?:protocol|study|trial|clinical trial))\b",
    re.IGNORECASE,
)
_HAS_HAD = regex(
    r"\b(?:must|should|have|has|had) (?:have |been )?(?:received|had|undergone|completed|treated)\b", re.IGNORECASE
)
_ANOTHER_CANCER = regex(r"\bnon-?\s?breast\b(?:\s+cancer)?", re.IGNORECASE)
_NO_PRECONDITION = regex(
    r"[^.;:\n]{0,40}?\b(?:(?:is|are|need) not (?:be )?(?:an? |the )?(?:absolute(?:ly)? |strict(?:ly)? )?(?:prerequisite|precondition|"
    r"requirement|criterion|required|mandatory|necessary|needed|essential|obligatory)|(?:is|are) optional)\b",
    re.IGNORECASE,
)
_OWNS = regex(r"['’]s\b")
# "coronary artery bypass surgery", "hip surgery": surgery, but not of the cancer
_ELSEWHERE = regex(
    r"\b(?:coronary|cardi\w+|heart|valv\w+|by-?pass|gastric|bariatric|weight[- ]loss|abdominal|gastro\w+|bowel|intestin\w+|colon|colorectal|"
    r"hip|knee|joint|orthop\w+|bone|spin\w+|back|eye|ocular|cataract|refractive|corneal|retinal|glaucoma|dental|oral|jaw|maxillofacial|"
    r"thoracic|chest|lung|vascular|arterial|carotid|aortic|neuro\w*|cranial|brain|hepatic|liver|biliary|pelvic|gyn\w+|uterine|prostat\w+|"
    r"plastic|cosmetic|antireflux|ear|sinus|thyroid|parathyroid|hernia|laser|graft|augmentation|enlargement|reduction"
    r"|open[- ]heart|fracture|stomach|transplant\w*)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


_A_STAGE_OF_THE_TRIAL = regex(r"stage\s+[1-3]\b\W*$", re.IGNORECASE)
_OF_THE_TRIAL = regex(
    r"\b(?:criteria|initiate|enter|enrol\w*|in|for|during|receiving|of the|(?:discontinuation|completion|end|start) of)\s*$",
    re.IGNORECASE,
)
_THEN_OF_THE_TRIAL = regex(
    r"\s*(?:[:–]|-\s|(?:of the (?:study|trial)|treatment|only|enrol\w*|because)\b)", re.IGNORECASE
)
_NON = regex(r"\bnon-?\s?$", re.IGNORECASE)
# "a node containing metastatic carcinoma": the spread is to the node
_IN_A_NODE = regex(
    r"\b(?:nodes?|lymph node|margins?)\b[^.;,]{0,30}\b(?:contain\w*|with|show\w*|having|involved (?:by|with)|positive for)\s+(?:\w+\s+)?$",
    re.I,
)
# "pT1 4": the sign between two numbers is lost
_NUMBER_BEHIND = regex(r"^ [1-4](?= ?[,;)\[(]| and| or|$)", re.I)
_CATEGORIES = frozenset({"T", "N"})


def _names_a_part_of_the_trial(requirement: Requirement, own: str, before: str, after: str) -> bool:
    if requirement.kind is not Kind.STAGE or not _A_STAGE_OF_THE_TRIAL.match(own):
        return False
    return _OF_THE_TRIAL.search(before) is not None and _THEN_OF_THE_TRIAL.match(after) is not None


_OF_A_DRUG = regex(
    r"^[\s-]*(?:(?:tyrosine kinase|small[- ]molecule|monoclonal|kinase)\s+)*(?:inhibit\w+|antibod\w+|targeted|targeting|directed|blockers?|"
    r"antagonists?|TKIs?|vaccines?|agents?)\b",
    re.IGNORECASE,
)
_PER_CANCER = regex(r"\b(?!breast\b)[a-z]+\s+(?:cancers?|carcinomas?|tumou?rs?)\s*[-–:(]\s*$", re.IGNORECASE)


def misnamed(requirement: Requirement, own: str, before: str, after: str) -> str | None:
    """Why the words of a requirement, or of an exclusion, do not mean it; None where nothing speaks for that."""
    if _names_a_part_of_the_trial(requirement, own, before, after):
        return "it is a stage of the trial"
    if requirement.kind is Kind.BIOMARKER and _OF_A_DRUG.match(after):
        return "it is part of the name of a drug"
    if (
        requirement.kind is not Kind.PREGNANCY
        and not any(k == "not" for k, _ in requirement.detail)
        and _NON.search(before)
    ):
        return "it stands behind non-"
    if requirement.kind is Kind.STAGE and requirement.concept in _CATEGORIES and _NUMBER_BEHIND.match(after):
        return "the sign before the number behind it is lost"
    if requirement.kind is Kind.STAGE and _IN_A_NODE.search(before):
        return "it is said of a lymph node"
    return None


def asks_of_something_else(requirement: Requirement, before: str, after: str) -> bool:
    """Whether what seems to be asked of the patient is asked of something else, or of nobody.

    ``before`` are the words of its sentence that stand before it, ``after`` the text that follows.
    """
    if requirement.kind is Kind.SEX and _OWNS.match(after):
        return True
    if requirement.kind in (Kind.DISEASE_MEASURE, Kind.THERAPY, Kind.BIOMARKER) and _NO_PRECONDITION.match(after):
        return True
    if requirement.kind is not Kind.THERAPY or _HAS_HAD.search(before):
        return False
    if requirement.value in ("concurrent", "planned") and _IN_THE_TRIAL.match(after):
        return True
    return _ABOUT_TISSUE.search(before) is not None or _UNTIL.search(before) is not None


def of_another(requirement: Requirement, own: str, before: str) -> str | None:
    """Why a requirement, or an exclusion, may not be about the patient; None where nothing speaks for that."""
    if _ANOTHER_CANCER.search(before) and requirement.kind in (Kind.THERAPY, Kind.LINES, Kind.STAGE):
        return "the sentence is about patients with another cancer"
    if requirement.kind in (Kind.THERAPY, Kind.LINES) and _PER_CANCER.search(before):
        return "it is said of patients with another cancer"
    if requirement.kind is not Kind.THERAPY:
        return None
    if _IRRADIATED.search(own) and _OF_A_PART.search(before):
        return "it says of a lesion or a part of the body what was done to it"
    is_placed = any(key == "site" for key, _ in requirement.detail)
    if requirement.concept == "surgery" and not is_placed and _ELSEWHERE.search(before + own.split(" ")[0] + " "):
        return "surgery of another kind"
    return None
