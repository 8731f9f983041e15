"""Owns the sentence around a requirement: where it begins and ends, and the line that stands over it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from criteria.patterns import Pattern, Words, regex
from criteria.span import Span
from criteria.text.layout import blocks

Range = tuple[int, int]
"""From one place in a text to another."""
_BEFORE, _AFTER = 400, 2000  # characters
_REACH = 600  # characters before and behind a requirement that are looked at
_LONGEST_HEADING = 160
_LINE_BREAK = 80  # characters that a line break and what is indented behind it may take
SENTENCE_END = regex(r"[.;]\s|\n\s*(?:[*•-]|\d{1,2}(?:\.\d{1,2})+[.)]?(?=\s)|\d+[.)])|\n\s*\n")
"""Where a sentence ends: a full stop or a semicolon, the next item of a list, an empty line."""
# The line above that introduces a list, "Patients must have received:", and the few items that may stand in between
_ITEMS = regex(r"\s*(?:\n[^\n]*){0,8}$")
# the last letter of a line that does not say that it goes on, and of the heading over all exclusions
_END_OF_LINE = regex(
    r"[^\s:,](?<!\b(?:and|nor|the|for))(?<!\b(?:or|of|in|to|by|an))(?=\s*$)"
    r"|(?<=exclusion criteria):(?=\s*$)",
    re.IGNORECASE,
)
# a bracket that closes there must stay, or all that follows stood in it: the stop takes the place of the line break
_CLOSES = regex(r"(?P<bracket>[)\]])\s(?=\s+$)")

DEFINES = regex(
    r"\b(?:patients|participants|subjects|women) (?:who|that|with)\b[^.;]{3,80}\bare those (?:who|with)\b|"
    r"\bcount(?:s|ed)? as\b|\brecommended\b|\bmay be omitted\b|\btaken into (?:consideration|account)\b|"
    r"\bfeatures exclude\b"
    r"|(?<!\bwho )(?<!\bthat )(?<![*.•-] )\bwill (?:"
    r"receive|remain|(?:continue|be continued) (?=as\b|per\b|accord|at the|under\b)"
    r"|be (?:"
    r"(?:determined|decided|chosen|selected) by|at the discretion|left to|randomi[sz]ed|assigned|allocated|stratified"
    r"|(?:eligible|able|allowed|offered|permitted) to (?:also )?receive))\b"
    r"|\bstratif\w+\b|\b(?:is|are|be) (?:strongly )?(?:encouraged|advised)\b|\bhas the potential\b",
    re.IGNORECASE,
)
"""Sentences that define how something is counted, that recommend, or that warn; not "patients who will receive X"."""
_ASIDE = regex(r"\((?:[^()]|\([^()]*\))*\)")
NEW_LINE = regex(r"(?<![,(/])\n\s*(?=[A-Z][a-z])")
"""Where a line of its own begins in a list without bullets: with a capital."""
REGARDLESS = regex(
    r"\b(?:regardless|irrespective) of\b(?:[^.;,]{0,40}|[^.;]{0,60}\bor (?:the )?need for(?: [\w-]+)?\s+)$",
    re.IGNORECASE,
)
"""What is named as of no matter."""


def up_to(span: Span, text: str) -> str:
    """The text up to the end of a criterion, in which the lines before it end with full stops.

    Lists without bullets show in no other way where a criterion begins. No place in the text moves.
    """
    starts = line_starts(text)
    near = starts[bisect_left(starts, span.start - _BEFORE) : bisect_left(starts, span.start)]
    found: list[str] = []
    done = 0
    # a label within a line ends nothing
    own_lines = [start for start in near if text.startswith("\n", max(0, start - 1))]
    for start in (*own_lines, span.start):
        body = max(done, start + _indent(text[start : min(start + _LINE_BREAK, span.start)]))
        joint = max(done, body - _LINE_BREAK)
        found += (text[done:joint], _ended(text[joint:body]))
        done = body
    return "".join(found) + text[done : span.end]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _ended(joint: str) -> str:
    """The end of a line and the break behind it, with a full stop unless it goes on."""
    if joint.rstrip().endswith((")", "]")):
        return _CLOSES.sub(r"\g<bracket>.", joint)
    return _END_OF_LINE.sub(".", joint)


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a requirement, whose text ends with its criterion.

    ``before`` are up to 400 characters before it and ``after`` up to 2,000 behind it; ``clause`` and ``rest`` are of its own
    sentence only, and ``sentence`` is the whole of that. ``heading`` is the line that introduces its list, if any.
    """

    own: str
    before: str
    after: str
    clause: str
    rest: str
    sentence: str
    heading: str


def without_asides(words: str) -> str:
    """The words without what stands in brackets of its own among them."""
    return _ASIDE.sub(" ", words) if "(" in words else words


def defines(before: str, own: str, after: str) -> bool:
    """Whether the sentence of a requirement defines or remarks; what is remarked in a bracket beside it is said of the bracket."""
    if DEFINES.search(before + own + after) is None:
        return False
    return DEFINES.search(without_asides(before) + own + without_asides(after)) is not None


def around(span: Span, text: str) -> Around:
    """The words around ``span``."""
    first = max(0, span.start - _BEFORE)
    plain = text[first : span.end + _AFTER]
    words = Words.of(plain.lower()).also(plain)
    start, end = span.start - first, span.end - first
    before, after = words[:start], words[end:]
    begin = max((match.end() for match in SENTENCE_END.finditer(before)), default=0)
    stop = SENTENCE_END.search(after)
    over = stop.start() + end if stop else len(words)
    return Around(
        own=words[start:end],
        before=before,
        after=after,
        clause=words[begin:start],
        rest=words[end:over],
        sentence=words[begin:over],
        heading=_heading(before),
    )


def _heading(before: str) -> str:
    """From the line that introduces a list to the end."""
    colon = before.rfind(":")
    if colon < 0 or not _ITEMS.match(before[colon + 1 :]):
        return ""
    begin = max(before.rfind("\n", 0, colon) + 1, before.rfind(":", 0, colon) + 1, colon - _LONGEST_HEADING)
    return before[begin:]


def between(words: str, stop: Pattern, span: Span, within: Range) -> Range:
    """From the last ``stop`` before ``span`` to the first behind it."""
    start, end = max(within[0], span.start - _REACH), min(within[1], span.end + _REACH)
    for match in stop.finditer(words, start, span.start):
        start = match.end()
    behind = stop.search(words, span.end, end)
    return start, behind.start() if behind else end


@lru_cache(maxsize=4)  # the criteria of one text follow each other
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of a text begins that is none wrapped by the registry."""
    return tuple(block[0].start for block in blocks(text))


@lru_cache(maxsize=4)
def lower(text: str) -> str:
    """The text in lower case, character for character."""
    plain = text.lower()
    return plain if len(plain) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
