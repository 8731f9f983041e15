"""Owns what is asked for under exclusion by a "no" in front of it: it may repeat the heading, or be said of whom else it names."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import Kind, Leaf
from matcher.doubts.words.sentence import around

_MAY_REPEAT = (Kind.THERAPY, Kind.COMORBIDITY, Kind.METASTASIS, Kind.STAGE, Kind.ALLERGY, Kind.PREGNANCY, Kind.CANCER)
_DENIED = regex(
    r"^\W*(?:(?:for|in) [^.;,]{3,60},\s*)?(?:no|not|none|never|without|absence of)\b"
    r"|\((?:with )?(?:no|without)\b[^()]*$"
    r"|\b(?:they|patients?|subjects?|participants?) (?:(?:must|may|should|can|will) )?not be "
    r"(?:receiving|taking|on|treated)\b",
    re.IGNORECASE,
)
# "a rising tumor marker without any other site of metastatic disease"
_BESIDE_SOMETHING = regex(r"\w+ \w[^.;]*\bwithout\b[^.;]{0,60}$", re.IGNORECASE)
# "those with active hepatitis who have not begun treatment", "herbs (which are no inhibitors)": what those named lack
_WHO_LACK = regex(
    r"\b(?:patients?|subjects?|participants?|women|those|individuals)\s+(?:with|on|having)\b[^.;]*\b"
    r"(?:who|that|which)\s+(?:have|has|had|are|is|were|do|did)\s+(?:not|never)\b[^.;]{0,60}$"
    r"|\((?:which|that|who)\s+(?:are|is|have|has|do|does)\s+(?:not|never|no)\b[^()]*$",
    re.IGNORECASE,
)


# "Is not centrally obese", "does not have diabetes" as an item under exclusion: whoever lacks it may be meant
_LACKS = regex(
    r"^\W*(?:(?:the )?(?:patient|subject|participant|woman)s? )?(?:is|are|does|do|has|have) not\b[^.;,]*$",
    re.IGNORECASE,
)


def may_be_asked_for(leaf: Leaf, text: str, start: int) -> bool:
    """Whether a condition that is excluded stands behind an "is not", so that rather who lacks it is excluded."""
    return leaf.requirement.kind is Kind.COMORBIDITY and _LACKS.match(text[start : leaf.span.start]) is not None


# a line that begins with "no" and a thing that nobody would be asked to have at the time: "no surgery within 7 days"
_NO_LINE = regex(
    r"^\W*no (?:"
    r"(?:other|known|ongoing|active|concurrent|concomitant|current|regular|recent|chronic|prior|planned|symptomatic"
    r"|uncontrolled|untreated|use|of|systemic|any|minor|major) )*$",
    re.IGNORECASE,
)


def repeats_the_heading(leaf: Leaf, text: str, start: int) -> bool:
    """Whether a line under exclusion begins with "no" and names what nobody is asked to have: a treatment that is going on, or was lately."""
    requirement = leaf.requirement
    timely = requirement.value in ("concurrent", "planned") or (
        requirement.when is not None and requirement.when.op in ("<", "<=")
    )
    spread = requirement.kind is Kind.METASTASIS and requirement.value == "active"
    if not spread and not (requirement.kind is Kind.THERAPY and timely):
        return False
    return _NO_LINE.match(text[start : leaf.span.start]) is not None


def doubly_denied(leaf: Leaf, text: str, start: int) -> bool:
    """Whether something asked for under exclusion is so by a "no" in front of it, which may only repeat the heading.

    ``text`` ends with its criterion, which begins at ``start``.
    """
    if leaf.requirement.kind not in _MAY_REPEAT:
        return False
    clauses = (around(leaf.span, text).clause, text[start : leaf.span.start])
    if any(_BESIDE_SOMETHING.search(words) or _WHO_LACK.search(words) for words in clauses):
        return True
    return any(_DENIED.search(words) for words in clauses)
