"""Owns the cancers that a passage names: by the vocabulary, and by organs that stand among them in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from criteria.atoms.cancers.cancer_phrases import phrases
from criteria.atoms.cancers.no_tumor import is_of_no_tumor
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind
from criteria.vocabulary import load

_ORGAN_CANCERS = {
    "breast": "breast cancer", "ovarian": "ovarian cancer", "colorectal": "colorectal cancer", "colon": "colon cancer", "gastric": "gastric cancer",
    "lung": "lung cancer", "prostate": "prostate cancer", "pancreatic": "pancreatic cancer", "endometrial": "endometrial cancer",
    "endometrial/uterine": "endometrial cancer", "cervical": "cervical cancer", "bladder": "bladder cancer", "urothelial": "urothelial carcinoma",
    "esophageal": "esophageal cancer", "gastroesophageal junction": "gastroesophageal junction cancer", "head and neck": "head and neck cancer",
    "thyroid": "thyroid cancer", "renal": "renal cell cancer", "kidney": "renal cell cancer",
    "hepatocellular": "hepatocellular carcinoma", "biliary": "biliary tract cancer",
    "fallopian tube": "fallopian tube cancer", "peritoneal": "primary peritoneal cancer", "uterine": "endometrial cancer",
    "pancreas": "pancreatic cancer", "stomach": "gastric cancer", "liver": "liver cancer", "rectal": "colorectal cancer", "head & neck": "head and neck cancer",
    "gynecologic": "gynecologic cancer", "gynecological": "gynecologic cancer", "gastrointestinal": "digestive system carcinoma",
    "esophagogastric": "gastroesophageal junction cancer", "gastroesophageal": "gastroesophageal junction cancer",
}  # fmt: skip
_ORGAN = regex(r"\b(?:" + "|".join(sorted(_ORGAN_CANCERS, key=len, reverse=True)) + r")\b")
_NO_QUALIFIER = (
    "with|for|of|who|that|which|to|in|on|at|as|has|have|had|must|may|should|is|are|was|were|no|not|without|any"
    "|received|if|by|from|after|before|prior|since|than"
    "|other|another|patients?|subjects?|participants?|women|men|those|their|diagnosis|history|evidence|cancers?|carcinomas?|tumou?rs?|disease"
)
_QUALIFIERS = rf"(?:(?!(?:{_NO_QUALIFIER})\b)[\w+-]+[\s/-]){{0,6}}"
_NUMBER = r"(?:\(?(?:[1-9]|[a-h])\)\s?)?"  # "1) …; 2) …"
_ASIDE = r"(?:\([^()]*\)|\[[^\[\]]*\])"
JOINS = regex(
    rf"[^,;()]{{0,24}}?(?:,?\s?{_ASIDE})*[)\s]*(?:,|/|;|\bor\b|\band\b|,\s?(?:or|and)|\bas well as\b)\s?(?:and/or |or |and )?{_NUMBER}{_QUALIFIERS}"
)
_SEPARATOR = r"(?:,|/|;|\bor\b|\band\b|,\s?(?:or|and)|\band/or\b)"
_UNKNOWN = rf"(?:(?:,?\s?{_ASIDE})*\s?[,;](?:\s?(?!(?:{_NO_QUALIFIER})\b)[\w+-]+){{1,3}}(?=[,;]))?"  # one item of which nothing is known
LIST = regex(rf"\)?{_UNKNOWN}(?:,?\s?{_ASIDE})*\s?{_SEPARATOR}\s?(?:or |and )?{_NUMBER}{_QUALIFIERS}\(?")
"""What stands between two diagnoses of one list."""

_ORGANS = regex(rf"(?:\s?(?:,|/|&|or|and|and/or|,\s?(?:or|and|&))\s?{_QUALIFIERS}(?:{_ORGAN.pattern})?)+\s?")
# an organ in a list of cancers that names something else: "*renal* disease", "triple-negative *breast* cancer", which is read elsewhere
_OF_A_NAME = regex(
    r"-\w|[ ](?:cancers?|carcinomas?|tumou?rs?|adenocarcinomas?|diseases?|disorders?|failure|insufficienc\w+|impairments?|dysfunctions?|functions?"
    r"|metasta\w+|lesions?|involvement|bleed\w*|ha?emorrhag\w*|biops\w+|transplant\w*|dialysis|injur\w+|infections?"
    r"|conditions?|abnormalit\w+|toxicit\w+|surger\w+)\b"
)
_BASAL_OR = regex(
    r"\bbasal(?:[ -]cell)?(?=(?: carcinomas?| cancers?)?-?(?:,|or|and| and| or| and/or|/)+ ?(?:locali[sz]ed |superficial |cutaneous )?squamous)"
)
_SQUAMOUS_OR = regex(
    r"\bsquamous(?:[ -]cell)?(?=(?: carcinomas?| cancers?)?(?:,| and| or| and/or|/)+ ?(?:locali[sz]ed |superficial |cutaneous )?basal)"
)
_BASAL, _SQUAMOUS = "basal cell carcinoma", "squamous cell carcinoma of the skin"
# "of the cervix, *endometrium, colon or thyroid*": organs that share the noun before the first of them
_NOUNS = {
    "cervix": "cervical", "uterine cervix": "cervical", "endometrium": "endometrial", "uterus": "endometrial", "colon": "colon", "rectum": "colorectal",
    "thyroid": "thyroid", "bladder": "bladder", "skin": "skin", "prostate": "prostate", "breast": "breast", "stomach": "gastric", "ovary": "ovarian",
    "lung": "lung", "esophagus": "esophageal", "vulva": "vulvar", "melanoma": "melanoma", "pancreas": "pancreatic", "liver": "liver", "kidney": "kidney",
    "larynx": "laryngeal", "hypopharynx": "hypopharyngeal", "oropharynx": "oropharyngeal", "nasopharynx": "nasopharyngeal", "oral cavity": "oral cavity",
    "tongue": "tongue", "paranasal sinus": "paranasal sinus", "salivary gland": "salivary gland", "salivary glands": "salivary gland",
}  # fmt: skip
_NOUN = "|".join(sorted(_NOUNS, key=len, reverse=True))
_FURTHER = regex(
    rf"(?P<shared>\s*\(?(?:of|in)?\s*(?:the )?(?P<first>{_NOUN})\b)?"
    rf"(?P<more>(?:\s*(?:,|/|\bor\b|\band\b|\band/or\b)+\s*(?:of )?(?:the )?(?:{_NOUN})\b"
    r"(?!\s+(?:cancer|carcinoma|tumou?r|in situ|melanoma)))*)"
)
_ORGAN_NOUN = regex(rf"\b(?:{_NOUN})\b")
_CARCINOMA_OF = regex(rf"\b(?P<noun>cancers?|(?:adeno)?carcinomas?) of (?:the )?(?:{_NOUN})\b")
_OF_THE_BREAST = regex(r"\b(?P<noun>cancers?|(?:adeno)?carcinomas?) ?\([^()]{1,60}\) of the (?:female )?breast\b")
_IN_SITU = "carcinoma in situ"
_ALSO_INVASIVE = {"lobular carcinoma in situ": "lobular carcinoma", "ductal carcinoma in situ": "ductal carcinoma"}
_NEXT_LINE = regex(r"[a-z] (?:Carcinoma|Cancer|In situ|Basal|Squamous)\b")
_INVASIVE_OR = regex(r"\b(?P<word>invasive|infiltrating) (?:or|and|and/or) (?:an )?$")
_FORM = r"(?:invasive|non-?invasive|in[- ]situ|infiltrating|intraductal|dcis|lcis|ductal|lobular|carcinoma in[- ]situ)"
_NOUN_OF = r"(?: breast)?(?: (?:cancers?|carcinomas?|malignanc\w+|disease))?"
_INVASIVE = regex(r"(?<!non)(?<!non-)\b(?:invasive|infiltrating)")
_ONE_SIDE = regex(
    r"\b(?:(?:synchronous|metachronous|previous|prior|concurrent|past|current)(?:,? (?:or|and|and/or) |, |/| ))*"
    rf"(?P<side>contralateral|ipsilateral) {_FORM}{_NOUN_OF}(?:(?:,? (?:or|and|and/or) |, |/){_FORM}{_NOUN_OF})+\b"
)
# "invasive cancer or DCIS in the same breast"
_FORM_OR_ANY = rf"(?:{_FORM}{_NOUN_OF}|breast (?:cancers?|carcinomas?|malignanc\w+))"
_IN_ONE_BREAST = regex(
    rf"\b{_FORM_OR_ANY}(?:(?:,? (?:or|and|and/or) |, |/){_FORM_OR_ANY})*,? (?:in|of) the "
    r"(?P<side>ipsilateral|same|affected|index|contralateral|opposite|other) breast\b"
)
# "previous ipsilateral or contralateral breast cancer": of either breast
_ON_EITHER_SIDE = regex(
    rf"\b(?:ipsilateral|contralateral)(?: (?:or|and/or|and) | ?/ ?)(?:ipsilateral|contralateral) {_FORM_OR_ANY}"
)
_ANY_OF_THE_BREAST = regex(r"(?<!situ )breast (?:cancer|carcinoma|malignan)")
_ONCE_HAD = regex(r"\b(?:prior|previous|earlier|past|history of)(?: (?:any|prior|previous|diagnosis|of|an?))* $")
_SIDES = {"contralateral": "contralateral", "opposite": "contralateral", "other": "contralateral"}
_VIEWS = regex(r"\b[lr]?(?:mlo|lcc)\b|\bcranio-?caudal\b")  # of mammography, where RCC is no cancer
_ABBREVIATED = 3  # letters
_UNNAMED = frozenset({"cancer", "other malignancy", "solid tumor", "adenocarcinoma"})
UNCONFIRMED = regex(
    r"\b(?:(?:non-?|un|not (?:\w+ly )?)(?:confirmed|proven|verified|documented)"
    r"|(?:no|lack of|without) (?:\w+ )?(?:confirmation|proof|verification) of) (?:[\w-]+ ){0,3}$"
)
"""What says before a cancer that nobody has shown it: "non-confirmed", "without proof of"."""


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
    if named and _VIEWS.search(passage.lower):
        named = [m for m in named if m.end - m.start > _ABBREVIATED]
    named = [m for m in named if not is_of_no_tumor(passage, m)]
    named = [m for mention in named for m in _with_the_invasive(passage, mention) if not _ends_a_range(passage, m)]
    named = sorted([*named, *phrases(passage, named), *_of_an_organ(passage, named)], key=lambda m: (m.start, m.end))
    named = _of_one_side(passage, named)
    if not named:
        return named
    named = _of_one_noun(
        [m for mention in named if not _runs_on(passage, mention) for m in _without_non(passage, mention)]
    )
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
        joined_before = joined_before and _OF_A_NAME.match(passage.lower, match.end()) is None
        if joined_after or joined_before:
            found.append(Mention(match.start(), match.end(), Kind.CANCER, _ORGAN_CANCERS[match.group()]))
            found.sort(key=lambda m: m.start)
    return found


def _runs_on(passage: Passage, mention: Mention) -> bool:
    """Whether a name runs on into the next line of a list that has lost its breaks: "of the skin Carcinoma in situ"."""
    words = passage.text[mention.start : mention.end]
    return words[:1].islower() and _NEXT_LINE.search(words) is not None


def _ends_a_range(passage: Passage, mention: Mention) -> bool:
    """Whether a category that names a cancer only ends a range or list of them: "T2-T4d" is no inflammatory cancer."""
    short = mention.end - mention.start <= _ABBREVIATED
    return short and any(start < mention.start < end for start, end in passage.claimed)


def _with_the_invasive(passage: Passage, mention: Mention) -> Iterator[Mention]:
    """A carcinoma in situ, with the invasive one that shares its noun: "invasive or in situ lobular carcinoma"."""
    before = _INVASIVE_OR.search(passage.lower, 0, mention.start)
    if mention.name in _ALSO_INVASIVE and before is not None and passage.lower.startswith("in", mention.start):
        yield Mention(*before.span("word"), Kind.CANCER, _ALSO_INVASIVE[mention.name])
    yield mention


def _of_one_side(passage: Passage, named: list[Mention]) -> list[Mention]:
    """The cancers, all forms of one breast as one: "contralateral invasive or non-invasive breast cancer"."""
    for match in _ONE_SIDE.finditer(passage.lower):
        if _INVASIVE.search(match.group()) is None:
            continue  # in situ forms alone are what they are
        side = Mention(*match.span(), Kind.CANCER, f"{match['side']} breast cancer")
        named = [m for m in named if m.end <= side.start or side.end <= m.start]
        named.append(side)
    for match in _IN_ONE_BREAST.finditer(passage.lower):
        side = Mention(*match.span(), Kind.CANCER, f"{_SIDES.get(match['side'], 'ipsilateral')} breast cancer")
        if not _is_left_out(passage, side):
            continue
        named = [m for m in named if m.end <= side.start or side.end <= m.start]
        named.append(side)
    for match in _ON_EITHER_SIDE.finditer(passage.lower):
        either = Mention(*match.span(), Kind.CANCER, "breast cancer")
        if _is_left_out(passage, either) and _ONCE_HAD.search(passage.lower, 0, either.start):
            named = [m for m in named if m.end <= either.start or either.end <= m.start]
            named.append(either)
    return sorted(named, key=lambda m: (m.start, m.end))


def _is_left_out(passage: Passage, side: Mention) -> bool:
    """Whether a cancer of one breast keeps out: an in situ one alone is what it is in either, and denied of her own side only as an earlier one."""
    words = passage.lower[side.start : side.end]
    if _INVASIVE.search(words) is None and ("contra" in side.name or _ANY_OF_THE_BREAST.search(words) is None):
        return False  # what came back may be the cancer "of the other breast": a record does not tell
    if passage.base is not Effect.REQUIRE:
        return True
    denied = passage.scopes.negations(side.start) % 2 == 1
    return denied and ("contra" in side.name or _ONCE_HAD.search(passage.lower, 0, side.start) is not None)


def _without_non(passage: Passage, mention: Mention) -> Iterator[Mention]:
    """A cancer of which the first word is negated is what the others name: "non-*squamous NSCLC", "non-*haematological cancer"."""
    if not passage.lower.endswith(("non-", "non "), 0, mention.start):
        yield mention
        return
    words = passage.lower[mention.start : mention.end]
    if words.startswith("small"):  # "non small-cell"
        yield Mention(mention.start, mention.end, Kind.CANCER, "non-small cell lung cancer")
        return
    rest = words[words.find(" ") + 1 :]
    found = load().find(Kind.CANCER, rest) if " " in words else None
    if found is not None:
        yield Mention(mention.end - len(rest), mention.end, Kind.CANCER, found.name)


def _of_one_noun(named: Sequence[Mention]) -> list[Mention]:
    """The cancers, one where two share their noun: "invasive carcinoma" with "carcinoma of the bladder" is the second."""
    found: list[Mention] = []
    for mention in named:
        if found and mention.start < found[-1].end < mention.end:
            if not (is_breast(found[-1].name) and is_breast(mention.name)):
                found[-1] = mention._replace(start=found[-1].start)
            continue
        found.append(mention)
    return found


def _of_an_organ(passage: Passage, named: Sequence[Mention]) -> Iterator[Mention]:
    """A carcinoma "of" organs of which the vocabulary has no cancer; that of the breast with an aside: "carcinoma (T1-3) of the breast"."""
    for match in _OF_THE_BREAST.finditer(passage.lower):
        if not any(m.start < match.end("noun") and match.start("noun") < m.end for m in named):
            yield Mention(*match.span("noun"), Kind.CANCER, "breast cancer")
    for match in _CARCINOMA_OF.finditer(passage.lower):
        if not any(m.start < match.end() and match.start() < m.end for m in named):
            yield Mention(*match.span("noun"), Kind.CANCER, "cancer")


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
    noun = "carcinoma" if words.startswith("carcinoma") else "cancer"
    for organ in _ORGAN_NOUN.finditer(passage.lower, match.start(), match.end()):
        yield Mention(start, organ.end(), Kind.CANCER, _of_organ(_NOUNS[organ.group()], noun, in_situ=situ))
        start = organ.end()


def _of_organ(organ: str, noun: str, *, in_situ: bool) -> str:
    if not in_situ:
        if organ == "melanoma":
            return organ
        found = load().find(Kind.CANCER, f"{organ} {noun}")
        return found.name if found is not None else f"{organ} {noun}"
    if organ == "melanoma":
        return "melanoma in situ"
    found = load().find(Kind.CANCER, f"{organ} {_IN_SITU}") or load().find(Kind.CANCER, f"{_IN_SITU} of the {organ}")
    return found.name if found is not None else f"{organ} {_IN_SITU}"


_OPENS = regex(r",?\s?\(")


def in_brackets_behind(passage: Passage, reach: int, at: int) -> int | None:
    """Where the brackets close that open at ``reach`` and hold ``at``; None where none do."""
    if _OPENS.match(passage.lower, reach) is None or passage.lower.find(")", reach, at) >= 0:
        return None
    closes = passage.lower.find(")", at)
    return closes + 1 if closes >= 0 else None
