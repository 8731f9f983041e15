"""Owns long criteria that hold several statements: each becomes a criterion of its own, where the text shows the joints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from criteria.criterion import Criterion
from criteria.nodes import all_of, conjuncts
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Node
from criteria.words.or_words import ENDS_WITH_AND_OR, ENDS_WITH_OR, OPENS_WITH_OR

_LONG = 60  # words; a criterion of so many is misread several times as often as a short one
_LAST_WORDS = 40  # characters
_FEWEST = 4  # words of a statement that can stand alone
_BULLET = r"(?:\\?[-*•·+]\s*|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+)"
# where a statement ends: a new line with a bullet, an empty line, the end of a sentence
_JOINT = regex(rf"\n[ \t]*\n\s*{_BULLET}?|\n\s*{_BULLET}|(?<=[a-z0-9)\]%])[.;]\s+{_BULLET}?(?=[A-Z])")
# a line over a list, and one that says nothing of what becomes of the list
_HEAD = regex(r"[^\n.;]*:[ \t]*(?:\n|$)")
_SAYS_NOTHING = regex(
    r"^(?!.*\b(?:no|not|none|without|unless|if|when|may|allowed|permitted|eligible|except\w*|either|one|any|two|prior|within|exclu\w+)\b)",
    re.IGNORECASE | re.DOTALL,
)


def apart(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, the long ones that hold when all of several statements do cut between these."""
    found: list[Criterion] = []
    for at, criterion in enumerate(criteria):
        if not _is_long(text, criterion):
            found.append(criterion)
            continue
        whole = any(_is_choice(text, one, other) for one, other in pairwise(criteria[max(0, at - 1) : at + 2]))
        found.extend((criterion,) if whole else _pieces(text, criterion))
    return found


def _is_long(text: str, criterion: Criterion) -> bool:
    return isinstance(criterion.node, All) and len(criterion.span.of(text).split()) >= _LONG


def _is_choice(text: str, one: Criterion, other: Criterion) -> bool:
    """Whether an "or" joins a criterion to the next: either is enough, as a whole."""
    last = text[max(one.span.start, one.span.end - _LAST_WORDS) : other.span.start].rstrip(" \t\n*-•·.0123456789)")
    first = text[other.span.start : other.span.start + _LAST_WORDS]
    return bool(ENDS_WITH_OR.search(last) or ENDS_WITH_AND_OR.search(last) or OPENS_WITH_OR.match(first))


def _pieces(text: str, criterion: Criterion) -> Sequence[Criterion]:
    statements = sorted(conjuncts(criterion.node), key=lambda node: node.span)
    begins, ends = [criterion.span.start], list[int]()
    held: list[list[Node]] = [[]]
    reached = criterion.span.start
    for node in statements:
        joint = _joint(text, reached, node.span.start) if held[-1] else None
        alone = joint is not None and len(text[begins[-1] : joint.end].split()) >= _FEWEST
        if joint is not None and alone and not _leads(text, Span(begins[-1], joint.end), held[-1][0]):
            ends.append(joint.start)
            begins.append(joint.end)
            held.append([])
        held[-1].append(node)
        reached = max(reached, node.span.end)
    ends.append(criterion.span.end)
    return [
        replace(criterion, span=Span(begin, begin + len(text[begin:end].rstrip())), node=all_of(nodes))
        for begin, end, nodes in zip(begins, ends, held, strict=True)
    ]


def _leads(text: str, where: Span, first: Node) -> bool:
    """Whether a stretch of words holds a line over a list that says something of what follows it."""
    return any(
        first.span.start < head.end() or _SAYS_NOTHING.match(head.group()) is None
        for head in _HEAD.finditer(text, where.start, where.end)
    )


def _joint(text: str, start: int, end: int) -> Span | None:
    """From the end of the first of two statements to the beginning of the second; None where the text shows no joint."""
    last = None
    for match in _JOINT.finditer(text, max(0, start - 1), end + 1):
        if start <= match.end() <= end:
            stop = text[match.start()] in ".;"  # the point is the first one's, the bullet behind it is nobody's
            last = Span(match.start() + stop, match.end())
    return last
