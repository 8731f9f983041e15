"""Owns exclusions of a treatment whose words tell of a time, an amount or an event that was not read, or that only date something else."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Requirement
from matcher.doubts.words.sentence import Around

# "a fall of LVEF on earlier anthracyclines", "grade 3 reactions from prior immunotherapy": what happened under it excludes
_HAPPENED_UNDER = regex(
    r"\b(?:drops?|decreas\w+|declin\w+|fall|reduc\w+|toxicit\w+|events?|reactions?|effects?|ir-?AEs?|S?AEs?|complications?|neuropathy|"
    r"\w{3,}itis|cardiomyopathy|cytopenias?|myelosuppression|failure|dysfunction|damage|injury|nausea|diarrh\w+)\b[^.;]{0,60}\b"
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
    r"|^(?:\s*[<>≤≥]\s*|\s*[:(–]\s*(?:within\s+|(?:\\?[<>≤≥]\s?\\?=?|at least|minimum of|more than)\s*)?"
    r"|(?:(?!\b(?:or|and)\b)[^.;:,\n]){0,40}?\bwithin:?\s+(?:the\s+)?(?:last\s+|past\s+)?)[\w-]+\s*"
    r"(?:elimination\s+)?(?:days?|weeks?|months?|half)"
    r"|^(?:\s*(?:therapy|treatment))?\s+(?:is|was|of|should be|must be)\s+(?:at least\s+)?[\w-]+\s+(?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)
# "must have had no chemotherapy or surgery for at least 24 months": so long ago it may have been given
_WITHOUT_IT = regex(r"\b(?:no|not|never|without)\b[^.;:]*$", re.IGNORECASE)
_FOR_SO_LONG = regex(
    r"^[^.;:\n]{0,110}?\bfor\s+(?:at least|a minimum of|[≥>]\s?=?)\s*[\w-]+\s+(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
# "surgery, radiotherapy (…), any experimental drug within 30 days": no trial shuts out surgery for ever beside such a time
_A_TIME_OF_ALL = regex(
    r"^\s*(?:,|or\b|and/or\b|\(?\s*including\b|such as\b)(?:[^.;:()\n]|\([^()]*\)){0,160}?"
    r"(?:\bwithin\s+(?:the\s+)?(?:last\s+|past\s+|previous\s+)?|\bless than\s+|[≤<]\s*=?\s*)"
    r"[\w-]+\s*(?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_MODALITIES = frozenset(
    {"surgery", "major surgery", "radiation therapy", "chemotherapy", "endocrine therapy", "anticancer therapy", "systemic therapy",
     "biologic therapy", "immunotherapy", "targeted therapy", "small molecule inhibitor",
     "immunosuppressive therapy", "corticosteroid", "investigational agent"}
)  # fmt: skip

# "tamoxifen or raloxifene within two years of the current diagnosis": of the whole list, and counted from elsewhere
_COUNTED_FROM_ELSEWHERE = regex(
    r"^[^.;:\n]{0,100}?\b(?:with(?:in)?|in the|less than|during the)\s+[\w-]+\s+(?:\([^()]*\)\s+)?"
    r"(?:days?|weeks?|months?|years?)\s+(?:of|from|before|prior to|preceding|after)\s+"
    r"(?:(?!(?:study|trial|protocol|enrol\w+|random\w+|regist\w+|treatment|entry)\b)[\w-]+\s+){0,4}?(?:diagnosis|biopsy)\b",
    re.IGNORECASE,
)
# "surgery, chemotherapy or antibodies within protocol-specified intervals": each has its time, which is not told
_TIME_NOT_TOLD = regex(
    r"^[^.;:\n]{0,160}?\b(?:within|in|during|outside|before)\s+(?:(?:the|a|their|its|an)\s+)*"
    r"(?:(?:protocol|study|pre-?)[- ]?)?"
    r"(?:specified|defined|required|prohibited|stated|indicated|acceptable|appropriate|adequate|washout|wash-out)\s+"
    r"(?:washout\s+|wash-out\s+|time\s*)*(?:intervals?|periods?|windows?|frames?|times?|timelines?)\b(?!\s*(?:of|\())",
    re.IGNORECASE,
)
_BEGUN_LATELY = regex(
    r"\b(?:initiation|introduction|(?:recent|new|newly|lately)\s+(?:start\w*|begun|change\w*|initiat\w*|prescri\w*))"
    r"\s+(?:\([^()]*\)\s*)?(?:of|in|on|to)\s+(?:[\w-]+\s+(?:(?:or|and)\s+)?){0,4}$"
    r"|\b(?:start(?:ing|ed|s)?|begin(?:ning)?|initiat\w+|commenc\w+)(?: (?:of|with|on))?(?: an?)? new\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
# "scheduled for surgery between the first and the second scan", "up to 24 hours after the dose"
_PLANNED_FOR_THEN = regex(
    r"^[^.;:\n]{0,90}?\b(?:between (?:the )?(?:first|1st|baseline|initial|two|screening|study)\b"
    r"|(?:within|up to|in the|during the|for) "
    r"(?:(?:the|next|first|time|period|of|a|to|up|at|least|following|subsequent) )*[\w-]+(?: \([^()]*\))? "
    r"(?:hours?|days?)\b)",
    re.IGNORECASE,
)

# "on the same day as radiosurgery", "within 4 weeks of the investigational product": both only say when; "trauma at the site of operation": where
_SAME_DAY = regex(
    r"\bon the same days? (?:as|of|with)\s+(?:[\w-]+\s+(?:or|and)\s+)?$|\b(?:at|near|around|over) the (?:sites?|areas?) of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BEFORE_THE_DRUG = regex(
    r"\b(?:within|[<≤]|less than)\s[^.;,]{0,20}\b(?:hours?|days?|weeks?|months?)\s+(?:of|from|prior to|before)\s+"
    r"(?:(?:the|first|dose|start|of|receiving|initial)\s+)*$",
    re.IGNORECASE,
)
# "return for visits 6, 12 and 24 months after radiotherapy": what is to come
_VISITS = regex(r"\b(?:visits?|follow(?:ed)?[- ]?up)\b[^.;]{0,80}\bafter\s+(?:the\s+)?$", re.IGNORECASE)
# "abrupt discontinuation of alcohol, benzodiazepines or anticonvulsants": to stop it excludes, not to take it
_ITS_END = regex(
    r"\b(?:abrupt(?:ly)?|sudden(?:ly)?) (?:discontinu\w+|withdrawal|cessation|stop\w*)(?: (?:of|from))?\b[^.;]*$",
    re.IGNORECASE,
)
# what the trial gives, as in: within 2 weeks of the study therapy (radiosurgery)
_WHAT_IS_STUDIED = regex(
    r"\b(?:of|from|to|before|after|with|during)\s+(?:the\s+|start of\s+|first\s+|dose of\s+|all\s+)*"
    r"(?:study|protocol|trial)[- ](?:therapy|treatment|drugs?|medications?|intervention)s?\s*\("
    r"(?:[\w-]+\s+(?:or|and|plus|\+)\s+)?$",
    re.IGNORECASE,
)
# "change of dose or type of endocrine therapy"
_ITS_CHANGE = regex(
    r"\b(?:chang\w+|alter\w*|modif\w+|adjust\w*) (?:(?:in|of|to|the|their) )*"
    r"(?:dose|dosage|type|kind|regimen|schedule)s?(?: (?:or|and) (?:dose|dosage|type|kind|regimen|schedule))? "
    r"(?:of|in)\s+(?:their |the |any )?$",
    re.IGNORECASE,
)
# "concurrent treatment that interferes, including immunotherapy": its examples are concurrent too
_NOT_PAST = r"(?!\b(?:prior|previous\w*|past|history|received|had|before|within)\b)"
_HEAD_IS_NOW = regex(
    r"(?<!\bor )(?<!\band )(?<!/)\b(?:concurrent|concomitant|current(?:ly)?|ongoing|receiving|taking)\b"
    rf"(?:{_NOT_PAST}[^.;:]){{0,160}}?\b(?:including|includes?|such as|e\.\s?g\.?|for example)(?!\w)"
    rf"(?:{_NOT_PAST}(?:[^.;]|(?<=\be)\.|(?<=\bg)\.))*$",
    re.IGNORECASE,
)
_LIST_IS_NOW = regex(
    r"(?:^|[.;\n])\W*(?:(?:patients|subjects|participants|individuals|who|are|is|any|the)\s+)*"
    rf"(?:concurrent|concomitant|current(?:ly)?|use of|receiving|taking)\b(?:{_NOT_PAST}[^.;:\n]){{0,60}}\b"
    rf"(?:following|these)\b(?:{_NOT_PAST}[^.;:\n]){{0,50}}:(?:{_NOT_PAST}(?:[^.]|(?<=\be)\.|(?<=\bg)\.))*$",
    re.IGNORECASE,
)


def of_its_head(requirement: Requirement, words: Around) -> bool:
    """Whether a treatment without a time is a member of a list of those that are taken at present."""
    if requirement.when is not None or requirement.value not in (None, "prior"):
        return False
    return bool(_HEAD_IS_NOW.search(words.clause) or _LIST_IS_NOW.search(words.before))


def only_dates(requirement: Requirement, clause: str) -> bool:
    """Whether a treatment is named only to say when or where something else is, or is to end."""
    if requirement.concept == "investigational agent" and _BEFORE_THE_DRUG.search(clause):
        return True
    return any(words.search(clause) for words in (_SAME_DAY, _VISITS, _ITS_END, _ITS_CHANGE, _WHAT_IS_STUDIED))


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
    if _FOR_SO_LONG.match(after) and _WITHOUT_IT.search(before):
        return "the time behind it has not been read"
    if requirement.concept in _MODALITIES and _A_TIME_OF_ALL.match(after):
        return "the time behind the list may be of all of it"
    if _A_NUMBER_OF.search(before):
        return "how many of it were had decides"
    return None
