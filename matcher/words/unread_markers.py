"""Owns what the receptor results of a record say to unread words that only ask for them: "tumor assessed for ER and PR"."""

from __future__ import annotations

import re
from functools import lru_cache

from matcher.answer import Evidence
from matcher.derive import receptors
from matcher.patient.record import Patient

_NAMED = {
    "HER2": re.compile(r"\b(?:her-?\s?2\b|erb-?b2|human epidermal growth factor receptor)", re.IGNORECASE),
    "ER": re.compile(r"\b(?:ER\b|(?i:o?estrogen)|(?i:(?:hormone|steroid)[- ]?receptors?))"),
    "PR": re.compile(r"\b(?:PR\b|PgR\b|(?i:progesterone)|(?i:(?:hormone|steroid)[- ]?receptors?))"),
}
_WORDS = {
    "HER2": frozenset({"her2", "her-2", "her", "her2-neu", "neu", "erbb2", "human", "epidermal"}),
    "ER": frozenset({"er", "estrogen", "oestrogen", "hormone", "hormone-receptor", "steroid"}),
    "PR": frozenset({"pr", "pgr", "progesterone", "hormone", "hormone-receptor", "steroid"}),
}
_ASKED_FOR = re.compile(
    r"\b(?:known|assess\w*|determin\w+|evaluat\w+|tested|documented|reported|recorded|established|measured|analy[sz]ed|include[sd]?|status|expression)\b",
    re.IGNORECASE,
)
# a state, a share of cells, a test still to be made, or another thing that is asked for
_ASKS_MORE = re.compile(
    r"\b(?:positiv|negativ|amplif|over-?express|expressing|low\b|high\b|zero|unknown|undetermined|discordan|central"
    r"|equivocal|intermediate|not\b|no\b|without|if\b|when\b|or\b|"
    r"metasta|recurren|biops|block|slides?|sample|specimen|treat|therap|receiv)|%|(?<!her)(?<!her-)(?<!her )(?<!erbb)(?<!receptor )\d",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def _markers(phrase: str) -> tuple[str, ...]:
    """The receptors of which a phrase asks nothing but that they be known; none where it says more."""
    if _ASKED_FOR.search(phrase) is None or _ASKS_MORE.search(phrase) is not None:
        return ()
    return tuple(name for name, pattern in _NAMED.items() if pattern.search(phrase))


def known_markers(phrase: str, patient: Patient) -> Evidence | None:
    """The first result of those that a phrase asks to be known, where the record holds them all."""
    asked = _markers(phrase)
    found = [receptors.results(patient, name) for name in asked]
    if not asked or not all(found):
        return None
    return receptors.describe(*found[0][0])


def words_of_markers(patient: Patient) -> frozenset[str]:
    """The words by which unread words may ask for the receptors that a record holds."""
    held = (words for name, words in _WORDS.items() if receptors.results(patient, name))
    return frozenset[str]().union(*held)
