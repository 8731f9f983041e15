"""Owns what unread words mean for a verdict: most keep it open, those that are plainly administrative do not."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.tree import Section
from matcher import conditions
from matcher.answer import Answer, Missing, Weight, unknown
from matcher.names import words
from matcher.patient.record import Patient

_ADMINISTRATIVE = re.compile(
    r"informed consent|\bconsent\b|willing|able to (?:comply|understand|read|speak|complete|adhere|attend|provide|follow)|"
    r"ability to (?:comply|understand|read|speak|complete|adhere|provide|follow)|\bcomply\b|complian|adhere|"
    r"investigator|opinion|judg[e]?ment|discretion|sponsor|contracepti|birth control|abstinen|follow[- ]up|"
    r"questionnaire|protocol|registration|register|insur|life expectancy|geographic|language|english|"
    r"enrol|participat|study (?:visit|procedure|staff|team|site)|tissue|specimen|archival|biops|paraffin|block|"
    r"slides|blood samples?|sign(?:ed)?\b|written|authori[sz]ation|hipaa|legal|guardian|prisoner|incarcerat|"
    r"social|psychological|family|employee|availab|per (?:institution|local|recist)|defined (?:as|by|below)|"
    r"\bnote\b|see section|appendix",
    re.IGNORECASE,
)
_ENOUGH = 0.5


@lru_cache(maxsize=200_000)
def _plain(text: str) -> tuple[str, frozenset[str], bool]:
    """The words in one line, those that carry meaning, and whether they are administrative."""
    phrase = " ".join(text.split())
    return phrase, words(phrase), bool(_ADMINISTRATIVE.search(phrase))


def evaluate(text: str, section: Section, patient: Patient) -> Answer:
    """An open answer, which is no obstacle where the words are administrative or the record speaks to them.

    It does so where it affirms an inclusion, or denies an exclusion, in the trial's own words.
    """
    phrase, content, administrative = _plain(text)
    if not content:
        return unknown("nothing is asked here", weight=Weight.NEVER)
    wanted = section is Section.INCLUSION
    for place, condition in enumerate(patient.conditions):
        own = words(condition.name)
        common = own & content
        if (
            len(common) >= min(2, len(content))
            and len(common) >= _ENOUGH * len(content)
            and condition.present is wanted
        ):
            evidence = conditions.describe(place, condition)
            return unknown(f"not read; the record says: {evidence.text}", evidence=(evidence,), weight=Weight.NEVER)
    if administrative:
        return unknown("settled in person", Missing(phrase, "the study team"), weight=Weight.NEVER)
    return unknown("these words could not be read", Missing(phrase, "the study team"))
