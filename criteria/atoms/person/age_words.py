"""Owns which numbers of a passage are ages, and where the words that state one begin."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.words.context import Cue
from criteria.words.numbers import Found

_YOUNGEST, OLDEST = 10, 120  # smaller numbers of years count time, not age
_YEARS = r"(?:years?|yrs?\.?|y\.?/?o\.?|y)(?![a-z])"
UNIT = regex(rf"[\s-]*{_YEARS}(?:[\s-]*(?:of age|old\b))?")
_SAYS_AGE = regex(
    rf"[\s-]*(?:{_YEARS})?[\s(,-]*(?:(?:and|or)\ (?:older|over|above|younger|greater|under|more|up)\b)?[\s,)-]*"
    rf"(?:(?:{_YEARS})?[\s-]*(?:of[\s-]age|old\b|in\ age|aged?\b)|(?<=older)|(?<=younger)|(?<=and\ over))"
)
_AGE_OF = regex(
    r"(?<!bearing )(?<!reproductive )\bage[sd]?\b[^.;\d]{0,34}$"
    r"|^\W*age (?:at|on|when|by)\b[^.;\d]{0,64}: ?(?:[a-z≥> ]{0,14})$|\b(?:older|younger) than\b[^.;\d]{0,12}$"
    r"|^\W*children\b[^.;\d]{0,12}$"
)
_NO_YEARS = regex(r"\s*(?:%|percent|mg|ml|kg|cm|mm|g/|u/|x\b|fold|weeks?|months?|days?|hours?|cycles?|lines?|/|\.\d)")
# patients of some age as those whom another rule is about
# "a mammogram, required of all patients 30 years of age and over"
_ASKED_OF = regex(
    r"\b(?:required|mandatory|performed|needed|recommended|obtained)\b[^.;]{0,20}\b(?:of|for|in) (?:all |any )?"
    r"(?:patients|women|subjects|participants|those)\W+(?:who are |aged? )*(?:at least |over |older than |[≥>]=? ?)?$"
)
_FOR_THOSE = regex(
    r"\w\W+(?:for|in|if|among)\s+(?:all |adult |the )?(?:participants?|patients?|subjects?|women|men|persons?|individuals?|those|children)\s*"
    r"(?:who are |aged? |with |of )*\W*$|\w\s[^.;]*\b(?:pa?ediatric|child(?:ren)?)\b[^.;]{0,24}$"
)
_ONE_WHO = regex(
    r"(?:^|\b(?:wom[ae]n|m[ae]n|(?:fe)?males?|patients?|participants?|subjects?|adults?|individuals?|persons?|people|volunteers?)\b)[^.;,a-z]{0,6}"
    r"(?:(?:and|are|is|must be|must|be|who are|of|over|under|at least|between|the|from)\W+)*$"
)
_PEOPLE_IN_BRACKETS = regex(
    r"\b(?:wom[ae]n|m[ae]n|females?|patients?|participants?|subjects?|adults?|persons?|people)\s*\((?:age[ds]?\s*)?$"
)
_PEOPLE_BETWEEN = regex(
    r"^\W*(?:all |any |adult |eligible |fe?male )*(?:wom[ae]n|females?|patients?|participants?|subjects?|adults?|persons?|people)\s*(?:between\s*)?$"
)
_ENDS = regex(r"\s*(?:[,.;)]|$)")
_SAYS_NO_MORE = regex(r"\s*(?:[,.;)]|$|of either sex|\(inclusive)")
# a length of time, not an age: "5 years since surgery"
_SINCE = regex(
    r"[\s,)]*(?:or (?:more|less|longer)\W+)?(?:since|prior|ago|before|after|from|without|post|earlier|with|disease|survival|history|following"
    r"|interval|of (?!age)|duration|in duration|post-|follow|menopaus|remission|free|treatment|apart|in the|amenorr|later)"
)
# an age at which something happened or that is another's
_OTHERS_AGE = regex(
    r"""\b(?:diagnos\w+|onset|menarche|relatives?|mother|sisters?|daughter|family|death|died|(?:before|since|by|prior\ to|until|at)\ (?:the\ |an\ )?age
    | gail|childhood|develop\w*|occurr\w+|radiation|irradiat\w+|smok\w+|life\ expectancy|survival|menopause\ at|bone\ age|age\ of\ onset
    | cancer\ (?:at|before|by|under)|history\ of|interval)\b""",
    re.VERBOSE,
)
_NOW_WHO = regex(r"\b(?:who|and|they)\s+(?:are|is|must be|should be)\b")  # begins what is said of today
JOINS = regex(r"[\s,;(≤≥<>=]*(?:\b(?:and|but|or|to)\b[\s,]*)?(?:age\s*)?")
LEAD = 60  # characters before a number in which its subject stands


def age_begins(passage: Passage, lower: str, found: Found, *, follows: int | None) -> int | None:
    """Where the words that state an age begin, None where the number is none; ``follows`` is where the last ended.

    ``lower`` are the words of the passage with their numbers in digits.
    """
    whose = passage.scopes.over(found.start, Cue.CONDITION)
    if whose is None or passage.scopes.over(found.start, Cue.EXCEPTION) is not None:
        return _begins(lower, found, follows=follows, whose=None)
    begin = _begins(lower, found, follows=follows, whose=whose.at)
    # "a percentile for age for patients aged 10 to 19"
    return None if begin is None else max(begin, min(whose.start, found.at))


def could_be_age(found: Found) -> bool:
    """Whether a number is one that an age may be, whatever stands around it."""
    return _YOUNGEST <= (found.number if found.high is None else found.high) <= OLDEST and found.number.is_integer()


def _is_of_another_time(before: str) -> bool:
    """Whether the words before an age say that something happened at it, or that it is another's."""
    begins = max((m.end() for m in _NOW_WHO.finditer(before)), default=0)
    return _OTHERS_AGE.search(before[begins:]) is not None


def _names_others(lower: str, whose: int, at: int) -> bool:
    """Whether "for patients" behind ``at`` names others than the condition does that began at ``whose``, and no more of them."""
    return whose < at and not lower.endswith("or", 0, at + 1)


def _begins(lower: str, found: Found, *, follows: int | None, whose: int | None) -> int | None:
    """Where the words that state an age begin, None where the number is none; ``follows`` is where the last ended.

    ``whose`` is where the words begin that say for whom the rest holds, if the number stands among them.
    """
    lead = max(0, found.start - LEAD)
    before = lower[lead : found.start]
    if (
        not found.number.is_integer()
        or found.number > OLDEST
        or _NO_YEARS.match(lower, found.end)
        or _is_of_another_time(before)
    ):
        return None
    those = _FOR_THOSE.search(before)
    if those is not None and (whose is None or _names_others(lower, whose, lead + those.start())):
        return None
    if _ASKED_OF.search(before):
        return None
    aged = _AGE_OF.search(lower, lead, found.at)
    said = _SAYS_AGE.match(lower, found.end)
    if not could_be_age(found) and (aged is None or said is None):  # "a sample no more than 2 years old"
        return None
    if aged is not None:
        return found.start if "(" in aged.group() else min(aged.start(), found.start)
    if said is not None:
        return found.start
    if _PEOPLE_IN_BRACKETS.search(before) and found.op is not None and lower.startswith(")", found.end):
        return found.start
    if found.op is not None and found.op != "=" and _PEOPLE_BETWEEN.search(before) and _ENDS.match(lower, found.end):
        return found.start
    if found.high is not None and _PEOPLE_BETWEEN.search(before) and _SAYS_NO_MORE.match(lower, found.end):
        return found.start
    unit = UNIT.match(lower, found.end)
    if unit is not None and _SINCE.match(lower, unit.end()):
        return None
    if unit is not None and _ONE_WHO.search(before):
        return found.start
    return found.start if follows is not None and JOINS.fullmatch(lower, follows, found.start) else None
