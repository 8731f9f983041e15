"""Owns settings that a list of treatments shares: "neoadjuvant chemotherapy, hormonal therapy, or other systemic therapy"."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.tree import Effect

OF_ONE_PLACE = frozenset(
    {"surgery", "radiation therapy", "mastectomy", "lumpectomy", "axillary lymph node dissection", "sentinel lymph node biopsy"}
)  # fmt: skip
"""Treatments of one place, which an adjective before another treatment does not mean as a rule."""
_JOINT = 14  # characters in which "and" or "or" joins a name to the one before it
# "neoadjuvant treatment with chemotherapy or radiotherapy", "adjuvant therapy, including A, B and C": that of the treatment, whatever it was
_TREATMENT_WITH = regex(
    r"\b(?:adjuvant|neo-?\s?adjuvant|pre-?operative|post-?operative|palliative|metastatic)\s+(?:[\w-]+\s+)?"
    r"(?:treatments?|therap(?:y|ies)),?\s+\(?"
    r"(?:with|by|using|of|includ(?:ing|es|ed)|such\s+as|consisting\s+of|in\s+the\s+form\s+of)\s+(?:either\s+)?"
    r"(?:[\w-]+(?:\s+[\w-]+){0,2}(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)){0,5}$"
)
# a member of a list that is named anew
_ANEW = regex(
    r"\b(?:prior|previous|any|current|concurrent|concomitant|ongoing|planned|recent|history\s+of|investigational|experimental)\s+(?:[\w-]+\s+){0,2}$"
)
_OF_ITS_OWN = frozenset({"investigational agent", "immunosuppressive therapy", "corticosteroid", "vaccine"})


def shares_setting(words: Around, setting: str | None, *, placed: bool) -> bool:
    """Whether a member of a list is meant in the setting that stands before the list; ``placed`` if a phrase gives it one.

    Behind a comma it is so only where the list excludes what is given before an operation: what is asked for is no narrower
    than its words, and adjuvant treatment is told from other treatment less surely.
    """
    if words.first == words.name.start:
        return False
    if _TREATMENT_WITH.search(words.own) and _ANEW.search(words.own[-60:]) is None:
        return True
    if words.name.concept in OF_ONE_PLACE:
        return False
    if "," not in words.own[-_JOINT:]:
        return True
    denied = words.passage.scopes.negations(words.name.start) % 2 == 1
    excluded = (words.passage.base is Effect.EXCLUDE) != denied
    return (
        excluded
        and setting == "neoadjuvant"
        and not placed
        and words.name.concept not in _OF_ITS_OWN
        and _ANEW.search(words.own[-60:]) is None
    )
