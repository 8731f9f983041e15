"""Owns what a therapy was given for: "chemotherapy or radiotherapy (any) for this breast cancer" leaves out any other disease."""

from __future__ import annotations

from bisect import bisect_left

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind
from criteria.vocabulary import load
from criteria.words.context import Cue
from criteria.words.moods import Mood

THIS = "breast cancer"
"""The purpose of what was given for the breast cancer in question."""
ANY_BREAST = "any breast cancer"
"""The purpose of what was given for this or another cancer of the breast."""

ANOTHER = "another disease"
"""The purpose of what was given for anything but the breast cancer in question."""
ANOTHER_CANCER = "another cancer"
"""The purpose of what was given for a cancer of another organ, which is named."""
PREVENTION = "prevention"
"""The purpose of what was given lest a cancer come, or for the bones."""

_TREATING = (
    r"(?:\s+(?:therap(?:y|ies)|treatments?|agents?|use|regimens?))?(?:\s+with\s+\w+\s+intent)?"
    r"(?:,?\s+(?:that\s+(?:was|were)\s+)?(?:given|received|used|administered|intended|delivered|performed|prescribed))?"
    r"(?:,?\s+(?:(?:that|which)\s+)?(?:(?:would|could|might|may)\s+be\s+|is\s+|are\s+)?(?:considered|regarded)\s+"
    r"(?:as\s+|to\s+be\s+)?an?\s+(?:treatment|therapy))?"
    r"\s+(?:for|of|directed\s+(?:at|against)|to\s+treat)\s+(?:(?:the\s+)?(?:treatment|management)\s+(?:of|for)\s+)?"
)
_THE = (
    r"(?:(?:treatment\s+of|the|this|their|his|her|your|an?(?=\s+current|\s+newly)|(?:currently|presently)\s+diagnosed"
    r"|current|present(?:ing|ly)?|index(?:ed)?|study|stated|specific|primary|invasive|newly\s+diagnosed|currently"
    r"|newly|or|new|operable|early(?:[- ]stage)?|known|existing"
    r"|ipsi-?lateral|diagnosis\s+of)\s+)*"
)
_BREAST = (
    r"(?:(?:adeno)?carcinoma\s+of\s+the\s+breast"
    r"|breast\s+(?:cancer|carcinoma|malignancy|tumou?r|adenocarcinoma|neoplasm)s?)\b"
    r"(?!\s+(?:metasta|prevent|risk|prophyl))"
)
_MALIGNANCY = r"(?:cancer|malignancy|carcinoma|tumou?r|neoplasm|disease|diagnosis|condition)\b"
_OF_THIS = (
    r"(?:(?:this|current|present|index|stated|newly\s+diagnosed|currently\s+diagnosed)\s+"
    r"(?:(?:primary|invasive|current)\s+)*"
    r"|the\s+(?:primary|underlying)\s+(?=tumou?r|neoplasm|cancer|malignancy)"
    r"|their\s+(?:own\s+)?(?=cancer|malignancy|disease\b(?!\s+(?:has|had|within|in\b))))"
)
_FOR_BREAST_CANCER = regex(rf"{_TREATING}(?:{_THE}{_BREAST}|(?:(?:the|their)\s+)?{_OF_THIS}{_MALIGNANCY})")
_FOR_ANY_OF_THE_BREAST = regex(rf"{_TREATING}(?:an?|any|previous|prior)\s+(?:invasive\s+|primary\s+)*{_BREAST}")
_UNRELATED = r"(?:unrelated|not\s+related|other\s+than|different\s+from|apart\s+from)"
_FOR_ANOTHER = regex(
    rf"{_TREATING}(?:(?:an?|any|the)\s+)?(?:(?:\w+\s+){{0,2}}"
    r"(?:conditions?|diseases?|malignanc(?:y|ies)|cancers?|disorders?|indications?|reasons?|diagnosis)"
    rf"\s*,?\s+{_UNRELATED}\s+(?:to\s+)?(?:{_THE})(?:{_BREAST}|cancer\b|malignancy\b)"
    r"|(?:another|other|second|unrelated|different|non-?malignant|benign)\s+(?:\w+\s+)?"
    r"(?:conditions?|diseases?|malignanc(?:y|ies)|cancers?|disorders?|indications?)\b"
    r"|(?:an?\s+)?(?:prior|previous|earlier)\s+(?:primary\s+)?(?:malignanc(?:y|ies)|cancers?)\b)"
)
# said of hormones, which are taken for much else: "hormonal therapy for non-cancer-related conditions"
_FOR_NO_CANCER = regex(
    rf"{_TREATING}non-?\s?(?:breast\s+)?cancer(?:[-\s]related)?\s+(?:conditions?|indications?|reasons?|purposes?|diseases?)\b"
)
_TO_PREVENT = regex(
    r"(?:\s+(?:therap(?:y|ies)|treatments?|agents?|use))?(?:\s+(?:given|taken|received|used))?\s+(?:for|as|to)\s+"
    r"(?:(?:the|a|breast|cancer|primary)\s+){0,3}(?:"
    r"chemo-?prevent\w+|prevent(?:ion)?\b|prevent(?:at)?ive\s+(?:agents?|measures?|therap(?:y|ies)|treatments?)\b"
    r"|prophylaxis|reduction\s+(?:in|of)\s+(?:\w+\s+)?risk|risk[- ]reduction|reduc(?:e|ing)\s+(?:the\s+)?risk)"
    r"(?!\s+(?:of\s+)?(?:(?:the|disease|cancer|distant|their)\s+)*(?:recurr|relaps|progress|metasta|hot|nausea|bone|skelet|fract|thromb|infect|clot|pregnan))"
)
# "for prevention or treatment", "for prevention or for other indications": no longer that alone
_OR_TREATMENT = regex(
    r"[^.;]{0,60}?\b(?:or|and/or|and|nor)\s+(?:for\s+)?(?:as\s+)?(?:adjuvant|(?:the\s+)?treatment(?!\s+(?:for|of)\s+osteo)|therapy|other\b)"
)
# what may stand between a list and its purpose: the bracket that its last members are in, another bracket, a member not read
_BEHIND_A_LIST = regex(
    r"\s*[)\]](?=[\s,])|\s*\([^()]*\)(?=[\s,])"
    r"|(?:,\s*(?:(?:or|and|and/or)\s+)?|\s+(?:or|and|and/or)\s+)"
    r"(?!(?:who|that|which|with|no|not|has|have|had|is|are|for)\b)(?:[\w/-]+\s+){0,3}?[\w/-]+"
    r"(?=\s*\(|\s+for\b|,?\s+(?:given|received)\s+for\b)"
)
_ITS_NAME = regex(r"\bfor breast (?:cancer|carcinoma)$")
_METASTASES = regex(r"\s+metasta")
# "treatment for this cancer, such as radiotherapy, …": what stands before the examples is said of each
_HEADED = regex(
    rf"[^.;]*{_TREATING}{_THE}(?:{_BREAST})\s*(?:\([^()]*"
    r"|[,:]?\s*(?:\(\s*)?"
    r"(?:such\s+as|including|(?:which|that)\s+includes?|e\.?\s?g\.?|for\s+example|like|consisting\s+of|comprising)"
    r"\b[^.;]*)"
)
# "For the currently diagnosed cancer, any previous chemotherapy"
_OPENS_FOR_THIS = regex(
    r"^\W*for\s+(?:the|this|their|a)\s+(?:current|currently\s+diagnosed|newly\s+diagnosed|present|index|this)\s+"
    r"(?:breast\s+)?(?:cancer|malignancy|carcinoma|tumou?r|disease)\s*,"
)
_OTHER_TOO = regex(r"[^.;]{0,30}\b(?:or|and/or|and)\s+(?:any\s+|for\s+|an?\s+)*(?:other|another|previous|earlier)\b")
# "hormonal therapy for breast or prostate cancer is permitted": one of several, and here the one in the breast
_FOR_ONE_OF_SEVERAL = regex(
    rf"{_TREATING}{_THE}(?:breast(?:\s+cancer)?\s*(?:,|/|\bor\b|\band\b|\band/or\b)\s*(?:[\w-]+\s+){{0,3}}?(?:cancers?|carcinomas?)\b"
    rf"|(?:[\w-]+(?:\s+(?:cancer|carcinoma))?\s*(?:,|/|\bor\b|\band\b|\band/or\b)\s*){{1,3}}(?:or\s+|and\s+)?{_BREAST})"
)
# "for their unresectable or metastatic melanoma", "for brain tumor": up to where the cancer is named
_FOR_A_CANCER = regex(
    rf"(?:\)|\s*\([^()]*\))?,?{_TREATING}(?:(?:"
    r"treatment\s+of|management\s+of|the|their|this|an?|current(?:ly)?|present|known|existing|treated|newly|recently"
    r"|diagnosed|study|primary|localized|localised|locally|locoregional(?:ly)?"
    r"|early|late|advanced|metastatic|recurrent|relapsed|refractory|unresectable|resectable|resected|inoperable"
    r"|operable|borderline|incurable|malignant|high|low|grade|stage|i{1,3}[abc]?|iv[abc]?|limited|extensive|invasive"
    r"|and/or|or|and)[\s,/-]+)*$"
)
_OF_NO_ORGAN = frozenset(
    {"solid tumor", "cancer", "carcinoma", "adenocarcinoma", "squamous cell carcinoma", "other malignancy",
     "carcinoma of unknown primary", "neuroendocrine tumor",
     "carcinoma in situ", "benign tumor", "desmoid tumor", "phyllodes tumor", "angiosarcoma", "atypical hyperplasia", "hematologic malignancy"}
)  # fmt: skip
# "for ovarian or breast cancer", "for melanoma and other cancers"
_OR_HERS = regex(
    r"[^.;]{0,40}?(?:\b(?:or|and|and/or|/|,)\s*)[^.;]{0,40}?\b(?:breast|other|another|any|solid|cancers|malignanc\w+|tumou?rs)\b"
)
# "…, including chemotherapy, targeted therapy or": what stands before the examples is said of each
_EXAMPLES = regex(
    r"\s*[,(:]?\s*(?:\(\s*)?"
    r"(?:including(?:\s+but\s+not\s+limited\s+to)?|such\s+as|e\.?g\.?,?|i\.?e\.?,?|for\s+example,?|consisting\s+of)"
    r"\s[^.;()]*(?:\([^()]*)?"
)
_LIST_GOES_ON = regex(
    r"\s*(?:,|/|\bor\b|\band\b)[^.;]{0,30}?(?:therap|treatment|surgery|resection|radiation|agent|antibod)"
)
_LOCAL = frozenset(
    {"radiation therapy", "surgery", "brain surgery", "stereotactic radiosurgery", "whole brain radiation therapy",
     "local therapy"}
)  # fmt: skip
_IN_THE_HEAD = "central nervous system tumor"
_BESIDE = 3  # mentions behind a list, of which one may be the cancer
_FAR = 100  # characters from a list to the cancer that it was for
_STEPS = 3  # from a name, over its bracket and a member behind it, to the purpose
_PURPOSES = (
    (_FOR_BREAST_CANCER, THIS, _OTHER_TOO),
    (_FOR_ANY_OF_THE_BREAST, ANY_BREAST, _OTHER_TOO),
    (_FOR_ANOTHER, ANOTHER, _OTHER_TOO),
    (_TO_PREVENT, PREVENTION, _OR_TREATMENT),
)


def purpose(words: Around) -> str | None:
    """What a therapy was given for, by the words behind it or behind its list; None where that is not said, or not read."""
    spelt = words.passage.lower[words.name.start : words.name.end]
    if _ITS_NAME.search(spelt):
        own = _METASTASES.match(words.behind) is None and _OTHER_TOO.match(words.after) is None
        return THIS if own else None
    for behind in (words.behind, words.after):
        if (found := _behind(behind)) is not None:
            return found
    if words.name.concept == "endocrine therapy" and _FOR_NO_CANCER.match(words.behind) is not None:
        return ANOTHER
    if _OPENS_FOR_THIS.match(words.passage.lower):
        return THIS
    if _is_for_another_cancer(words):
        return ANOTHER_CANCER
    if _is_let_in(words) and (several := _FOR_ONE_OF_SEVERAL.match(words.passage.lower, words.last)) is not None:
        words.passage.claimed.append((words.last, several.end()))
        return THIS
    return THIS if "breast" in words.own and _HEADED.fullmatch(words.own) is not None else None


def _is_for_another_cancer(words: Around) -> bool:
    """Whether it was given for a cancer of another organ, where having had it so is not asked for.

    Spread to the brain goes by the name of a brain tumor, so what was done to that in its place may be for either.
    """
    if not _is_ruled_out(words):
        return False
    found = _cancer_behind(words) or _cancer_before(words)
    if found is None:
        return False
    named, start = found
    if named.name in _OF_NO_ORGAN or "breast" in named.name:
        return False
    is_a = load().is_a
    if is_a(Kind.CANCER, named.name, "breast cancer"):
        return False
    if words.name.concept in _LOCAL and is_a(Kind.CANCER, named.name, _IN_THE_HEAD):
        return False
    if _OR_HERS.match(words.passage.lower, named.end):
        return False
    words.passage.claimed.append((start, named.end))
    return True


def _cancer_behind(words: Around) -> tuple[Mention, int] | None:
    """The cancer that is named right behind the list as what it was for, and where the words for that begin."""
    passage, lower, last = words.passage, words.passage.lower, words.last
    if "(" in lower[words.name.end : last] and not lower.startswith(")", last):
        return None  # "therapy (tamoxifen for lung cancer is allowed)": said of what is in the bracket
    at = bisect_left(passage.mentions, last, key=lambda mention: mention.start)
    named = next((m for m in passage.mentions[at : at + _BESIDE] if m.kind is Kind.CANCER), None)
    if named is None or named.start > last + _FAR or not _FOR_A_CANCER.fullmatch(lower, last, named.start):
        return None
    if words.name.end < last and _LIST_GOES_ON.match(lower, named.end):
        return None  # "chemotherapy, hormones for prostate cancer, or radiotherapy": said of the one before it
    return named, last


def _cancer_before(words: Around) -> tuple[Mention, int] | None:
    """The cancer of which the treatments are named as examples: "any therapy for lung cancer, including radiotherapy"."""
    passage, lower = words.passage, words.passage.lower
    if passage.scopes.over(words.name.start, Cue.EXCEPTION) is not None:
        return None
    at = bisect_left(passage.mentions, words.name.start, key=lambda mention: mention.start)
    named = next((m for m in reversed(passage.mentions[:at]) if m.kind is Kind.CANCER), None)
    if named is None or not _EXAMPLES.fullmatch(lower, named.end, words.name.start):
        return None
    purpose = _FOR_A_CANCER.search(lower, max(0, named.start - _FAR), named.start)
    return (named, purpose.start()) if purpose else None


def _is_let_in(words: Around) -> bool:
    scopes, at = words.passage.scopes, words.name.start
    return scopes.mood(at) is Mood.PERMITTED or scopes.over(at, Cue.EXCEPTION) is not None


def _is_ruled_out(words: Around) -> bool:
    passage, at = words.passage, words.name.start
    ruled_out = passage.base is Effect.EXCLUDE or passage.scopes.mood(at) is Mood.FORBIDDEN
    return ruled_out or passage.scopes.negations(at) % 2 == 1


def _behind(words: str) -> str | None:
    start = 0
    for _ in range(_STEPS):
        for pattern, value, wider in _PURPOSES:
            found = pattern.match(words, start)
            if found is not None and wider.match(words, found.end()) is None:
                return value
        aside = _BEHIND_A_LIST.match(words, start)
        if aside is None:
            return None
        start = aside.end()
    return None
