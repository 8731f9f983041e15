"""Owns therapies of something else than the cancer in question: a condition, a second cancer, a metastasis in the brain."""

from __future__ import annotations

from bisect import bisect_left

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect, Kind

_BRAIN = regex(
    r"\b(?<!non-)(?<!non )(?<!outside the )(?<!outside of the )(?:brain|cns|central nervous system|leptomening\w*|intracranial|cranial|spinal cord|cerebral)\b"
)
_BRAIN_THERAPY = frozenset({"whole brain radiation therapy", "stereotactic radiosurgery"})
_OTHER_CANCER = regex(
    r"\b(?:malignanc\w+|malignant (?:disease|neoplasm|tumou?r)s?|other (?:primary|invasive) cancers?"
    r"|(?<!ductal )(?<!lobular )carcinoma in situ|in[- ]situ (?:cervical|carcinoma of the (?:cervix|bladder))"
    r"|skin cancer|basal cell|second(?:ary)? (?:primary|cancer)|other cancers?|cervix)\b"
)
_TREATS_CONDITION = regex(
    r"\b(?:requir\w+|needing|treated|controlled|manag\w+|despite|on|by|with|responsive|receiving|need\s+for|necessitat\w+|intervention)\b[^.;]{0,60}$"
)
_AILMENT = regex(
    r"\b(?:infections?|disorders?|illness(?:es)?|syndromes?|bleeding|h[a]?emorrhages?|arrhythmias?|ulcers?|effusions?"
    r"|ascites|pneumonitis|colitis)\s+(?:\([^()]*\)\s*)?"
    r"(?:(?:that|which)\s+)?(?:(?:is|are|has|have)\s+)?(?:currently\s+)?(?:requir\w+|necessitat\w+|needing|needed)\b[^.;,]{0,60}$"
)
_AHEAD = regex(r"\b(?:anticipat\w+|planned|scheduled|expected|prior|previous|any\s+condition)\b")
_OR_ON = regex(
    r"\bor\s+(?:(?:(?:patients|subjects|participants|those)\s+(?:who|that)\s+(?:may\s+)?)?requir\w+\b"
    r"|(?:(?:who\s+|that\s+)?(?:is|are|has|have|had)\s+)?(?:\w+\s+)?"
    r"(?:receiv\w+|on\b|taking|treated|use\b|prior|previous|undergo\w+|history"
    r"|(?:current|concurrent|concomitant|ongoing)\s+(?:use|treatment|therapy)|any\s+(?:other\s+)?(?:form|prior)))"
    r"|;"
)

# "autoimmune disease that requires steroids or other immunosuppressive drugs": what the disease is treated with
_FURTHER = r"(?:(?:any|other|another|forms?|types?|kinds?|of|systemic|chronic)\s+)*"
_NEEDS_ONE_OF = regex(
    rf"\b(?:diseases?|disorders?|conditions?|immunodeficiency|syndromes?)\b[^.;]{{0,60}}?\brequir\w+\s[^.;()]{{0,60}}?"
    rf"(?:steroids?|corticosteroids?|therapy|treatment)\b[^.;()]{{0,20}}(?:\([^()]*\)\s*)?,?\s*\bor\s+{_FURTHER}$"
    r"|\b(?:that|which)\s+(?:(?:has|have|had)\s+)?requir\w+\s+(?:systemic\s+)?(?:treatment|therapy)\b[^.;()]{0,80}[(,]?\s*\b(?:i\.?e|e\.?g)\b[^()]*$"
    r"|\b(?:that|which)\s+(?:may|might|could)\s[^.;,]{0,60}\bor\s+(?:may\s+)?requires?\s+(?:[\w-]+\s+){0,3}$"
)
# "any condition requiring steroids or other immunosuppressive drugs": whichever it is, the treatment counts
_ANY_CONDITION = regex(
    r"\W*(?:(?:patients?|participants?|subjects?|who|with|has|have|any|an?|other|medical|concurrent|active)\s+)*conditions?\s+(?:(?:that|which)\s+)?requir"
)
_REACH = 240  # characters
_OR_NEEDS = regex(r"\bor\s+(?:(?:the|a)\s+)?(?:requir\w+|need\w*)\b")
_ANTI_INFECTIVE = frozenset(
    {"antiviral therapy", "antiretroviral therapy", "HBV antiviral therapy", "HCV antiviral therapy", "antibiotic", "antifungal",
     "azole antifungal", "protease inhibitor", "HIV protease inhibitor"}
)  # fmt: skip
_INFECTION = regex(r"\bhiv|hepatitis|\bh[bc]v\b|hbsag|infection|immunodeficiency virus")
_ABDOMINAL = frozenset(
    {"bowel resection", "small bowel resection", "stomach or small bowel resection", "gastrectomy", "gastric bypass"}
)
_HAD = regex(r"\bprior|previous|history|\bhad\b|undergone|\bsurger(?:y|ies),? (?:including|such as|e\.g)")


# "gout, or treatment with amiodarone in the last week", "infection or antibiotics within a week": each excludes by itself, for the
# condition is not said to need it
_OR_THIS = regex(
    r"\W*(?:\([^()]*\)\W*)?or\s+(?:(?:any|the|an?|current|recent|prior|systemic|oral|intravenous|iv|parenteral)\s+)*"
    r"(?:(?:(?:treatment|therapy)\s+with|(?:use|administration|receipt|intake)\s+of"
    r"|(?:(?:is|are|was|were|has|have|had|been|currently)\s+)+(?:receiv\w+|taking|taken|treated\s+with))\s+"
    r"(?:(?:any|systemic|oral|intravenous|iv|parenteral|therapeutic)\s+)*)?"
)
_IN_A_TIME = regex(r"[^.;:()]{0,60}?\b(?:within|(?:in|during) the (?:last|past|previous|preceding)|less than)\s")


# "symptomatic brain metastases, or any radiation or surgery for brain metastases within 3 months": each excludes by itself
_OR_ANY = regex(r"\bor\s+(?:(?:any|prior|previous|recent)\s+)*(?:[\w-]+\s+or\s+)?$")
_FOR_THEM_WITHIN = regex(
    r"\s*(?:or\s+[\w-]+\s+)?(?:for|to|of)\s+(?:(?:the|these|such)\s+)?(?:brain|cns)\s+(?:metasta\w+|lesions?|disease)\s+(?:within|in\s+the\s+(?:past|last))\b"
)


def _is_one_more(words: Around) -> bool:
    """Whether a treatment of brain metastases is named beside them as what excludes too, and has its own time."""
    lower, start, end = words.passage.lower, words.name.start, words.name.end
    return _FOR_THEM_WITHIN.match(lower, end) is not None and _OR_ANY.search(lower, 0, start) is not None


def is_of_other_disease(words: Around) -> bool:
    """Whether the statement is about a condition, a second cancer or a brain metastasis, and this is its treatment."""
    if words.name.concept not in _BRAIN_THERAPY and _BRAIN.search(words.before) and not _is_one_more(words):
        return True
    at = words.name.start
    lower = words.passage.lower
    if _NEEDS_ONE_OF.search(lower, max(0, at - _REACH), at) and not _ANY_CONDITION.match(lower):
        return True
    other = _OTHER_CANCER.search(words.before)
    if other is not None and not _OR_NEEDS.search(words.before, other.end()):
        return True
    if words.name.concept in _ANTI_INFECTIVE and (infected := list(_INFECTION.finditer(words.own))):
        return (
            _IN_A_TIME.match(lower, words.name.end) is None or _OR_THIS.fullmatch(words.own, infected[-1].end()) is None
        )
    if words.name.concept in _ABDOMINAL and not _HAD.search(words.own[-40:] + words.behind[:20]):
        return words.passage.base is Effect.REQUIRE or _is_a_condition_too(words)
    if (ailing := _AILMENT.search(words.own)) is not None and not _OR_ON.search(ailing.group()):
        return True
    end = _last_condition(words)
    if end is None or _AHEAD.search(words.before[-60:]):
        return False
    if _IN_A_TIME.match(lower, words.name.end) is not None and _OR_THIS.fullmatch(lower, end, at) is not None:
        return False
    since = words.passage.lower[end : words.name.start]
    return _TREATS_CONDITION.search(since) is not None and not _OR_ON.search(since)


def _is_a_condition_too(words: Around) -> bool:
    """Whether the vocabulary knows the words of a therapy as a condition, which is then read as one."""
    name = words.name
    mentions = words.passage.of_kind(Kind.COMORBIDITY)
    return any(mention.start < name.end and name.start < mention.end for mention in mentions)


def _last_condition(words: Around) -> int | None:
    """Where the condition that is named last before the therapy, within its reach, ends."""
    mentions, at = words.passage.mentions, words.name.start
    place = bisect_left(mentions, at, key=lambda mention: mention.start)
    while place > 0 and mentions[place - 1].start >= at - len(words.own):
        place -= 1
        if mentions[place].kind is Kind.COMORBIDITY and not mentions[place].name.startswith("contraindication"):
            return mentions[place].end
    return None
