"""Owns a sex or menopausal status that only names whom a duty, a permission or a test concerns."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.tree import Kind, Requirement
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
# "female participants can be premenopausal or postmenopausal"
_MAY = regex(rf"^\s*(?:{_PEOPLE}\s+)?(?:can|may)(?: also)? be\b")
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


def concerned(requirement: Requirement, words: Around) -> str | None:
    """Why a sex or status that is asked for may only say whom something concerns."""
    after, before = words.after.lower(), words.before.lower()
    match requirement.kind:
        case Kind.SEX:
            found = _THEIR_DUTY.match(after) or _MAY.match(after)
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
