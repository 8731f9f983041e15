"""Owns which entry of a record speaks to unread words, and whether it says what is wanted or the contrary."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from matcher.answer import Evidence
from matcher.bounds import satisfies
from matcher.derive import receptors
from matcher.entries import conditions
from matcher.entries.entry_sense import denied_by_name
from matcher.entries.names import words
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth
from matcher.words.unread_measures import bound, counts_times, same_unit

_ENOUGH = 0.5
DENIALS = frozenset({"no", "not", "without", "never"})
"""Words that deny what stands beside them, and name nothing."""

_UNABLE = re.compile(r"\b(?:unable|inability|incapable|unwilling\w*)\b", re.IGNORECASE)
_NOT_ABLE = re.compile(r"\b(?:cannot|can not|not (?:be )?(?:able|willing))\b", re.IGNORECASE)
_ABLE = re.compile(r"\b(?:un)?(?:able|willing\w*)\b|\b(?:in)?(?:ability|capable)\b|\bcan(?:not)?\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:(?P<less>fewer than|less than|below|under|<)|(?P<more>at least|more than|greater than|above|over|[>≥]=?))\s*(?P<number>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_SHARE = re.compile(r"\d\s?(?:%|per ?cent\b)", re.IGNORECASE)
_SCORE = re.compile(r"\b(?:scores?|points?|scale)\b", re.IGNORECASE)
_NON = re.compile(r"\bnon-?\s?(?:smok|drink)", re.IGNORECASE)


class Told(NamedTuple):
    """An entry of the record that speaks to unread words; whether it says what is wanted, and does so to the word."""

    evidence: Evidence
    good: bool
    exactly: bool


def told(content: frozenset[str], phrase: str, wanted: bool, patient: Patient) -> Told | None:
    """What the record says to a phrase: what is wanted, or to the word the contrary.

    The contrary counts first, unless another entry says in these words and more what is wanted: of "no use of fans for
    hot flashes", a record with hot flashes and no use of fans for them speaks by the second.
    """
    good: list[tuple[frozenset[str], Told]] = []
    bad: list[tuple[frozenset[str], Told]] = []
    counted = (
        counts_times(phrase)
        or _SHARE.search(phrase) is not None
        or (_SCORE.search(phrase) is not None and bound(phrase) is not None)
    )
    for place, condition in enumerate(patient.conditions):
        own = words(condition.name) - DENIALS
        common = own & content
        if not common or (counted and not _says_a_number(condition)):
            continue
        exactly = _is_said(condition.name, own, phrase, content) or (
            len(common) >= 2 and _says_all(_affirms(condition), own, content)
        )
        if (condition.present is not _contrary(phrase, condition.name)) is wanted:
            if _speaks(len(common), len(own), len(content)):
                good.append((common, Told(conditions.describe(place, condition), good=True, exactly=exactly)))
        elif len(common) >= 2 and common == own:
            bad.append((common, Told(conditions.describe(place, condition), good=False, exactly=True)))
    for common, contrary in bad:
        if not any(common < more for more, _ in good):
            return contrary
    return good[0][1] if good else _by_marker(content, phrase, wanted, patient)


def _says_a_number(condition: Condition) -> bool:
    """Whether an entry can say how often something comes, how it scores or in what share, of which it is asked: that it is there is not enough."""
    return _NUMBER.search(f"{condition.name} {condition.status} {condition.note}") is not None or not condition.present


def _affirms(condition: Condition) -> bool:
    """Whether an entry says that something is there: "no zorbic restriction", which is present, denies it."""
    return condition.present and denied_by_name(condition.name) is None


def _says_all(affirms: bool, own: frozenset[str], content: frozenset[str]) -> bool:
    """Whether an entry settles all that a phrase says: it affirms as much or more, or denies as much or less.

    Who has "no allergy to taxanes" may have had taxanes; who had "no radical mastectomy" had none with its muscles taken. Of
    a long phrase that says much else, an entry of two words does not say what all of it says.
    """
    return content <= own if affirms else own <= content and len(own) >= _ENOUGH * len(content)


def _is_said(entry: str, own: frozenset[str], phrase: str, content: frozenset[str]) -> bool:
    """Whether a phrase is an entry of several words to the letter, though only one of them names something: "uncontrolled zorbic disease"."""
    return own == content and " " in entry.strip() and entry.strip().lower() in phrase.lower()


def _speaks(common: int, own: int, content: int) -> bool:
    """Whether an entry of ``own`` words shares enough with a phrase of ``content`` words to speak to it."""
    close = common >= min(2, content) and common >= _ENOUGH * content
    whole = common >= 2 and common == own
    return close or whole or (common >= 3 and common > _ENOUGH * own)


def _by_marker(content: frozenset[str], phrase: str, wanted: bool, patient: Patient) -> Told | None:
    """What a marker named in several words says: by its value where the phrase bounds it, by its result where not."""
    for place, marker in enumerate(patient.biomarkers):
        own = words(marker.name)
        if len(own) < 2 or not own <= content:
            continue
        asked = bound(phrase)
        if asked is None and marker.result == ("positive" if wanted else "negative"):
            return Told(receptors.describe(place, marker), good=True, exactly=True)
        if asked is None or marker.value is None or not same_unit(asked.unit, marker.unit or ""):
            continue
        fits = satisfies(asked.asked, marker.value, marker.value) is Truth.of(wanted != asked.negated)
        return Told(receptors.describe(place, marker), good=fits, exactly=True)
    return None


@lru_cache(maxsize=65536)
def _contrary(phrase: str, entry: str) -> bool:
    """Whether an entry says the contrary of the words that it shares with a phrase.

    Of an ability the one says that it is there and the other that it is not ("able" and "unable" are one word); of an
    amount the one says that it is less and the other that it is more; or the entry is itself a denial. A "not" of the
    phrase has been heeded already.
    """
    if denied_by_name(entry) is not None:
        return _NON.search(phrase) is None
    ours, theirs = _AMOUNT.search(entry), _AMOUNT.search(phrase)
    if ours and theirs and float(ours["number"]) == float(theirs["number"]):
        return (ours["less"] is None) is not (theirs["less"] is None)
    if _ABLE.search(phrase) is None or _ABLE.search(entry) is None:
        return False
    lacks = _UNABLE.search(entry) is not None or _NOT_ABLE.search(entry) is not None
    return lacks is not (_UNABLE.search(phrase) is not None)
