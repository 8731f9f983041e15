"""Owns whether a condition names a therapy only to say that it can be had: "where olaparib is approved, …"."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Around
from criteria.patterns import regex
from criteria.words.context import Cue

_CAN_BE_HAD = regex(
    r"(?:\s+(?:therapy|treatment)|\s*\([^()]{1,30}\))*\s+(?:is|are)\s+(?:(?!not\b)[a-z]+\s+){0,2}?"
    r"(?:approved|licensed|available|reimbursed|accessible|(?:the\s+|an?\s+)?standard\s+of\s+care)\b"
)


def is_what_can_be_had(words: Around) -> bool:
    """Whether a condition says of the therapy that it is approved or available, and not that one has had it."""
    if words.passage.scopes.over(words.name.start, Cue.CONDITION) is None:
        return False
    return _CAN_BE_HAD.match(words.passage.lower, words.name.end) is not None
