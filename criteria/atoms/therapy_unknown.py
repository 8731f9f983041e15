"""Owns drugs that nobody has listed yet, known by their place: "prior treatment with ABX4417", "exposure to zorbutide"."""

from __future__ import annotations

from criteria.atoms.therapy_name import Name, Taken
from criteria.passage import Passage
from criteria.patterns import hints, regex

_HINTS = hints("treat", "therap", "expos", "recei", "use of", "taking", "administration")
_GIVEN = (
    r"\b(?:treatments?|therap(?:y|ies)|treated|exposure|exposed)\s+(?:with|to)\s+|\b(?:(?:has|have|had)\s+(?:previously\s+)?(?:received|taken|had)"
    r"|(?:current(?:ly)?|concurrent|concomitant|prior|previous)\s+(?:use|administration|receipt)\s+of|(?:currently\s+)?(?:receiving|taking))\s+"
)
_BEHIND = r"(?=\s*(?:$|[.,;)\n]|\(|(?:within|in|prior|before|at|during|or|and|will|is|are|for|as|unless|except)\b))"
_PLACE = regex(
    rf"(?:{_GIVEN})(?:(?:prior|previous|any|the\s+drug|either|investigational)\s+)*(?P<drug>[a-z][\w-]{{2,18}}){_BEHIND}"
)
# a code of letters and figures, or how names of drugs end
_CODE = regex(r"(?:rh|r|h)?[A-Z]{2,5}-?\d{1,7}[A-Za-z]{0,2}\d?")
_ENDS_LIKE_A_DRUG = regex(
    r"[a-z]{3,}(?:calcet|tide|cetide|pilone|zolid|cillin|mycin|floxacin|oxacin|navir|tegravir|buvir|clovir|dipine|prazole|conazole|setron|triptan|gliptin|gliflozin|glutide|xaban|gatran|parin"
    r"|tropin|steride|asone|olone|nidone|peridone|azepine|azepam|barbital|gabalin|oxetine|pramine|triptyline|vaptan|sartan|fibrate|vastatin|olol|terol|amide|imide|azine|idine|amine|zumab|limus|kinra|cept|stim|poetin|platin|bulin|rubicin|tecan|trexate|citabine)"
)


def unlisted_names(passage: Passage, taken: Taken) -> list[Name]:
    """The drugs that are named right behind the words for giving them, where nothing else was read."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return []
    found = []
    for match in _PLACE.finditer(lower):
        start, end = match.span("drug")
        spelt = str(passage.text[start:end])
        is_drug = _CODE.fullmatch(spelt) is not None or _ENDS_LIKE_A_DRUG.fullmatch(match["drug"]) is not None
        if is_drug and taken.is_free(start, end) and not any(m.start < end and start < m.end for m in passage.mentions):
            found.append(Name(start, end, spelt))
            taken.take(start, end)
    return found
