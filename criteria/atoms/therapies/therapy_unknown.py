"""Owns drugs that nobody has listed yet, known by their place: "prior treatment with ABX4417", "exposure to zorbutide"."""

from __future__ import annotations

import re

from criteria.atoms.therapies.therapy_name import Name, Taken
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind
from criteria.vocabulary import load
from criteria.words.condition_words import names_condition, word_set
from criteria.words.plain_words import COMMON, FILLERS

_HINTS = hints(
    "treat",
    "therap",
    "expos",
    "recei",
    "use of",
    "taking",
    "administration",
    "prior",
    "previous",
    "concurrent",
    "concomitant",
)
_GIVEN = (
    r"^\W*received\s+|\b(?:treatments?|therap(?:y|ies)|treated|exposure|exposed)\s+(?:with|to)\s+"
    r"|\b(?:(?:(?:has|have|had)\s+(?:(?:previously|ever|already)\s+)*|previously\s+)(?:received|taken|had)"
    r"|(?:current(?:ly)?|concurrent|concomitant|prior|previous)\s+(?:use|administration|receipt)\s+of|(?:currently\s+)?(?:receiving|taking))\s+"
)
_BEHIND = (
    r"(?![\w-])(?=\s*(?:$|[.,;)\n]|\(|(?:within|in|prior|before|at|during|or|and|will|is|are|for|as|unless|except)\b))"
)
_PLACE = regex(
    rf"(?:{_GIVEN})(?:(?:prior|previous|any|an?|the\s+drug|either|investigational)\s+)*(?P<drug>[a-z][\w-]{{2,18}}){_BEHIND}"
)
# "No prior ABX4417": a code that stands by itself behind when it was had
_ALONE = regex(
    rf"\W*(?:no\s+|any\s+)?(?:other\s+)?(?:(?:prior|previous|concurrent|concomitant)\s+(?:or\s+)?)+(?P<drug>[a-z]{{2,5}}-?\d[\w-]{{0,8}}){_BEHIND}"
)
# "certain other medications, including aspirin": which ones is not said, when they were had is said of them all
_LEFT_UNSAID = regex(rf"\bcertain\s+(?:other\s+)?(?:drugs|medications|medicines|therapies|treatments|agents){_BEHIND}")
# a code of letters and figures, or how names of drugs end
_CODE = regex(r"(?:rh|r|h)?[A-Z]{2,5}-?\d{1,7}[A-Za-z]{0,2}\d?")
# where such a thing excludes, any one name that no other recogniser knows: "previously received zorbapopt"
_TAKES = regex(r".*\b(?:treat\w*|expos\w+|recei\w+|tak(?:en|ing)|use|administration)\b.*")
_NO_NAME = word_set(
    """
    part place advantage care hospice oxygen pills tablets capsules supplements products substances compounds
    inhibitors inducers antibodies vaccines interventions support counseling counselling
    money payment benefits compensation sunlight smoke smoking chemicals asbestos pesticides lead alcohol transfusions
    blood platelets such them it this these those both curative success failure caution
    """
)
_ENDS_LIKE_A_DRUG = regex(
    r"[a-z]{3,}(?:"
    r"calcet|tide|cetide|pilone|zolid|cillin|mycin|floxacin|oxacin|navir|tegravir|buvir|clovir|dipine|prazole"
    r"|conazole|setron|triptan|gliptin|gliflozin|glutide|xaban|gatran|parin"
    r"|tropin|steride|asone|olone|nidone|peridone|azepine|azepam|barbital|gabalin|oxetine|pramine|triptyline|vaptan"
    r"|sartan|fibrate|vastatin|olol|terol|amide|imide|azine|idine|amine|zumab|limus|kinra|cept|stim|poetin|platin"
    r"|bulin|rubicin|tecan|trexate|citabine)"
)
_SHORTEST = 5


def unlisted_names(passage: Passage, taken: Taken) -> list[Name]:
    """The drugs that are named right behind the words for giving them, where nothing else was read."""
    lower = passage.lower
    found = []
    if passage.base is Effect.EXCLUDE and passage.mentions:
        unsaid = [m for m in _LEFT_UNSAID.finditer(lower) if taken.is_free(m.start(), m.end())]
        found += [Name(m.start(), m.end(), " ".join(m.group().split())) for m in unsaid]
    if not _HINTS.search(lower):
        return found
    alone = _ALONE.match(lower)
    for match in [*([alone] if alone is not None else []), *_PLACE.finditer(lower)]:
        start, end = match.span("drug")
        spelt = str(passage.text[start:end])
        is_drug = _CODE.fullmatch(spelt) is not None or _ENDS_LIKE_A_DRUG.fullmatch(match["drug"]) is not None
        is_drug = is_drug or _excludes_one(passage, match)
        if is_drug and taken.is_free(start, end) and not any(m.start < end and start < m.end for m in passage.mentions):
            found.append(Name(start, end, spelt))
            taken.take(start, end)
    return found


def _excludes_one(passage: Passage, match: re.Match[str]) -> bool:
    """Whether it is a single word, none of the plain ones, that stands under exclusion behind the words for giving."""
    word = match["drug"]
    return (
        passage.base is Effect.EXCLUDE
        and len(word) >= _SHORTEST
        and _TAKES.match(match.group()[: match.start("drug") - match.start()]) is not None
        and not (word in FILLERS or word in COMMON or word in _NO_NAME or word.endswith(("ly", "ed")))
        and not names_condition(word)
        and not load().begins_like_a_name(Kind.THERAPY, word)
    )
