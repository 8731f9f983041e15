"""Owns what a text says twice: a line under both headings keeps nobody out, a status where the age would stand is asked for below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.text.remarks import REMARK
from criteria.tree import Allow, Kind, Leaf, Section, Unparsed, walk

_WORD = regex(r"[a-z0-9]+|[<>≥≤=]+")
_FEWEST = 3  # words of a line that can be told again


def without_repeated(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, an exclusion that repeats an inclusion word for word kept as a remark."""
    criteria = _without_status_for_age(text, criteria)
    if not any(one.section is Section.EXCLUSION for one in criteria):
        return list(criteria)
    asked = {said for one in criteria if one.section is Section.INCLUSION and len(said := _said(text, one)) >= _FEWEST}
    return [_remark(one) if one.section is Section.EXCLUSION and _said(text, one) in asked else one for one in criteria]


_AGE = regex(r"\bage:[\s*•-]*$")
_LABEL = 20  # characters before a line in which its label stands


def _without_status_for_age(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, the menopausal status that stands for an age as a remark where another line asks for it: "Age: Postmenopausal"."""
    found = list(criteria)
    for place, one in enumerate(criteria):
        if not isinstance(one.node, Leaf) or one.node.requirement.kind is not Kind.MENOPAUSE:
            continue
        if _AGE.search(text[max(0, one.span.start - _LABEL) : one.span.start].lower()) is None:
            continue
        asked = one.node.requirement.concept
        others = (part for other in criteria if other is not one for part in walk(other.node))
        if any(isinstance(part, Leaf) and part.requirement.concept == asked for part in others):
            found[place] = _remark(one)
    return found


def _said(text: str, criterion: Criterion) -> tuple[str, ...]:
    return tuple(_WORD.findall(criterion.span.of(text).lower()))


def _remark(criterion: Criterion) -> Criterion:
    return replace(criterion, node=Allow(Unparsed(criterion.span, REMARK), criterion.span))
