"""Owns excluded conditions whose words say how bad, of which cause or with what they must come: the name alone excludes nobody."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Requirement

# "moderate neuropathy", "( grade 2) neuropathy", "primary (congenital) lymphedema": which of it
_BEFORE = regex(
    r"\brecent(?:ly)?\s+(?:[\w-]+\s+)?$"
    r"|\b(?:mild|moderate|severe|serious|uncontrolled)\s+[(\[][^()]{1,50}[)\]]\s*(?:[\w-]+\s+){0,1}$"
    r"|\bstages?\s+(?:[1-5]|i{1,3}|iv)(?:\s*(?:or|and|to|-|/)\s*(?:[1-5]|i{1,3}|iv|v|higher|greater|above))*\s+"
    r"(?:[\w-]+\s+){0,2}$"
    r"|\bmoderate(?:ly)?(?:[\s,/-]|\b(?:to|or|and|severe)\b)+(?:[\w-]+\s+){0,2}$"
    r"|[(\[]\s*(?:ctcae\s+)?grade\s*[≥>=]*\s*[2-4][^()\[\]]{0,20}[)\]]\s*(?:[\w-]+\s+){0,2}$"
    r"|(?<!or )(?<!and )\b(?:primary|congenital|inherited|hereditary)\s+\([^()]{1,30}\)\s*$",
    re.IGNORECASE,
)
# "syncope of cardiovascular etiology", "fractures of pathologic origin"
_OF_A_CAUSE = regex(
    r"\bof\s+(?!any\b|whatever\b|every\b|all\b)(?:an?\s+)?(?:[\w-]+\s+){1,2}(?:a?etiology|origin|causes?|nature)\b",
    re.IGNORECASE,
)
# behind an abbreviation: "heart failure (CHF) stage III-IV", "neuropathy (motor or sensory) > grade 1"
_BEHIND_A_BRACKET = regex(
    r"^\s*[(\[]?[^()\[\]]{1,40}[)\]][\s,-]*(?:of\s+)?(?:[<>≥=]\s*=?\s*|at least\s+)?"
    r"(?:nyha|new york heart|ctcae|grade|class|stage)\b"
    r"|^\s*,?\s*\(?\s*(?:of\s+)?(?:[<>≥=]\s*=?\s*|at least\s+)?stages?\s*(?:[≥>=]\s*)*(?:[1-5]|i{1,3}|iv)\b",
    re.IGNORECASE,
)
# "severe pulmonary, cardiac or other systemic disease": the word before the list is said of all of it
_SEVERE_LIST = regex(
    r"\b(?:severe|serious|uncontrolled|significant|symptomatic|unstable|active|advanced|end-stage|decompensated)\s+"
    r"(?:(?:liver|kidney|heart|lung|[\w-]*(?:ic|ac|al|ary|ar|ous|ine))"
    r"(?:\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and|and/or)\s+|\s*/\s*)){1,6}(?:other\s+)?$",
    re.IGNORECASE,
)
_SEVERE_CONDITION = regex(
    r"\b(?:uncontrolled|serious|severe|unstable)\b(?:(?!\b(?:or|and)\b)[^.;:,\n]){0,60}\b"
    r"(?:conditions?|illness(?:es)?|diseases?|disorders?),?\s+(?:or|and/or)\s+$",
    re.IGNORECASE,
)
# "immunocompromised and known to be HIV positive": one with the other
_KNOWN_TO = regex(
    r"^\W*(?:patients?|subjects?|participants?)?\s*and\s+(?:(?:are|is)\s+)?known\s+to\s+(?:be|have)\b", re.IGNORECASE
)
_WHO_IS_KNOWN_TO = regex(
    r"\b(?:are|is|with)\s+[\w-]+\s+and\s+(?:(?:are|is)\s+)?known\s+to\s+(?:be|have)\s+$", re.IGNORECASE
)
# "heart disease with fatigue, dyspnea or angina on exertion": the signs of a named disease
_SIGN_OF = regex(
    r"\b(?:disease|disorders?|conditions?|failure)\s+(?:with|(?:that|which)\s+(?:has|have|causes?))\s+"
    r"(?:[\w-]+(?:\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+)){1,6}$",
    re.IGNORECASE,
)
# "hepatitis B or C with abnormal liver tests": the carrier of either; "lupus, gout or myositis with raised CK or with active rash"
_WITH_FINDINGS = regex(
    r"^(?:[^.;:]{0,80}?\b(?:or|and)\b[^.;:,]{0,60}?|\s+)(?<!patients )(?<!subjects )(?<!participants )(?<!those )"
    r"(?<!women )(?<!or )(?<!and )\bwith\s+(?:an?\s+)?"
    r"(?:(?!(?:or|and)\b)[\w()-]+\s+){0,4}?(?:abnormal|elevated|detectable|raised|impaired|above)\b",
    re.IGNORECASE,
)
_OR_WITH = regex(
    r"(?<!patients )(?<!subjects )(?<!participants )(?<!those )\bwith\b(?:(?!\b(?:or|and)\b)[^.;:,]){3,60}\bor\s+with\s+(?:an?\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# "significant symptoms (grade 2) related to heart failure, arrhythmia": whoever has it without them stays
_SYMPTOMS_OF = regex(
    r"(?<!or )(?<!and )(?<!/)\bsymptom(?:s|atolog\w+)\s+(?:\([^()]{1,40}\)\s+)?"
    r"(?:of|relat(?:ed|ing) to|from|due to|attribut\w+ to)\s+(?:[^;:.\n]{0,120}[,\s])?$",
    re.IGNORECASE,
)
# "a pericardial effusion of moderate severity or worse", "ascites of severe degree"
_SO_BAD = regex(
    r"\bof\s+(?:an?\s+|at\s+least\s+)*(?:moderate|severe|marked|large|significant|high|considerable|massive|life-threatening)\b",
    re.IGNORECASE,
)
# "high-risk arrhythmias": which of it
_HIGH_RISK = regex(r"\bhigh[- ]risk\s+(?:[\w-]+\s+){0,2}[\w-]+$", re.IGNORECASE)
# "grade 2 or greater (by the second scale) neuropathy": a grade behind which the name was read without it
_GRADED_BEFORE = regex(
    r"\bgrade\s*[2-4]\s*(?:or|and)\s+(?:greater|higher|above|worse|more)\s*\([^()]{1,40}\)\s*(?:[\w-]+\s+){0,2}[\w-]+$",
    re.IGNORECASE,
)
# how bad it must be, as in: asthma (moderate to severe)
_SO_BAD_BEHIND = regex(
    r"^\s*[(\[]\s*(?:moderate|severe|uncontrolled|active|symptomatic|unstable|significant)\b[^()\[\]]{0,40}[)\]]",
    re.IGNORECASE,
)
_NEXT = 18  # characters behind the name
_CAUSE = 40  # those in which its cause can stand


def degree(own: str, after: str, before: str) -> str | None:
    """Why a condition excludes only where it is so bad, whatever else was read of it; None where the words say nothing."""
    if _SO_BAD.search(f"{own}{after[:_NEXT]}") or _HIGH_RISK.search(f"{before}{own}"):
        return "the words beside it say how bad it must be"
    return None


def degree_of_a_plain_name(requirement: Requirement, own: str, before: str, after: str) -> str | None:
    """Why a condition of which no grade was read excludes only in part; None where the words around say nothing."""
    if _SYMPTOMS_OF.search(before) and "infection" not in requirement.concept:
        return "it excludes with symptoms"
    if _BEFORE.search(before) and requirement.value in (None, "current"):
        return "the words before it say which of it excludes"
    if _OF_A_CAUSE.search(f"{own}{after[:_CAUSE]}"):
        return "its cause decides"
    if _BEHIND_A_BRACKET.match(after):
        return "its class or grade was not read"
    if _KNOWN_TO.match(after) or _WHO_IS_KNOWN_TO.search(before):
        return "it excludes together with the other"
    if _WITH_FINDINGS.match(after) or _OR_WITH.search(before):
        return "the findings beside it decide"
    if requirement.value is not None:
        return None
    if _GRADED_BEFORE.search(f"{before}{own}"):
        return "the grade before it was not read"
    if _SO_BAD_BEHIND.match(after):
        return "the bracket behind it says how bad it must be"
    if _SEVERE_LIST.search(before) or ("psych" in requirement.concept and _SEVERE_CONDITION.search(before)):
        return "the word before the list is said of it too"
    return "it is a sign of the disease before it" if _SIGN_OF.search(before) else None
