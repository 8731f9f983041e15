"""Owns what the items of a list come to: all of them, one of them, or at least so many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from criteria.criterion import Criterion
from criteria.diagnoses import names_a_diagnosis
from criteria.nodes import as_alternative, cover
from criteria.patterns import regex
from criteria.segments import Segment
from criteria.tree import All, Any, AtLeast, Effect, Node, Section

_ONE_OF = regex(
    r"\b(?:(?:at least |only |any )?(?:one|1)(?: or more)?(?: \(1\))? of|any of|either|any one|one or more|any|or)\b",
    re.IGNORECASE,
)
_AT_LEAST = regex(r"\bat least (two|three|four|five|2|3|4|5)(?: \(\d\))? of\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_MAY_BE = regex(r"\bmay (?:be|have|include)\W*$", re.IGNORECASE)
_ENDS_WITH_OR = regex(r"(?<!and/)\bor[\s.,;]*$", re.IGNORECASE)
_OPENS_WITH_OR = regex(r"^\W*or\b", re.IGNORECASE)
_ONLY_OR = regex(r"^\W*(?:and/)?or\W*$", re.IGNORECASE)
_LAST_WORDS = 90  # characters of the line that introduces a list


def is_choice(items: list[str]) -> bool:
    """Whether the items say themselves that one of them is enough, by the "or" between them."""
    ends = any(_ENDS_WITH_OR.search(words) for words in items[:-1])
    return ends or any(_OPENS_WITH_OR.search(words) for words in items[1:])


def joined(words: str, items: list[tuple[str, Node]], base: Effect) -> Node:
    """The items, given with their words, as the line that introduces them says; there must be one."""
    nodes = tuple(node for _, node in items)
    if len(nodes) == 1:
        return nodes[0]
    span = cover(nodes)
    if base is not Effect.REQUIRE:
        return All(nodes, span)
    if counted := _AT_LEAST.search(words):
        return AtLeast(_COUNTS.get(counted[1].lower()) or int(counted[1]), nodes, span)
    one = is_choice([text for text, _ in items]) or _MAY_BE.search(words) or _ONE_OF.search(words[-_LAST_WORDS:])
    if one or all(names_a_diagnosis(n, text) for text, n in items):
        return Any(tuple(map(as_alternative, nodes)), span)
    return All(nodes, span)


def top_level(
    text: str, segments: Sequence[Segment], below: Mapping[int | None, list[int]]
) -> Iterator[tuple[int, bool]]:
    """The items of the top level, each with whether a line that says only "or" stands before it.

    Such a line gives no item of its own; items that hang under it are of the top level.
    """
    instead = False
    for index in below.get(None, []):
        if not _ONLY_OR.match(segments[index].body.of(text)):
            yield index, instead
            instead = False
            continue
        instead = True
        for kid in below.get(index, []):
            yield kid, instead
            instead = False


def either(one: Criterion, other: Criterion) -> tuple[Criterion, ...]:
    """One criterion of which either is enough, where both are inclusions of one arm; else both."""
    if one.arm != other.arm or one.section is not other.section or one.section is not Section.INCLUSION:
        return one, other
    span = one.span.cover(other.span)
    return (
        Criterion(
            span,
            one.section,
            Any((as_alternative(one.node), as_alternative(other.node)), span),
            one.arm,
            min(one.read, other.read),
        ),
    )
