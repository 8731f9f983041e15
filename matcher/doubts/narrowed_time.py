"""Owns exclusions of a treatment without a window whose words tell of a time, an amount or an event all the same."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Requirement

# "a fall of LVEF on earlier anthracyclines", "grade 3 reactions from prior immunotherapy": what happened under it excludes
_HAPPENED_UNDER = regex(
    r"\b(?:drops?|decreas\w+|declin\w+|fall|reduc\w+|toxicit\w+|events?|reactions?|effects?|ir-?AEs?|S?AEs?|complications?|neuropathy|"
    r"pneumonitis|colitis|cardiomyopathy|cytopenias?|myelosuppression|failure|dysfunction|damage|injury|nausea|diarrh\w+)\b[^.;]{0,60}\b"
    r"(?:on|during|with|from|after|to|of|by|under)\s+(?:an? |the |any |prior |previous |earlier |their |other |past |(?:neo-?)?adjuvant )*$",
    re.IGNORECASE,
)
# "more than 2 chemotherapies": how many of them decides
_A_NUMBER_OF = regex(
    r"(?:[<>≥≤]\s*=?\s*\d+|\b(?:more|fewer|less|greater) than (?:\d+|one|two|three|four))\s*(?:(?:prior|previous|lines? of|regimens? of|types? of)\s+)*$"
    r"|\bmore than (?:one|1|two|2) combinations? of\s+(?:[\w-]+\s+(?:plus|and|with)\s+(?:an?\s+)?)?$"
    r"|\bnumber of\s+(?:(?:prior|previous|total|the|earlier)\s+)*$",
    re.IGNORECASE,
)
_RECENT = regex(r"\brecent(?:ly)?\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# "more than the maximum dose of an anthracycline", "six cycles of docetaxel"
_AN_AMOUNT_OF = regex(
    r"\b(?:more|greater|less|fewer|over|exceed\w*|at least|maximum|highest|total|cumulative|lifetime|\d+|two|three|four|five|six)\b[^.;,]{0,40}?"
    r"\b(?:doses?|amounts?|cycles?|courses?) of\s+(?:[\w-]+\s+){0,3}$"
    r"|(?<!within )(?<!last )(?<!past )\b\d+\s+(?:weeks?|months?|years?) of (?:(?:prior|previous|adjuvant)\s+)*(?:[\w-]+\s+or\s+(?:an?\s+)?)?$",
    re.I,
)
# "cytotoxic treatment: 21 days", "chemotherapy within the washout of three weeks": a time that was not read
_A_TIME_BEHIND = regex(
    r"^[^.;:\n]{0,90}?\bwithin\s*$"
    r"|^(?:\s*[<>≤≥]\s*|\s*[:(–]\s*(?:within\s+|(?:\\?[<>≤≥]\s?\\?=?|at least|minimum of|more than)\s*)?|(?:(?!\b(?:or|and)\b)[^.;:,\n]){0,40}?\bwithin\s+(?:the\s+)?(?:last\s+|past\s+)?)[\w-]+\s*(?:days?|weeks?|months?|half)",
    re.IGNORECASE,
)
# "surgery, radiotherapy (…), any experimental drug within 30 days": no trial shuts out surgery for ever beside such a time
_A_TIME_OF_ALL = regex(
    r"^\s*,(?:[^.;:()\n]|\([^()]*\)){0,160}?(?:\bwithin\s+(?:the\s+)?(?:last\s+|past\s+|previous\s+)?|\bless than\s+|[≤<]\s*=?\s*)"
    r"[\w-]+\s*(?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_MODALITIES = frozenset(
    {"surgery", "major surgery", "radiation therapy", "chemotherapy", "endocrine therapy", "anticancer therapy", "systemic therapy",
     "biologic therapy", "immunotherapy", "targeted therapy"}
)  # fmt: skip

# "tamoxifen or raloxifene within two years of the current diagnosis": of the whole list, and counted from elsewhere
_COUNTED_FROM_ELSEWHERE = regex(
    r"^[^.;:\n]{0,100}?\b(?:with(?:in)?|in the|less than|during the)\s+[\w-]+\s+(?:\([^()]*\)\s+)?(?:days?|weeks?|months?|years?)\s+(?:of|from|before|prior to|preceding|after)\s+"
    r"(?:(?!(?:study|trial|protocol|enrol\w+|random\w+|regist\w+|treatment|entry)\b)[\w-]+\s+){0,4}?(?:diagnosis|biopsy)\b",
    re.IGNORECASE,
)
# "surgery, chemotherapy or antibodies within protocol-specified intervals": each has its time, which is not told
_TIME_NOT_TOLD = regex(
    r"^[^.;:\n]{0,160}?\b(?:within|in|during|outside|before)\s+(?:(?:the|a|their|its|an)\s+)*(?:(?:protocol|study|pre-?)[- ]?)?(?:specified|defined|required|prohibited|stated|indicated|acceptable|appropriate|adequate|washout|wash-out)\s+"
    r"(?:washout\s+|wash-out\s+|time\s*)*(?:intervals?|periods?|windows?|frames?|times?|timelines?)\b(?!\s*(?:of|\())",
    re.IGNORECASE,
)
_BEGUN_LATELY = regex(
    r"\b(?:initiation|introduction|(?:recent|new|newly|lately)\s+(?:start\w*|begun|change\w*|initiat\w*|prescri\w*))\s+(?:\([^()]*\)\s*)?(?:of|in|on|to)\s+(?:[\w-]+\s+(?:(?:or|and)\s+)?){0,4}$",
    re.IGNORECASE,
)
# "scheduled for surgery between the first and the second scan", "up to 24 hours after the dose"
_PLANNED_FOR_THEN = regex(
    r"^[^.;:\n]{0,90}?\b(?:between (?:the )?(?:first|1st|baseline|initial|two|screening|study)\b|(?:within|up to|in the|during the|for) (?:(?:the|next|first|time|period|of|a|to|up|at|least|following|subsequent) )*[\w-]+(?: \([^()]*\))? (?:hours?|days?)\b)",
    re.IGNORECASE,
)


def without_its_time(requirement: Requirement, before: str, after: str) -> str | None:
    """Why a treatment without a window excludes only some: by what came of it, by its amount, by a time not read."""
    if requirement.value == "planned" and _PLANNED_FOR_THEN.match(after):
        return "it excludes only where it is to be then"
    if _HAPPENED_UNDER.search(before) or _RECENT.search(before) or _BEGUN_LATELY.search(before):
        return "it is what happened under it, or how long ago it was, that excludes"
    if _AN_AMOUNT_OF.search(before):
        return "how much of it was given decides"
    if _A_TIME_BEHIND.match(after) or _COUNTED_FROM_ELSEWHERE.match(after) or _TIME_NOT_TOLD.match(after):
        return "the time behind it has not been read"
    if requirement.concept in _MODALITIES and _A_TIME_OF_ALL.match(after):
        return "the time behind the list may be of all of it"
    if _A_NUMBER_OF.search(before):
        return "how many of it were had decides"
    return None
