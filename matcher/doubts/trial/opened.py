"""Owns how a whole criterion is left open: whoever does not meet it may still meet it in a way that was not read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from criteria.criterion import Criterion
from criteria.tree import Any, Section, Unparsed

T = TypeVar("T", bound=Hashable)


def left_open(criterion: Criterion, why: str) -> Criterion:
    """The criterion, so that it can no longer rule anyone out; ``why`` is said with its words."""
    either = Any((criterion.node, Unparsed(criterion.span, why)), criterion.node.span)
    return replace(criterion, node=either)


def opened_where_apart(
    criteria: Sequence[Criterion], asked: Callable[[Criterion], T | None], apart: Callable[[T, T], bool], why: str
) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where nobody can meet what two of them ask for; None is nothing.

    Left open is all that such a line asks for: "aged 40-44 with two relatives" asks no older woman for relatives.
    """
    of_all = [asked(c) if c.section is Section.INCLUSION and c.registry_field is None else None for c in criteria]
    others = dict.fromkeys((one.arm, told) for one, told in zip(criteria, of_all, strict=True) if told is not None)
    return tuple(
        left_open(one, why)
        if own is not None and any(arm == one.arm and apart(own, theirs) for arm, theirs in others)
        else one
        for one, own in zip(criteria, of_all, strict=True)
    )
