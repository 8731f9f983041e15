"""Owns what a therapy was given for: "chemotherapy or radiotherapy (any) for this breast cancer" leaves out any other disease."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex

THIS = "breast cancer"
"""The purpose of what was given for the breast cancer in question."""
ANY_BREAST = "any breast cancer"
"""The purpose of what was given for this or another cancer of the breast."""

ANOTHER = "another disease"
"""The purpose of what was given for anything but the breast cancer in question."""
PREVENTION = "prevention"
"""The purpose of what was given lest a cancer come, or for the bones."""

_TREATING = (
    r"(?:\s+(?:therap(?:y|ies)|treatments?|agents?|use|regimens?))?(?:\s+with\s+\w+\s+intent)?(?:,?\s+(?:that\s+(?:was|were)\s+)?(?:given|received|used|administered|intended|delivered|performed|prescribed))?"
    r"\s+(?:for|of|directed\s+(?:at|against)|to\s+treat)\s+(?:(?:the\s+)?(?:treatment|management)\s+(?:of|for)\s+)?"
)
_THE = (
    r"(?:(?:treatment\s+of|the|this|their|his|her|your|an?(?=\s+current|\s+newly)|(?:currently|presently)\s+diagnosed|current|present(?:ing|ly)?|index(?:ed)?|study|stated|specific|primary|invasive|newly\s+diagnosed|currently|newly|or|new|operable|early(?:[- ]stage)?|known|existing"
    r"|ipsi-?lateral|diagnosis\s+of)\s+)*"
)
_BREAST = r"(?:(?:adeno)?carcinoma\s+of\s+the\s+breast|breast\s+(?:cancer|carcinoma|malignancy|tumou?r|adenocarcinoma|neoplasm)s?)\b(?!\s+(?:metasta|prevent|risk|prophyl))"
_MALIGNANCY = r"(?:cancer|malignancy|carcinoma|tumou?r|neoplasm|disease|diagnosis|condition)\b"
_OF_THIS = (
    r"(?:(?:this|current|present|index|stated|newly\s+diagnosed|currently\s+diagnosed)\s+(?:(?:primary|invasive|current)\s+)*|the\s+(?:primary|underlying)\s+(?=tumou?r|neoplasm|cancer|malignancy)"
    r"|their\s+(?:own\s+)?(?=cancer|malignancy|disease\b(?!\s+(?:has|had|within|in\b))))"
)
_FOR_BREAST_CANCER = regex(rf"{_TREATING}(?:{_THE}{_BREAST}|(?:(?:the|their)\s+)?{_OF_THIS}{_MALIGNANCY})")
_FOR_ANY_OF_THE_BREAST = regex(rf"{_TREATING}(?:an?|any|previous|prior)\s+(?:invasive\s+|primary\s+)*{_BREAST}")
_UNRELATED = r"(?:unrelated|not\s+related|other\s+than|different\s+from|apart\s+from)"
_FOR_ANOTHER = regex(
    rf"{_TREATING}(?:(?:an?|any|the)\s+)?(?:(?:\w+\s+){{0,2}}(?:conditions?|diseases?|malignanc(?:y|ies)|cancers?|disorders?|indications?|reasons?|diagnosis)\s*,?\s+{_UNRELATED}\s+(?:to\s+)?(?:{_THE})(?:{_BREAST}|cancer\b|malignancy\b)"
    r"|(?:another|other|second|unrelated|different|non-?malignant|benign)\s+(?:\w+\s+)?(?:conditions?|diseases?|malignanc(?:y|ies)|cancers?|disorders?|indications?)\b)"
)
_TO_PREVENT = regex(
    r"(?:\s+(?:therap(?:y|ies)|treatments?|agents?|use))?(?:\s+(?:given|taken|received|used))?\s+(?:for|as|to)\s+(?:(?:the|a|breast|cancer|primary)\s+){0,3}(?:chemo-?prevent\w+|prevent(?:ion)?\b|prevent(?:at)?ive\s+(?:agents?|measures?|therap(?:y|ies)|treatments?)\b|prophylaxis|reduction\s+(?:in|of)\s+(?:\w+\s+)?risk|risk[- ]reduction|reduc(?:e|ing)\s+(?:the\s+)?risk)"
    r"(?!\s+(?:of\s+)?(?:(?:the|disease|cancer|distant|their)\s+)*(?:recurr|relaps|progress|metasta|hot|nausea|bone|skelet|fract|thromb|infect|clot|pregnan))"
)
# "for prevention or treatment", "for prevention or for other indications": no longer that alone
_OR_TREATMENT = regex(
    r"[^.;]{0,60}?\b(?:or|and/or|and|nor)\s+(?:for\s+)?(?:as\s+)?(?:adjuvant|(?:the\s+)?treatment(?!\s+(?:for|of)\s+osteo)|therapy|other\b)"
)
# what may stand between a list and its purpose: the bracket that its last members are in, another bracket, a member not read
_BEHIND_A_LIST = regex(
    r"\s*[)\]](?=[\s,])|\s*\([^()]*\)(?=[\s,])"
    r"|(?:,\s*(?:(?:or|and|and/or)\s+)?|\s+(?:or|and|and/or)\s+)(?!(?:who|that|which|with|no|not|has|have|had|is|are|for)\b)(?:[\w/-]+\s+){0,3}?[\w/-]+(?=\s*\(|\s+for\b|,?\s+(?:given|received)\s+for\b)"
)
_ITS_NAME = regex(r"\bfor breast (?:cancer|carcinoma)$")
_METASTASES = regex(r"\s+metasta")
# "treatment for this cancer, such as radiotherapy, …": what stands before the examples is said of each
_HEADED = regex(
    rf"[^.;]*{_TREATING}{_THE}(?:{_BREAST})\s*(?:\([^()]*|[,:]?\s*(?:\(\s*)?(?:such\s+as|including|(?:which|that)\s+includes?|e\.?\s?g\.?|for\s+example|like|consisting\s+of|comprising)\b[^.;]*)"
)
# "For the currently diagnosed cancer, any previous chemotherapy"
_OPENS_FOR_THIS = regex(
    r"^\W*for\s+(?:the|this|their|a)\s+(?:current|currently\s+diagnosed|newly\s+diagnosed|present|index|this)\s+(?:breast\s+)?(?:cancer|malignancy|carcinoma|tumou?r|disease)\s*,"
)
_OTHER_TOO = regex(r"[^.;]{0,30}\b(?:or|and/or|and)\s+(?:any\s+|for\s+|an?\s+)*(?:other|another|previous|earlier)\b")
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
    if _OPENS_FOR_THIS.match(words.passage.lower):
        return THIS
    return THIS if "breast" in words.own and _HEADED.fullmatch(words.own) is not None else None


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
