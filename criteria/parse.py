"""Owns the way from text to criteria: the passes in their order."""

from __future__ import annotations

from criteria.criterion import Criteria
from criteria.items.outline import Outline
from criteria.text.segment import segment


def parse(text: str) -> Criteria:
    r"""Read an eligibility text; never fails, never drops a word: what is not understood becomes ``Unparsed``.

    >>> [f.requirement.concept for f in parse("Inclusion Criteria:\n\n* ECOG 0-1").facts()]
    ['ECOG']
    """
    outline = Outline(text, segment(text))
    outline.build()
    coverage = outline.read / outline.words if outline.words else 1.0
    return Criteria(text, tuple(outline.criteria), tuple(outline.arms.names), round(coverage, 4))
