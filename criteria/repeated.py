"""Owns lines that stand under both headings: what the trial asks for in the same words, it cannot keep out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.remarks import REMARK
from criteria.tree import Allow, Section, Unparsed

_WORD = regex(r"[a-z0-9]+|[<>≥≤=]+")
_FEWEST = 3  # words of a line that can be told again


def without_repeated(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, an exclusion that repeats an inclusion word for word kept as a remark."""
    if not any(one.section is Section.EXCLUSION for one in criteria):
        return list(criteria)
    asked = {said for one in criteria if one.section is Section.INCLUSION and len(said := _said(text, one)) >= _FEWEST}
    return [_remark(one) if one.section is Section.EXCLUSION and _said(text, one) in asked else one for one in criteria]


def _said(text: str, criterion: Criterion) -> tuple[str, ...]:
    return tuple(_WORD.findall(criterion.span.of(text).lower()))


def _remark(criterion: Criterion) -> Criterion:
    return replace(criterion, node=Allow(Unparsed(criterion.span, REMARK), criterion.span))
