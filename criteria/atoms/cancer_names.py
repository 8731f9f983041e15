"""Owns the cancers that a passage names: by the vocabulary, and by organs that stand among them in a list."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tag import Mention
from criteria.tree import Kind
from criteria.vocabulary import load

_ORGAN_CANCERS = {
    "breast": "breast cancer", "ovarian": "ovarian cancer", "colorectal": "colorectal cancer", "colon": "colon cancer", "gastric": "gastric cancer",
    "lung": "lung cancer", "prostate": "prostate cancer", "pancreatic": "pancreatic cancer", "endometrial": "endometrial cancer",
    "endometrial/uterine": "endometrial cancer", "cervical": "cervical cancer", "bladder": "bladder cancer", "urothelial": "urothelial carcinoma",
    "esophageal": "esophageal cancer", "gastroesophageal junction": "gastroesophageal junction cancer", "head and neck": "head and neck cancer",
    "thyroid": "thyroid cancer", "renal": "renal cell cancer", "kidney": "renal cell cancer", "hepatocellular": "hepatocellular carcinoma", "biliary": "biliary tract cancer",
    "fallopian tube": "fallopian tube cancer", "peritoneal": "primary peritoneal cancer", "uterine": "endometrial cancer",
}  # fmt: skip
_ORGAN = regex(r"\b(?:" + "|".join(sorted(_ORGAN_CANCERS, key=len, reverse=True)) + r")\b")
LIST = regex(
    r"\s?(?:\([^()]*\))?\s?(?:,|/|;|\bor\b|\band\b|,\s?(?:or|and))\s?(?:cn-high |advanced |metastatic |recurrent |high[- ]grade |serous |squamous |other |and/or )*"
)
"""What stands between two diagnoses of one list."""

_ORGANS = regex(rf"(?:\s?(?:,|/|or|and|and/or|,\s?(?:or|and))\s?(?:{_ORGAN.pattern})?)+\s?")
_BASAL_OR = regex(r"\bbasal(?:[ -]cell)?(?=(?: carcinomas?| cancers?)?(?:,| and| or| and/or|/)+ ?squamous)")
_SQUAMOUS_OR = regex(r"\bsquamous(?:[ -]cell)?(?=(?: carcinomas?| cancers?)?(?:,| and| or| and/or|/)+ ?basal)")
_BASAL, _SQUAMOUS = "basal cell carcinoma", "squamous cell carcinoma of the skin"
# "of the cervix, *endometrium, colon or thyroid*": organs that share the noun before the first of them
_NOUNS = {
    "cervix": "cervical", "uterine cervix": "cervical", "endometrium": "endometrial", "uterus": "endometrial", "colon": "colon", "rectum": "colorectal",
    "thyroid": "thyroid", "bladder": "bladder", "skin": "skin", "prostate": "prostate", "breast": "breast", "stomach": "gastric", "ovary": "ovarian",
    "lung": "lung", "esophagus": "esophageal", "vulva": "vulvar", "melanoma": "melanoma",
}  # fmt: skip
_NOUN = "|".join(sorted(_NOUNS, key=len, reverse=True))
_FURTHER = regex(
    rf"(?P<shared>\s*\(?(?:of|in)?\s*(?:the )?(?P<first>{_NOUN})\b)?(?P<more>(?:\s*(?:,|/|\bor\b|\band\b|\band/or\b)+\s*(?:of )?(?:the )?(?:{_NOUN})\b(?!\s+(?:cancer|carcinoma|tumou?r|in situ|melanoma)))*)"
)
_ORGAN_NOUN = regex(rf"\b(?:{_NOUN})\b")
_IN_SITU = "carcinoma in situ"
_UNNAMED = frozenset({"cancer", "other malignancy", "solid tumor", "adenocarcinoma"})


def is_unnamed(name: str) -> bool:
    """Whether a name of the vocabulary stands for any cancer."""
    return name in _UNNAMED


def is_breast(name: str) -> bool:
    """Whether a name of the vocabulary is a cancer of the breast, in situ forms included."""
    found = load().find(Kind.CANCER, name)
    return found is not None and found.category == "breast"


def cancers(passage: Passage) -> list[Mention]:
    """Cancers by name, and organs that stand among them in a list: "breast, ovarian or prostate cancer"."""
    named = passage.of_kind(Kind.CANCER)
    if not named:
        return named
    found = [m for mention in named for m in _both_of_the_skin(passage, mention)]
    for pattern, name in ((_BASAL_OR, _BASAL), (_SQUAMOUS_OR, _SQUAMOUS)):
        for match in pattern.finditer(passage.lower):
            if not any(m.start <= match.start() < m.end for m in found):
                found.append(Mention(match.start(), match.end(), Kind.CANCER, name))
    found = [m for mention in found for m in _with_further_organs(passage, mention)]
    found.sort(key=lambda m: (m.start, m.end))
    for match in _ORGAN.finditer(passage.lower):
        if any(m.start < match.end() and match.start() < m.end for m in found):
            continue
        after = next((m for m in named if m.start >= match.end()), None)
        before = next((m for m in reversed(found) if m.end <= match.start()), None)
        joined_after = after is not None and _ORGANS.fullmatch(passage.lower[match.end() : after.start]) is not None
        joined_before = before is not None and LIST.fullmatch(passage.lower[before.end : match.start()]) is not None
        if joined_after or joined_before:
            found.append(Mention(match.start(), match.end(), Kind.CANCER, _ORGAN_CANCERS[match.group()]))
            found.sort(key=lambda m: m.start)
    return found


def _both_of_the_skin(passage: Passage, mention: Mention) -> Iterator[Mention]:
    """Two cancers for a phrase that names both: "squamous or basal cell carcinoma of the skin"."""
    words = passage.lower[mention.start : mention.end]
    if "basal" not in words or "squamous" not in words:
        yield mention
        return
    cut = mention.start + max(words.index("basal"), words.index("squamous"))
    first, second = (_BASAL, _SQUAMOUS) if words.index("basal") < words.index("squamous") else (_SQUAMOUS, _BASAL)
    yield Mention(mention.start, cut, Kind.CANCER, first)
    yield Mention(cut, mention.end, Kind.CANCER, second)


def _with_further_organs(passage: Passage, mention: Mention) -> Iterator[Mention]:
    """A cancer "of the cervix, colon or breast" as one of each organ; "in situ" is said of them all."""
    match = _FURTHER.match(passage.lower, mention.end)
    words = passage.lower[mention.start : mention.end]
    whole = mention.name in (_IN_SITU, "cancer")  # no organ yet
    named_after = " of " in words or " in " in words or words.endswith(tuple(_NOUNS))
    if match is None or not (match["more"] and named_after or whole and match["shared"]):
        yield mention
        return
    situ = "situ" in mention.name or "situ" in words
    if not whole:
        yield mention
    start = mention.start if whole else match.start()
    for organ in _ORGAN_NOUN.finditer(passage.lower, match.start(), match.end()):
        yield Mention(start, organ.end(), Kind.CANCER, _of_organ(_NOUNS[organ.group()], in_situ=situ))
        start = organ.end()


def _of_organ(organ: str, *, in_situ: bool) -> str:
    if not in_situ:
        return organ if organ == "melanoma" else f"{organ} cancer"
    if organ == "melanoma":
        return "melanoma in situ"
    found = load().find(Kind.CANCER, f"{organ} {_IN_SITU}") or load().find(Kind.CANCER, f"{_IN_SITU} of the {organ}")
    return found.name if found is not None else f"{organ} {_IN_SITU}"
