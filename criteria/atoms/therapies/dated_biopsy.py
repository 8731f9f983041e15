"""Owns biopsies that must not have been done so lately: "core biopsy within 7 days before the first dose"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect

BIOPSY = "biopsy"
"""What the vocabulary calls every biopsy that is no operation."""

_LATELY = regex(
    r"(?:(?!\b(?:tissue|samples?|specimens?|results?|proven|confirm\w*|positive|negative|show\w*|no|not|unless|except)\b)[^.;:]){0,50}?"
    r"\b(?:within|in the (?:last|past)|during the (?:last|past)|less than|<)\s+(?:[\w().]+[\s-]+){0,3}?(?:hours?|days?|weeks?|months?|years?)\b"
)
# what is to be given, or has proven something
_FOR_TISSUE = regex(
    r"\b(?:"
    r"unwilling\w*|unable|inability|refus\w+|without|lack\w*|exclud\w+|except\w*|other than|apart from|besides|than"
    r"|required|no|not|cannot|found|proven|confirmed|diagnosed|on|by|consent\w*)\b"
)
_REACH = 60  # characters


def keeps_out(passage: Passage, biopsy: Mention) -> bool:
    """Whether a biopsy is one that keeps out who had it so lately, and no tissue to give."""
    if passage.base is not Effect.EXCLUDE or _LATELY.match(passage.lower, biopsy.end) is None:
        return False
    return _FOR_TISSUE.search(passage.lower, max(0, biopsy.start - _REACH), biopsy.start) is None
