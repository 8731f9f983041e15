"""Owns times in a list that are counted as the one before them: "4 weeks since surgery, or 3 weeks for chemotherapy"."""

from __future__ import annotations

from criteria.patterns import regex

# "for mitomycin", "if received trastuzumab": what stands behind a time that is counted from it
_OF_EACH = regex(
    r"(?: also)? for | if (?:(?:the|any|their|last|prior|previous|they|patients?|had|have|has|received|treated|with|given|was|were) )*(?=[a-z])"
)
# a time begins behind a sign of a list, or stands at the head of its clause
_FOR_EACH = regex(
    r"^\W*(?:at least\s+|a minimum of\s+|[≥>]=?\s*)$|(?:[(,;]|\bor|\band)\s*(?:at least\s+|(?:more|greater|longer) than\s+|a minimum of\s+|[≥>]=?\s*)?$"
)
# "2 weeks must have elapsed since minor surgery and 4 weeks of any major one"
_OF_AS_BEFORE = regex(
    r" (?:of|for) (?:(?:any|the|prior|previous|last|most recent|minor|major) )*"
    r"(?=minor|major|chemo|radi|surg|hormon|endocrine|immuno|biologic|systemic|targeted)"
)
_ELAPSED = regex(r"\belaps|\bsince\b|\bpassed\b")


def counts_like_the_last(before: str, after: str) -> bool:
    """Whether a time between these words is counted from what follows it, though no "since" says so.

    >>> counts_like_the_last("4 weeks (", " for mitomycin)"), counts_like_the_last("", " for mitomycin")
    (True, False)
    >>> counts_like_the_last("2 weeks must have elapsed since minor surgery and ", " of any major surgery")
    True
    """
    if _FOR_EACH.search(before) is None:
        return False
    return _OF_EACH.match(after) is not None or (
        _ELAPSED.search(before) is not None and _OF_AS_BEFORE.match(after) is not None
    )
