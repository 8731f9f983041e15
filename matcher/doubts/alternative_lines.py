"""Owns lines that an "or" between them joins: whoever meets one of them need not meet the others.

"Prior tamoxifen, or" and the line below it are one criterion that was written in two lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.or_words import ENDS_WITH_OR, OPENS_WITH_OR
from criteria.patterns import regex
from criteria.tree import Allow, Any, Section

_ONLY_OR = regex(r"^\W*(?:or)?\W*$")
_LAST_WORDS = 40  # characters


def with_alternative_lines(criteria: Sequence[Criterion], text: str) -> tuple[Criterion, ...]:
    """The criteria, with those that an "or" joins each met by whoever meets one of them."""
    found: list[Criterion] = []
    run: list[Criterion] = []
    for criterion in criteria:
        if run and not _are_joined(run[-1], criterion, text):
            found += _either(run)
            run = []
        run.append(criterion)
    return tuple(found + _either(run))


def _are_joined(before: Criterion, criterion: Criterion, text: str) -> bool:
    if before.section is not Section.INCLUSION or criterion.section is not Section.INCLUSION:
        return False
    if before.registry_field is not None or criterion.registry_field is not None or before.arm != criterion.arm:
        return False
    between = text[before.span.end : criterion.span.start].lower()
    if "\n\n\n" in between or not _ONLY_OR.match(between):
        return False
    last = before.span.of(text).lower()[-_LAST_WORDS:] + between.rstrip(" \t\n*-•·.0123456789)")
    return (
        ENDS_WITH_OR.search(last) is not None
        or OPENS_WITH_OR.match(criterion.span.of(text).lower()[:_LAST_WORDS]) is not None
    )


def _either(run: list[Criterion]) -> list[Criterion]:
    """Each line of a run met by whoever meets one; what is only permitted asks for nothing, and is no alternative."""
    asking = [one for one in run if not isinstance(one.node, Allow)]
    if len(asking) < 2:
        return run
    nodes = tuple(one.node for one in asking)
    return [replace(one, node=Any(nodes, one.node.span)) if one in asking else one for one in run]
