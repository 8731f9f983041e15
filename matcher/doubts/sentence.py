"""Owns the sentence around a requirement: where it begins and ends, and the line that stands over it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from criteria.span import Span

_BEFORE = 400
_SENTENCE_END = re.compile(r"[.;]\s|\n\s*(?:[*•-]|\d+[.)])")
# The line above that introduces a list: "Patients must have received:"
_HEADING = re.compile(r"[^\n:]{0,160}:\s*(?:\n[^\n:]*){0,8}$")

DEFINES = re.compile(
    r"\bcount(?:s|ed)? as\b|\brecommended\b|\bmay be omitted\b|\btaken into (?:consideration|account)\b|"
    r"\bfeatures exclude\b",
    re.IGNORECASE,
)
"""Sentences that define how something is counted, or that recommend."""
REGARDLESS = re.compile(r"\b(?:regardless|irrespective) of\b[^.;,]{0,40}$", re.IGNORECASE)
"""What is named as of no matter."""


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a requirement, whose text ends with its criterion.

    ``before`` are up to 400 characters before it and ``after`` all behind it; ``clause`` and ``rest`` are of its own
    sentence only, and ``sentence`` is the whole of that. ``heading`` is the line that introduces its list, if any.
    """

    own: str
    before: str
    after: str
    clause: str
    rest: str
    heading: str

    @property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        return self.clause + self.own + self.rest


def around(span: Span, text: str) -> Around:
    """The words around ``span``."""
    before, after = text[max(0, span.start - _BEFORE) : span.start], text[span.end :]
    begin = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    stop = _SENTENCE_END.search(after)
    heading = _HEADING.search(before)
    return Around(
        own=span.of(text),
        before=before,
        after=after,
        clause=before[begin:],
        rest=after[: stop.start()] if stop else after,
        heading=heading[0] if heading else "",
    )
