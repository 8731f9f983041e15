"""Owns exclusions of a condition that words beside it narrow: by a bound, by a number of them, by how much there was."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Comparison, Requirement
from matcher.doubts.excluded.condition_degrees import degree, degree_of_a_plain_name

# "insulin-dependent diabetes", "steroid-induced neuropathy": some of it
_DEPENDENT = regex(r"\b\w+[- ](?:dependent|requiring|treated|induced)\s+(?:[\w/]+\s+){0,4}$", re.IGNORECASE)
_BOUND = r"(?:[<>≥≤]|\b(?:greater|more|less|lower|higher|above|below|under|over|exceed\w*|at least)\b)\s*=?\s*(?:than\s+|or equal to\s+)*\d"
# "hypertension (BP > 160/100)", "diabetes, defined as HbA1c > 8 %", "HIV patients with CD4 below 200": how bad it must be
_ITS_BOUND = regex(
    rf"^(?:\s+(?:patients?|subjects?|participants?|mellitus|infections?|disease|positiv\w+|type|[12i]+))*\s*"
    rf"(?:[(:]\s*|,?\s*\(?(?:defined (?:as|by)|i\.?\s?e\.?,?|that is,?|meaning|with|and|if|when)\s+)"
    rf"(?:(?!\b(?:or|within)\b)[^()\n;,.]){{0,60}}?{_BOUND}(?!\d*\s*(?:days?|weeks?|months?|years?|hours?|h\b))",
    re.IGNORECASE,
)
# "carriers whose liver enzymes are elevated"
_WHOSE = regex(r"^[\w /-]{0,30}?\b(?<!or )whose\b", re.IGNORECASE)
# "any cardiac condition of NYHA class III or worse"
_ITS_CLASS = regex(
    r"^\s*[(,]?\s*(?:(?:of|with|in)\s+)?(?:an?\s+)?(?:nyha|new york heart|ctcae|nci|child|grade|class)\b", re.IGNORECASE
)
# "hemoptysis of more than 2.5 mL"
_AN_AMOUNT = regex(
    rf"^\s+(?:of\s+)?{_BOUND}[\d.,]*\s*(?:ml|l\b|cc|mm|cm|g\b|mg|%|episodes?|times|teaspoons?|tablespoons?)",
    re.IGNORECASE,
)
# "more than two vertebral fractures", "three or more urinary infections a year"
_A_NUMBER_OF = regex(
    r"(?:\b(?:more|fewer|greater) than|\bat least|[<>≥≤]=?) ?(?:\d|one|two|three|four|five|six) (?:prior |previous )?"
    r"(?:(?!(?:or|and|with|x|times|g|mg|uln|weeks?|months?|days?|years?|hours?)\b)[a-z-]+ ){0,2}$"
    r"|(?<![\w.-])(?<!type )(?<!grade )(?<!class )(?<!one or )(?:[2-9]|two|three|four|five|six|multiple|repeated|frequent)(?: or more)? (?:prior |previous )?"
    r"(?:(?!(?:or|and|with|x|times|g|mg|uln|sclerosis|weeks?|months?|days?|years?|hours?)\b)[a-z-]+ )?(?:(?:episodes?|attacks?|bouts?|events?) of )?$",
    re.IGNORECASE,
)


# "skeletal pain of unknown cause", "COPD exacerbation": some of it, or a time of it
_SOME_OF_IT = regex(
    r"\s(?:of|with|due to)\s+(?:an?\s+)?(?:unknown|unclear|undetermined|uncertain|unexplained)\b"
    r"|\w\)?\s+(?:\([^()]*\)\s+)?(?:acute )?(?:exacerbations?|flares?|attacks?|crisis|crises|relapses?)\b",
    re.IGNORECASE,
)
# "breast infection", "infection at the injection site", "non-healing ulcer": one that is there, or of that sort
_PLACELESS = regex(
    r"^(?:active |acute |chronic )*(?:infections?|thromb\w+|ulcers?|fractures?|bone fractures?|wounds?|non-healing wounds?|deep vein thrombosis)$"
)
_THERE_BEFORE = regex(
    r"\b(?:"
    r"breast|chest|chest wall|wound|surgical|surgical site|skin|implant|pocket|lv|left ventric\w+|atrial|intracardiac"
    r"|scalp|nail|catheter|port|non-?healing|unhealed)\s+(?:(?:wounds?|infections?|fractures?|ulcers?),?\s+)*"
    r"(?:(?:and/or|and|or)\s+)?$",
    re.IGNORECASE,
)
_THERE_BEHIND = regex(
    r"^(?:\s*\([^()]{1,20}\))?(?: or [\w-]+(?: [\w-]+)?)?\s+(?:at|of|in|near|around|to|on|within|over)\s+"
    r"(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:sites?|areas?|breasts?|chest|arms?|limbs?|extremit\w+|regions?|wounds?|portal|fields?|skin|axilla\w*)\b",
    re.IGNORECASE,
)
_NEXT = 18  # characters behind the name


# "patients with a history of cardiac disease must have a normal ejection fraction"
_MUST_HAVE = regex(r"\s*(?:must|should)\s+(?:have|be|undergo|show)\b", re.IGNORECASE)


def _is_read(requirement: Requirement, words: str) -> bool:
    """Whether what a disease depends on has been read with it: the insulin of "insulin-dependent diabetes"."""
    needed = dict(requirement.detail).get("requiring")
    return needed is not None and needed in words


def narrowed_condition(requirement: Requirement, own: str, before: str, after: str) -> str | None:
    """Why the exclusion of a condition does not hold of everyone who has it; None where nothing speaks against it."""
    if _MUST_HAVE.match(after):
        return "it says of whom something is asked"
    some = _SOME_OF_IT.search(f"{own}{after[:_NEXT]}")
    if some is not None and some.group().split()[-1].lower() not in requirement.concept:
        return "it is only some of it that excludes"
    if _PLACELESS.match(requirement.concept) and (_THERE_BEFORE.search(before) or _THERE_BEHIND.match(after)):
        return "it excludes in one place, or of one sort"
    if (word := _DEPENDENT.search(before)) is not None and not _is_read(requirement, word.group().lower()):
        return "the words before it narrow the condition"
    if (bad := degree(own, after, before)) is not None:
        return bad
    if isinstance(requirement.value, Comparison):
        return None  # its grade has been read
    if (so_far := degree_of_a_plain_name(requirement, own, before, after)) is not None:
        return so_far
    controlled = requirement.value != "uncontrolled" and "uncontrolled" not in requirement.concept
    if requirement.when is None and controlled and _ITS_BOUND.match(after):
        return "the bound beside it says which of it excludes"
    if _ITS_CLASS.match(after):
        return "its class or grade was not read"
    if _WHOSE.match(after):
        return "what else must be so decides"
    if _AN_AMOUNT.match(after):
        return "how much of it there was decides"
    return "how many of it there were decides" if _A_NUMBER_OF.search(before) else None
