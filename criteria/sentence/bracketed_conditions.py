"""Owns conditions within brackets that limit nothing before the bracket: "stage II or III (at least T2 or, if N1, any T)"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind

_DIAGNOSES = frozenset({Kind.CANCER, Kind.STAGE, Kind.BIOMARKER})
# "(patients who have received docetaxel)" is one more thing that is said of them
_OF_THEM = regex(r"(?:for |in )?(?:patients?|subjects?|participants?|women|those) (?:who|that)\b")
_WORD = regex(r"[a-z]{2,}")
_A_STATEMENT = 3  # words before the condition that state something of their own
_ANY = frozenset(Kind) - {Kind.LAB}


class Bracket(NamedTuple):
    """The statements outside a bracket and those inside it, beside its condition; ``span`` is that of the bracket."""

    outside: list[Atom]
    inside: list[Atom]
    span: Span


def bracket_of(passage: Passage, main: Sequence[Atom], at: int) -> Bracket | None:
    """The bracket that holds the condition at ``at``, where it says more or is said of all; None where it limits what stands before it.

    Only diagnoses are free of it, "ovarian suppression (if premenopausal)" is asked of some; or what stands before a statement.
    """
    lower = passage.lower
    opens = lower.rfind("(", 0, at)
    if opens < 0 or ")" in lower[opens:at]:
        return None
    closes = lower.find(")", at)
    closes = len(lower) if closes < 0 else closes + 1
    words = len(_WORD.findall(lower[opens:at]))
    if not words and _OF_THEM.match(lower, at) is None:
        return None
    outside = [a for a in main if a.end <= opens or a.start >= closes]
    free = _ANY if words >= _A_STATEMENT else _DIAGNOSES
    if not outside or any(a.requirement.kind not in free or effect(passage, a) is not Effect.REQUIRE for a in outside):
        return None
    return Bracket(outside, [a for a in main if a not in outside], passage.view.span(opens, closes))
