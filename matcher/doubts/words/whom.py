"""Owns a sex, menopausal status or treatment that only names whom a duty, a permission or a test concerns."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.tree import Any, Kind, Leaf, Not, Requirement
from matcher.doubts.words.had import ongoing
from matcher.doubts.words.sentence import Around

_PEOPLE = r"(?:females?|wom[ae]n|patients?|participants?|subjects?|individuals)"
_MUST = r"(?:must|should|shall|will|needs?|have to|has to|are required|is required)"
_FERTILE = r"(?:contracep\w*|birth control|pregnan\w+|barrier|abstain|abstinen\w+)"
# "premenopausal women must have a negative pregnancy test"
_HER_DUTY = regex(
    rf"^\s*(?:(?:{_PEOPLE}|of child-?\s?bearing (?:potential|age))\s+|\([^()]*\)\s*){{0,4}}{_MUST}\b[^.;\n]{{0,90}}?\b{_FERTILE}"
)
# "women meeting these criteria will need to use contraception"
_THEIR_DUTY = regex(
    rf"^\s*(?:{_PEOPLE}\s+)?(?:meeting|fulfilling|in|with|on|under|over|aged|of)\b[^.;\n]{{0,60}}?\b{_MUST}\b[^.;\n]{{0,60}}?\b{_FERTILE}"
)
# "postmenopausal status in women under 55 should be confirmed by FSH"
_CONFIRMED = regex(
    r"^\s*status\b[^.;\n]{0,12}\b(?:in|for|of|if|when) [^.;\n]{0,60}\b(?:should|must|will|may|can|needs? to|has to) be (?:\w+ )?"
    r"(?:confirmed|verified|documented|assessed|determined|established|checked)\b"
)
# "following confirmation of their postmenopausal status"
_ON_CONFIRMATION = regex(
    r"\b(?:following|after|upon|pending|until)\s+(?:the\s+)?(?:confirmation|documentation|verification|determination) of\s+(?:\w+\s+)?$"
)
# as in "postmenopausal (including with ovarian suppression)"
_OR_SUPPRESSED = regex(
    rf"^\s*(?:status\s+|{_PEOPLE}\s+)?\((?:includ\w+|or|also|incl\.)[^()]*\b(?:suppress|lhrh|gnrh|ablat|goserelin|agonist|castrat)"
)
# "LHRH analogs to achieve postmenopausal status"
_TO_ACHIEVE = regex(r"\bto\s+(?:achieve|induce|reach|attain|obtain|produce|maintain|cause)\s+(?:an?\s+|the\s+)?$")

# "patients on bisphosphonates; however, if these were begun lately, they must have another lesion"
_WHO_TAKE = regex(
    rf"^\W*(?:{_PEOPLE}|those)\s+(?:(?:who|are|is|already|currently|actively)\s+)*(?:receiving|on|taking|treated with)\s+(?:[\w-]+\s+){{0,2}}$"
)
_HOWEVER = regex(
    rf"^(?:\s+(?:therapy|treatment|drugs?|agents?|medications?))*\s*[;,.]\s*(?:however|but)\b[^.]*?\b{_MUST}\b"
)


def asked_of_who_takes_it(leaf: Leaf, words: Around) -> Any | None:
    """What is asked of those who take a treatment, where a line names them and then says what they must have besides."""
    if leaf.requirement.kind is not Kind.THERAPY or leaf.requirement.value != "concurrent":
        return None
    if not _WHO_TAKE.match(words.clause.lower()) or not _HOWEVER.match(words.after.lower()):
        return None
    return Any((leaf, Not(ongoing(leaf), leaf.span)), leaf.span)


def concerned(requirement: Requirement, words: Around) -> str | None:
    """Why a sex or status that is asked for may only say whom something concerns."""
    after, before = words.after.lower(), words.before.lower()
    match requirement.kind:
        case Kind.SEX:
            found = _THEIR_DUTY.match(after)
        case Kind.MENOPAUSE:
            found = _HER_DUTY.match(after) or _CONFIRMED.match(after) or _ON_CONFIRMATION.search(before)
            if found is None and _OR_SUPPRESSED.match(after):
                return "whose ovaries are suppressed counts too"
        case _:
            return None
    return "it says whom something else concerns" if found else None


def brought_about(requirement: Requirement, words: Around) -> str | None:
    """Why a status that excludes may only be what a drug is given for."""
    aim = requirement.kind is Kind.MENOPAUSE and _TO_ACHIEVE.search(words.before.lower())
    return "it says what a treatment is for" if aim else None
