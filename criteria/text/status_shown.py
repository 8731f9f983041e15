"""Owns the lines of a registration that go on with how a menopausal status is known, where the first of them stands behind its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.patterns import regex
from criteria.text.segments import Role, Segment
from criteria.tree import Section

_TOPIC = "menopausal status"
# "Premenopausal, defined by one of the following: Normal periods", with the next ways on lines of their own
_BEGINS = regex(
    r"\W*(?:women )?(?:(?:pre|peri|post)[-\s/]*(?:(?:or|and)\b)?[-\s/]*)+menopausal\b[^:]{0,30}(?:\bdefined\b|\bi\.\s?e\b|\bcriteria\b|\bby\b)[^:]{0,60}:\s*\w",
    re.IGNORECASE,
)
_SAYS_HOW = regex(
    r"\b(?:amenorrh\w+|mens(?:es|truation|trual)|(?:hyster|ovari|o+phor)ectom\w+|ovar(?:y|ies|ian)|castrat\w+|fsh|lh|o?estradiol|follicle[- ]stimulating"
    r"|lnmp|lmp|hrt|(?:replacement|oral) (?:hormone|contracept)\w*|hormonal assays|above definitions)\b",
    re.IGNORECASE,
)
# another status, what is asked for beside it, who may take part none the less, and the next label
_ASKS = regex(
    r"\b(?:must|should|required?|eligible|allowed|permitted|excluded|status)\b"
    r"|menopausal\b(?! (?:range|levels?|values?|limits|lh\b|fsh\b))|:\s*not specified\b",
    re.IGNORECASE,
)


def shown_below(text: str, segments: Sequence[Segment]) -> frozenset[int]:
    """The items that only say how else the status may be known which the item before them asks for.

    They stand under the label of the status in a registration; none of them need be true of a patient who has it.
    """
    found: set[int] = set()
    goes_on = False
    for index, segment in enumerate(segments):
        words = " ".join(segment.body.of(text).split())
        within = segment.topic == _TOPIC and segment.section is Section.INCLUSION and segment.parent is None
        if segment.role is not Role.ITEM or not within:
            goes_on = False
        elif _BEGINS.match(words):
            goes_on = True
        elif goes_on and _SAYS_HOW.search(words) and not _ASKS.search(words):
            found.add(index)
        else:
            goes_on = goes_on and _ASKS.search(words) is None
    return frozenset(found)
