"""Owns the names of arms that were read as limits: nothing in their sentence is in doubt for them any more."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.criterion import Criterion
from criteria.nodes import OF_AN_ARM
from criteria.span import Span
from criteria.text.arms import sentence_limits
from criteria.tree import If, Node, Unparsed, walk


def without_names_of_arms(criterion: Criterion, text: str) -> str:
    """The text with blanks for the names of arms that the criterion is known to be limited to; no place in it moves.

    "Prior trastuzumab (phase II only)" is a criterion of phase II, and asked of all who are in it.
    """
    for span in _names(criterion, text):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _names(criterion: Criterion, text: str) -> Iterator[Span]:
    """Where the arms are named that the criterion, or a part of it, is limited to."""
    if criterion.arm is not None:
        start = criterion.span.start
        limits = sentence_limits(criterion.span.of(text))
        if len(limits) == 1:  # of several arms in one criterion it is not known which holds what
            yield Span(start + limits[0].start, start + limits[0].end)
    yield from (named for node in walk(criterion.node) if (named := _arm_of(node)) is not None)


def _arm_of(node: Node) -> Span | None:
    match node:
        case If(Unparsed(span, why), _) if why == OF_AN_ARM:
            return span
        case _:
            return None
