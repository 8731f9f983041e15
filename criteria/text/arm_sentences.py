"""Owns items whose sentences are each of another arm: "Part 1: … Part 2: …" on one line is cut into an item an arm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from criteria.patterns import regex
from criteria.span import Span
from criteria.text.arm_headings import arm_prefix
from criteria.text.arms import is_same, limit_before
from criteria.text.segments import Segment, cut

# where a sentence may begin that names its arm first
_BEGINS = regex(
    r"[.;]\s+(?=\(?(?:(?:only )?(?:for|in) )?(?:the )?(?:(?:patients|participants|subjects|those|women) )?"
    r"(?:(?:enrolled|enrolling|treated) )?(?:(?:in|on|to|into) )?(?:the )?"
    r"(?:parts?|phases?|cohorts?|arms?|groups?|strat(?:um|a)|dose)\b)",
    re.IGNORECASE,
)


def apart(text: str, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments, each item that has no list and whose sentences name several arms before all else cut between these."""
    return cut(segments, partial(_pieces, text))


def _cuts(text: str, body: Span) -> Sequence[int]:
    """Where in an item sentences of other arms begin; none unless two or more arms are named."""
    starts = [m.end() for m in _BEGINS.finditer(text, body.start, body.end)]
    if not starts:
        return ()
    ends = [*starts[1:], body.end]
    named = [(start, arm) for start, end in zip(starts, ends, strict=True) if (arm := _arm(text[start:end]))]
    own = _arm(text[body.start : starts[0]])
    arms = [arm for arm in (own, *(arm for _, arm in named)) if arm is not None]
    several = any(not is_same(arms[0], arm) for arm in arms[1:])
    return [start for start, _ in named] if several else ()


def _arm(words: str) -> str | None:
    """The arm that a sentence names before all else."""
    limit = limit_before(words)
    if limit is not None:
        return limit.arm
    prefix = arm_prefix(words)
    return None if prefix is None else prefix[0]


def _pieces(text: str, item: Segment, _first: int) -> list[Segment]:
    """An item for each sentence of another arm; none where there are no several."""
    cuts = _cuts(text, item.body)
    if not cuts:
        return []
    starts = [item.span.start, *cuts]
    ends = [*cuts, item.span.end]
    pieces = []
    for start, end in zip(starts, ends, strict=True):
        begin = max(start, item.body.start)
        finish = min(begin + len(text[begin:end].rstrip()), item.body.end)
        pieces.append(replace(item, span=Span(start, end), body=Span(begin, finish)))
    return pieces
