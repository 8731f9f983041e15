"""Owns lines that an "or" between them joins, or should: whoever meets one of them need not meet the others.

"Prior tamoxifen, or" and the line below it are one criterion that was written in two lines. Of "relapse during adjuvant
letrozole" and "progression on letrozole for metastatic disease" one is enough too: they are the ways to have failed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import (
    All,
    Allow,
    Any,
    Between,
    Comparison,
    If,
    Kind,
    Leaf,
    Node,
    Requirement,
    Section,
    Unless,
)
from criteria.words.or_words import ENDS_WITH_OR, OPENS_WITH_OR

_ONLY_OR = regex(r"^\W*(?:or)?\W*$")
_FAILS = regex(r"\b(?:progress|relaps|recur|fail|refractor|resistan)", re.IGNORECASE)
_EARLY = frozenset({"adjuvant", "neoadjuvant", "early"})
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
    if _fail_early_or_late(before, criterion, text):
        return True
    between = text[before.span.end : criterion.span.start].lower()
    if "\n\n\n" in between or not _ONLY_OR.match(between):
        return False
    last = before.span.of(text).lower()[-_LAST_WORDS:] + between.rstrip(" \t\n*-•·.0123456789)")
    return (
        ENDS_WITH_OR.search(last) is not None
        or OPENS_WITH_OR.match(criterion.span.of(text).lower()[:_LAST_WORDS]) is not None
    )


def _fail_early_or_late(one: Criterion, other: Criterion, text: str) -> bool:
    """Whether one of two lines asks for failure of adjuvant treatment, the other for failure of treatment of spread disease."""
    if not all(_FAILS.search(line.span.of(text)) for line in (one, other)):
        return False
    told = (_settings(one.node), _settings(other.node))
    early = [settings <= _EARLY and bool(settings) for settings in told]
    late = ["metastatic" in settings and not settings & _EARLY for settings in told]
    if not (early[0] and late[1] or early[1] and late[0]):
        return False
    return _has_progressed(one.node if early[0] else other.node)


def _settings(node: Node) -> frozenset[str]:
    """The settings of the treatments that a line asks for; a number of lines that may be none asks for nothing."""
    asked = (leaf.requirement for leaf in _asked(node) if leaf.requirement.kind in (Kind.THERAPY, Kind.LINES))
    return frozenset(r.setting for r in asked if r.setting is not None and not _may_be_none(r))


def _may_be_none(requirement: Requirement) -> bool:
    match requirement.value:
        case Comparison(op):
            return op.startswith("<")
        case Between(low):
            return low == 0
        case _:
            return False


def _has_progressed(node: Node) -> bool:
    return any(leaf.requirement.value == "progressed" for leaf in _asked(node))


def _asked(node: Node) -> Iterator[Leaf]:
    """What a line asks for, and nothing that it excludes, permits or makes a condition."""
    match node:
        case Leaf():
            yield node
        case All(nodes) | Any(nodes):
            for part in nodes:
                yield from _asked(part)
        case Unless(inner, _) | If(_, inner):
            yield from _asked(inner)
        case _:
            return


def _either(run: list[Criterion]) -> list[Criterion]:
    """Each line of a run met by whoever meets one; what is only permitted asks for nothing, and is no alternative."""
    asking = [one for one in run if not isinstance(one.node, Allow)]
    if len(asking) < 2:
        return run
    nodes = tuple(one.node for one in asking)
    return [replace(one, node=Any(nodes, one.node.span)) if one in asking else one for one in run]
