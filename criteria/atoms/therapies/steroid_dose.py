"""Owns doses that bound the steroids which are meant: "corticosteroids at more than 10 mg of prednisone or equivalent a day"."""

from __future__ import annotations

import re

from criteria import vocabulary
from criteria.atoms.therapies.therapy_name import Name
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind
from criteria.words.context import Cue
from criteria.words.numbers import NUMBER, comparator_before, number

_DOSE = regex(
    rf"(?P<number>{NUMBER})\s*(?:mg|milligrams?)\b(?!\s*(?:/|per)\s*(?:m|kg|sq))\s*(?:/\s*d(?:ay)?\b|per\s+day|daily|a\s+day|q\.?d\b)?"
    r"\s*(?:of\s+)?(?:oral\s+|systemic\s+)?(?P<drug>methylprednisolone|prednisolone|prednisone|dexamethasone|hydrocortisone)?"
)
_APART = regex(r"[;]|\.\s|\bwithin\b|steroid|glucocort")
# words between a comparator and its number
_GLUE = regex(
    r"(?:\b(?:the|an?|equivalen\w*|doses?|daily|total|or|(?<!excess )of|to|methylprednisolone|prednisolone|prednisone|dexamethasone|hydrocortisone)\s+)+$"
)
_NAMED = regex(r"methylprednisolone|prednisolone|prednisone|dexamethasone|hydrocortisone")
_OR_EQUIVALENT = regex(r"\s*\(or (?:an? |its )?equivalents?\)|\s+or equivalents?\b(?! doses? of)")
_MILLIGRAMS = regex(rf"(?P<number>{NUMBER})\s*mg\s*(?:/\s*d\w*|per\s+day|daily|a\s+day)?\s*(?:of\s+)?(?:oral\s+)?$")
_LET_IN = regex(
    r"\s*(?:(?:of\s+)?(?:prednis\w+)?\s*(?:or\s+(?:an\s+)?equivalents?|or\s+less|equivalents?)\s*)*"
    r"(?:is|are|will be|may be)\s+(?:acceptable|allowed|permitted)\b[^()]{0,20}\)"
)
_BEYOND = {"<=": ">", "<": ">="}
_BEHIND = 110  # characters behind the name in which its dose can stand
_BEFORE = 40
_OF_WHAT = 60  # characters before a dose in which its comparator stands: "in excess of the equivalent of prednisone"


def steroid_dose(passage: Passage, name: Name) -> str | None:
    """The bound on the daily dose, as "> 10 mg prednisone"; without a comparator where the words give none.

    None where the name is no steroid or no dose stands by it.
    """
    lower = passage.lower
    if " mg" not in lower and "0mg" not in lower and "5mg" not in lower:
        return None
    if not vocabulary.load().is_a(Kind.THERAPY, name.concept, "corticosteroid"):
        return None
    match = _behind(lower, name) or _ahead(lower, name)
    if match is None or passage.scopes.over(match.start(), Cue.EXCEPTION) != passage.scopes.over(
        name.start, Cue.EXCEPTION
    ):
        return None
    own = _NAMED.match(lower, name.start)  # "more than 4 mg of *dexamethasone (or equivalent)*"
    drug = match["drug"] or (own[0] if own else "prednisone" if name.concept == "corticosteroid" else name.concept)
    before = lower[max(0, match.start() - _OF_WHAT) : match.start()]
    op = comparator_before(before, len(before))[1]
    if op is None and (glue := _GLUE.search(before)):
        op = comparator_before(before, glue.start())[1]
    aside = "(" in lower[name.end : match.start()] and passage.base is Effect.EXCLUDE
    if aside and _LET_IN.match(lower, match.end()) is not None:
        op = _BEYOND.get(op or "", op)  # "systemic steroids (10 mg of prednisone or less is acceptable)"
    return " ".join(part for part in (op, f"{number(match['number']):g} mg", drug) if part)


def of_that_strength(lower: str, mention: Mention) -> Name | None:
    """Any steroid, where a bound on the dose of one is named "or equivalent" and no word of steroids stands beside it."""
    tail = _OR_EQUIVALENT.match(lower, mention.end) if _NAMED.fullmatch(mention.name) else None
    if tail is None or any(word in lower for word in ("steroid", "glucocort", "immun")):
        return None
    dose = _MILLIGRAMS.search(lower, max(0, mention.start - _OF_WHAT), mention.start)
    if dose is None or comparator_before(lower, dose.start("number"))[1] is None:
        return None
    return Name(mention.start, tail.end(), "corticosteroid")


def _behind(lower: str, name: Name) -> re.Match[str] | None:
    """The dose that follows the name in its clause."""
    match = _DOSE.search(lower, name.end, name.end + _BEHIND)
    return match if match and not _APART.search(lower, name.end, match.start()) else None


def _ahead(lower: str, name: Name) -> re.Match[str] | None:
    """The dose that stands right before the name: "more than 10 mg a day of corticosteroids"."""
    found = list(_DOSE.finditer(lower, max(0, name.start - _BEFORE), name.start))
    return found[-1] if found and not _APART.search(lower, found[-1].end(), name.start) else None
