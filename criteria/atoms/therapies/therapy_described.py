"""Owns medicines and operations named by what they do, hold or are for: "antianginal medication", "an MMAE-containing drug"."""

from __future__ import annotations

from criteria import vocabulary
from criteria.atoms.therapies.therapy_name import Name, Taken
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind
from criteria.words.effects import effects

_HEADS = hints(
    "medic", "drug", "agent", "therap", "treatment", "compound", "derivative", "analog", "preparation", "supplement", "substance",
    "ectom", "plast", "ostom", "otom", "bypass", "shunt",
)  # fmt: skip
_HEAD = r"(?:medications?|medicines?|drugs?|agents?|therap(?:y|ies)|treatments?|compounds?|preparations?)"
# what an adjective of a medicine ends in or begins with
_KIND = (
    r"(?:anti-?[a-z]{4,}"
    r"|[a-z0-9-]+-(?:"
    r"containing|lowering|modulating|thinning|suppress(?:ing|ive)|stimulating|derived|differentiating|raising"
    r"|reducing|interacting)"
    r"|(?:cyto|immuno|neuro|cardio|nephro|hepato|myelo|leuko|psycho|bone-|photo|chemo|oto)-?[a-z]{4,}"
    r"(?:ic|ive|ing|ant)"
    r"|[a-z]{4,}(?:"
    r"reductive|suppressive|protective|tropic|nergic|mimetic|leptic|genic|methylating|lowering|depleting|resorptive)"
    r"|herbal|naturopathic|homeopathic|psychiatric|psychological|thyroid|pain|sleep|sleeping|seizure|asthma|allergy"
    r"|migraine|acne|diabetes|diabetic|cardiac|heart|cholesterol|blood\s+pressure|bp|weight[- ]loss|fertility"
    r"|infertility|osteoporosis|nicotine|phytoestrogen|soy|steroid-?like)"
)
_MEDICINE = regex(rf"(?<![\w-])(?:{_KIND}(?:\s+or\s+|\s*/\s*|\s+and\s+|\s*,\s*))?(?P<named>{_KIND}\s+{_HEAD})\b")
# "any auristatin derivative", "an analogue of rebeccamycin"
_DERIVED = regex(r"(?<![\w-])(?P<named>(?P<base>[a-z][a-z0-9-]{4,})\s+(?:derivatives?|analog(?:ue)?s?))\b")
_NOUNS = ("therapy", "medication", "drug", "agent", "treatment")
_NOT_A_BASE = frozenset(
    {"hormone", "chemical", "chemically", "related", "similar", "other", "visual", "structural", "their", "these", "those", "closely",
     "known", "close"}
)  # fmt: skip
_OPERATION = regex(
    r"(?<![\w-])(?P<named>(?:(?:partial|total|radical|bilateral|subtotal)\s+)?[a-z]{3,}"
    r"(?:ectomy|ectomies|plasty|plasties|ostomy|ostomies|(?<!dich)otomy|(?<!dich)otomies))\b"
)
_OTHERWISE_READ = ("hysterectom", "oophorectom", "vasectom", "salpingectom", "mastectom", "lumpectom", "orchiectom",
                   "orchidectom", "ovariectom", "tylectom", "quadrantectom")  # fmt: skip


def described_names(passage: Passage, taken: Taken) -> list[Name]:
    """The medicines and operations that their own words describe, read from what no other name has taken."""
    lower = passage.lower
    if not _HEADS.search(lower):
        return []
    found = _by_effect(passage, taken)
    for pattern in (_MEDICINE, _DERIVED, _OPERATION):
        for match in pattern.finditer(lower):
            start, end = match.span("named")
            if pattern is _DERIVED and match["base"] in _NOT_A_BASE:
                continue
            if pattern is _OPERATION and any(word in match["named"] for word in _OTHERWISE_READ):
                continue
            if taken.is_free(start, end):
                words = _singular(passage.text[start:end])
                found.append(Name(start, end, _known(words) if pattern is _MEDICINE else words))
                taken.take(start, end)
    return found


# what the trial's own papers name, and its criteria do not
_ON_THE_LIST = regex(
    r"(?<![\w-])(?:medications?|medicines?|drugs?|agents?|substances?)\s+(?:(?:that|which)\s+)?(?:(?:is|are|has\s+been|have\s+been)\s+)?"
    r"(?:(?:listed|specified|named|described|outlined)\s+(?:as\s+prohibited\s+)?in\s+(?:the\s+)?(?:appendix|section|protocol|table|prohibited)"
    r"|(?:prohibited|excluded|disallowed|forbidden|not\s+(?:allowed|permitted))\s+(?:by|in|during|per|under)\s+(?:the\s+|this\s+)?(?:study|protocol|trial))\b"
)
_DENIED = regex(
    r"\W*(?:(?:patients?|participants?|subjects?|must|should|may|at least [\w ]{1,20} since(?: prior)?|and) )*(?:no|not|never|without)\b"
)


def _by_effect(passage: Passage, taken: Taken) -> list[Name]:
    """The medicines that are named by what they do, where they keep someone out."""
    lower = passage.lower
    if passage.base is not Effect.EXCLUDE and _DENIED.match(lower) is None:
        return []
    found = []
    for start, end, concept in effects(lower):
        if taken.is_free(start, end):
            found.append(Name(start, end, concept))
            taken.take(start, end)
    listed = _ON_THE_LIST.finditer(lower) if passage.base is Effect.EXCLUDE else ()
    for match in listed:
        if taken.is_free(*match.span()):
            found.append(Name(*match.span(), "prohibited medication"))
            taken.take(*match.span())
    return found


def _known(words: str) -> str:
    """The vocabulary's name, where it knows the kind of medicine under another noun or spelling."""
    kind, _, noun = words.rpartition(" ")
    known = vocabulary.load()
    for spelling in (kind, kind.replace("anti-", "anti")):
        for head in (noun, *_NOUNS):
            if found := known.find(Kind.THERAPY, f"{spelling} {head}".strip()):
                return found.name
    return words


def _singular(words: str) -> str:
    """The name as it would be listed: in lower case but for what is written in capitals, in the singular."""
    words = " ".join(word if word.isupper() or not word.istitle() else word.lower() for word in words.split())
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words.removesuffix("s")
