"""Owns exclusions that mean something else than the name of what they exclude says."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Comparison, Kind, Requirement
from matcher.doubts.excluded.narrowed_time import only_dates
from matcher.doubts.words.passing import treated_for, unconfirmed
from matcher.doubts.words.sentence import NEW_LINE, Around

# A treatment that is named only to say when something else is: "no disease after completion of surgery"
_ANCHOR = regex(
    r"\b(?:after|following|since|upon|during|(?:prior to|before)(?= [\w-]+ and ))\s+(?:(?:the|completion|of|end|and|or|last|prior|[\w-]+ing|surgery|"
    r"chemotherapy|radiotherapy|treatment|therapy|with|an?|systemic|local|definitive|their|her|any|standard|pre-?operative|(?:neo-?)?adjuvant)\s+){0,5}$",
    re.IGNORECASE,
)
# "lung cancer patients with known ALK mutations and RET fusion": all of it is asked of them only
_PATIENTS_OF = regex(
    r"^\W*(?!.{0,160}\b(?:breast|triple|tnbc)\b)(?:(?:[\w-]+ ){0,3}?(?:"
    r"lung|colorectal|gastric|ovarian|prostate|pancreatic|bladder|urothelial|esophageal|endometrial|cervical|thyroid"
    r"|neck|renal|liver) (?:cancer|carcinoma|cell carcinoma)"
    r"|melanoma|lymphoma|glioblastoma|nsclc|sclc|crc|hcc|ovca|crpc)(?: \([\w-]+\))? (?:patients|participants|subjects|pts)\b",
    re.IGNORECASE,
)
_FOR_PATIENTS_OF = regex(
    r"\bfor (?:"
    r"lung|colorectal|gastric|ovarian|prostate|pancreatic|bladder|urothelial|esophageal|endometrial|cervical|thyroid"
    r"|renal|liver|hepatocellular|hepatic) (?:cell )?(?:cancer|carcinoma)s?(?: \([\w-]+\))? "
    r"(?:patients|participants|subjects) (?:with|who have)\b[^.;]*$",
    re.IGNORECASE,
)
_OF_PATIENTS = frozenset({Kind.BIOMARKER, Kind.COMORBIDITY, Kind.THERAPY, Kind.METASTASIS, Kind.LAB})
# "an interval of less than 6 months from surgery to recurrence": how long it took excludes, not that it came about
_SPAN_OF_TIME = regex(
    r"\b(?:interval|time|period|duration|months|years)\s+(?:\w+\s+){0,3}?(?:from|between|since)\b[^.;\n]{0,160}$",
    re.IGNORECASE,
)
# "lesions under 3 cm may be determined ineligible by the team"
_LEFT_TO_THE_TEAM = regex(
    r"^[^.;]{0,80}?\bmay be (?:(?:determined|deemed|considered|judged) (?:to be )?)?(?:ineligible|excluded)\b",
    re.IGNORECASE,
)
_NO = regex(r"\b(?:no|not|none)\b", re.IGNORECASE)
_WITHOUT = regex(r"\bwithout\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# "for whom no other therapy is available", "for whom curative therapy is available": what there is to offer, not what has been had
_FOR_WHOM = regex(r"\bfor (?:whom|which)\b[^.;,]*$", re.IGNORECASE)
_TO_OFFER = regex(
    r"^[^.;,]{0,60}?\b(?:(?:is|are|was|were)\b[^.;,]{0,20}\b(?:available|appropriate|indicated|effective|considered|suitable|known)|exists?|remains?)\b",
    re.IGNORECASE,
)
# what stands behind "defined as" is no requirement of its own
_DEFINED_AS = regex(r"\b(?:defined|described) as\b[^.;]*$", re.IGNORECASE)
# "DCIS treated with radiation": what the disease was treated with; "cancer not treated with radiation" excludes whoever had it
_DISEASE_TREATED = regex(
    r"\b(?:carcinomas?|cancers?|disease|tumou?rs?|malignanc\w+|in situ|dcis|lcis)\)?(?:(?!\b(?:not|never)\b)[^.;,()]){0,24}\b"
    r"(?:treated|managed) (?:with|by|using) (?:[\w-]+(?:,| or| and)* ){0,8}$",
    re.IGNORECASE,
)

# "treatment for any malignancy found within two years": that cancer excludes, and not only what it was treated by
_FOUND_THEN = regex(r"^,? (?:diagnosed|found)(?: or treated)? (?:within|in the|during)\b", re.IGNORECASE)
# "recovery of treatment-related toxicity": nobody is kept out for having got over it
_RECOVERY_FROM = regex(
    r"\b(?<!lack of )(?<!without )(?<!incomplete )(?<!inadequate )(?<!no )recovery (?:of|from)\s+(?:(?:all|any|the|acute|prior|previous)\s+)*$",
    re.IGNORECASE,
)


def only_said(requirement: Requirement, words: Around) -> str | None:
    """Why nobody may be excluded by what is named: a moment, a grade that everyone may have, what is left to the team."""
    if requirement.kind is Kind.THERAPY and only_dates(requirement, words.clause):
        return "it only says when or where something else is"
    value = requirement.value
    graded = requirement.kind is Kind.COMORBIDITY and isinstance(value, Comparison) and value.unit == "grade"
    if graded and isinstance(value, Comparison) and value.op in ("<", "<="):
        return "no trial excludes for so low a grade"
    return "whether it excludes is left to the team" if _LEFT_TO_THE_TEAM.match(words.rest) else None


def of_patients_of_another(requirement: Requirement, words: Around) -> bool:
    """Whether what is named excludes patients of another cancer only: "lung cancer patients with known ALK mutations"."""
    named = _PATIENTS_OF.match(words.sentence) or _FOR_PATIENTS_OF.search(words.before)
    return requirement.kind in _OF_PATIENTS and named is not None


def something_else(requirement: Requirement, words: Around) -> str | None:
    """Why an exclusion may mean something else than its name says."""
    doubled = _WITHOUT.search(words.before) and _NO.search(words.clause)
    if requirement.kind is Kind.THERAPY and doubled:  # "without resection" excludes no resection
        return "it may mean something else"
    if requirement.kind is Kind.STAGE and requirement.when is None and _SPAN_OF_TIME.search(words.clause):
        return "it says how long something took"
    offered = _NO.search(words.clause) or _FOR_WHOM.search(words.clause)
    if requirement.kind is Kind.THERAPY and offered and _TO_OFFER.match(words.rest):
        return "it says what there is to offer"
    if requirement.kind is Kind.CANCER and _DEFINED_AS.search(words.clause):
        return "it says what another word means"
    if requirement.kind is Kind.THERAPY and _DISEASE_TREATED.search(words.clause):
        return "it says how a disease was treated"
    if requirement.kind is Kind.COMORBIDITY and _RECOVERY_FROM.search(words.clause):
        return "who has got over it is not kept out"
    if treated_for(requirement, NEW_LINE.split(words.clause)[-1]) and not _FOUND_THEN.match(words.rest):
        return "it says what the treatment was for"
    if unconfirmed(requirement, words.before):
        return "its proof is what is asked for"
    later = requirement.kind is not Kind.THERAPY or requirement.when is not None
    if not later and requirement.value in (None, "prior") and _ANCHOR.search(words.before):
        return "a point in time, not a treatment that is excluded"
    return None
