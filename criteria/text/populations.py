"""Owns headings that say whose criteria follow: everybody's, of people beside the patients, or of nobody yet."""

from __future__ import annotations

import re

from criteria.patterns import regex

_LONGEST = 60  # characters
# what ends a patient's part in the trial later on, and asks for nothing now
_LATER = regex(
    r"(?:study |subject |patient |participant |treatment |early |trial )*"
    r"(?:withdrawal|discontinuation|drop-?\s?out|termination|exit|removal|stopping|suspension|off-study)s?"
    r"(?: from (?:the |this )?(?:study|trial|treatment))?(?: criteri(?:a|on)| standards?)",
    re.IGNORECASE,
)
_LEAVING = regex(r"(?:elimination|rejection) (?:criteri(?:a|on)|standards?)", re.IGNORECASE)
LATER = "criteria of withdrawal"
"""The topic of what stands under such a heading."""
# as in "Both groups:" and "All patients of part 1:"
_OF_EVERYBODY = regex(
    r"(?:for |in )?(?:the )?(?:all|both|every|each|any|common|general|shared)(?: (?:of )?the)?"
    r"(?: (?:study|enrolled|eligible|treatment|patient|other))*"
    r"(?: (?:arms?|cohorts?|groups?|parts?|phases?|stages?|patients|participants|subjects|populations?|criteria"
    r"|sub-?stud(?:y|ies)|strata))(?: (?:and|of|in) [\w ]{1,40})?(?:\s*\([^()]{1,50}\))?\s*:",
    re.IGNORECASE,
)
# people beside the patients, whom no patient's record describes
_ROLE = regex(
    r"(?:(?:for|the|family|informal|primary|main|spousal|healthy|normal|non-?cancer|cancer-free|treating|study|enrolled|eligible|patient'?s|their)\s+)*"
    r"(?:(?:healthy|normal|non-?cancer|cancer-free)\s+"
    r"(?:controls?|volunteers?|subjects?|participants?|individuals?|women|donors?|comparison group)"
    r"|controls|control (?:subjects|participants|women)|care-?\s?givers?|carers?|care\s?partners?|caretakers?"
    r"|clinicians?|physicians?|(?:health\s?-?care |care )?providers?"
    r"|health\s?-?care (?:professionals?|workers?|staff)|oncologists?|surgeons?|nurses?|partners?|spouses?|husbands?"
    r"|family members?|relatives?|daughters?|sisters?|parents?|donors?|stakeholders?|staff|dyads?)"
    r"(?:\s+(?:participants?|subjects?|only|group|cohort|population|arm|eligibility|criteria|inclusion|exclusion))*\s*:?",
    re.IGNORECASE,
)
_NOBODY = regex(
    r"(?:all |any |those )?(?:patients?|subjects?|participants?|individuals?|persons?|people|wom[ae]n|those)"
    r"(?: (?:with|who|that|which|have|has|having|are|is|had|any|known|a|an|the|currently|previously|following|taking"
    r"|receiving|on))+\s*:?",
    re.IGNORECASE,
)
_PATIENTS = regex(
    r"(?:(?:for|the|breast|cancer|study|adult|enrolled|eligible|oncology|metastatic|index)\s+)*"
    r"(?:patients?|survivors?|participants?|subjects?|cases|women with breast cancer)"
    r"(?:\s+(?:only|group|cohort|population|participants?|eligibility|criteria|inclusion|exclusion))*\s*:?",
    re.IGNORECASE,
)


# the heading of a text for patients: "Who can take part?"
_WHO_CAN = regex(
    r"(?:you |women |patients |people )?(?:who )?(?:can|may|could|should|is able to|are able to)(?P<not>not| not|'t)?"
    r" (?:take part|participate|join|enrol+|apply)(?: in| for)?(?: (?:this|the))?(?: (?:study|trial))?"
    r"(?: if(?: you(?: are| have)?)?)?\W*",
    re.IGNORECASE,
)


# a line over what is asked in one phase alone, as in "Phase 2 only, in addition, all of the following criteria"
_ONLY_THEN = regex(
    r"^\W*"
    r"(?P<name>(?:phase|part|cohort|arm|group|stage)s?\s+[\w/&]{1,4}(?:(?:,\s*|\s+and\s+|\s*/\s*)[\w/&]{1,4}){0,3})"
    r"(?:\s+only)?\s*[:\u2013-]\s(?=[^:]*\b(?:following|criteri\w+)\b)[^:]{20,260}:\s*$",
    re.IGNORECASE,
)


def adding_to(line: str) -> str | None:
    """The phase or part alone of which a line says that more is asked, in its list."""
    found = _ONLY_THEN.match(line)
    return None if found is None else found["name"]


def asks_who_can(words: str) -> bool | None:
    """Whether a heading in the words of a text for patients lets in ("Who can take part?") or keeps out; None for another."""
    asked = _WHO_CAN.fullmatch(words)
    return None if asked is None else asked["not"] is None


def is_about_later(line: str) -> bool:
    """Whether a heading opens what ends a patient's part in the trial: "Withdrawal criteria:"."""
    return "riteri" in line and _LATER.fullmatch(line.strip().rstrip(":").strip(" *_#-")) is not None


def is_about_leaving(line: str) -> bool:
    """Whether a heading, behind the exclusions, opens what takes patients out again: "Elimination criteria:"."""
    return "riteri" in line and _LEAVING.fullmatch(line.strip().rstrip(":").strip(" *_#-")) is not None


def is_of_everybody(line: str) -> bool:
    """Whether a line over criteria says that they are those of all arms."""
    return line.endswith(":") and _OF_EVERYBODY.fullmatch(line.strip()) is not None


def names_nobody(line: str) -> bool:
    """Whether a line over a list names the patients and nothing of them: "Patients with:", "Women who have:"."""
    return _NOBODY.fullmatch(line.strip()) is not None


def is_of_patients(line: str) -> bool:
    """Whether a line over criteria says that they are those of the patients, as beside their caregivers."""
    return len(line) < _LONGEST and _PATIENTS.fullmatch(line.strip()) is not None


def role(line: str) -> str | None:
    """The people beside the patients whom a line names and no more: "Caregivers:", "Healthy controls"."""
    return line.strip().rstrip(":").strip() if len(line) < _LONGEST and _ROLE.fullmatch(line.strip()) else None
