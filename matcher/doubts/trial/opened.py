"""Owns how a whole criterion is left open: whoever does not meet it may still meet it in a way that was not read."""

from __future__ import annotations

from dataclasses import replace

from criteria.criterion import Criterion
from criteria.tree import Any, Unparsed


def left_open(criterion: Criterion, why: str) -> Criterion:
    """The criterion, so that it can no longer rule anyone out; ``why`` is said with its words."""
    either = Any((criterion.node, Unparsed(criterion.span, why)), criterion.node.span)
    return replace(criterion, node=either)
