"""Counts the criteria that unread words keep open whatever else is known: they stand where all must be known.

    bench/closable.py RECORDS.jsonl[.gz] [--condition WORD] [--limit N] [--show N]

A person who may join a trial is told so only when each of its criteria can be settled. Here all that was read is taken to
be as it should, and unread words are asked of a record whose lists are whole and empty, so that no labels are needed. A
record that names a thing in the trial's own words may settle a few more. Beside it stands the figure of 2026-11-28.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from bench.parse import texts
from criteria import parse
from criteria.criterion import Criterion
from criteria.tree import All, Allow, Any, AtLeast, If, Leaf, Node, Not, Unless, Unparsed
from matcher.answer import Weight
from matcher.doubts import beyond_doubt
from matcher.patient.record import Patient
from matcher.words import unread
from matcher.words.asked import denied_in, is_asked

BEFORE = (0.89, 0.549)
"""Such criteria a text, and the share of texts without any, on the registry's breast cancer texts before this was measured."""
WHOLE = Patient(
    "", date.min, complete=frozenset({"conditions", "treatments", "medications", "metastases", "biomarkers"})
)
Weigh = Callable[[Unparsed], Weight]


def can_be(node: Node, wanted: bool, weigh: Weigh) -> bool:
    """Whether the node can come out TRUE (``wanted``) or FALSE, or is taken to, where all that was read may be either."""
    match node:
        case Leaf():
            return True
        case Unparsed():
            weight = weigh(node)
            return weight in (Weight.NEVER, Weight.SETTLED) or (weight is Weight.REQUIRED and not wanted)
        case Not(inner):
            return can_be(inner, not wanted, weigh)
        case Allow():
            return wanted
        case All(nodes):
            return (all if wanted else any)(can_be(one, wanted, weigh) for one in nodes)
        case Any(nodes):
            return (any if wanted else all)(can_be(one, wanted, weigh) for one in nodes)
        case AtLeast(count, nodes):
            enough = count if wanted else len(nodes) - count + 1
            return sum(can_be(one, wanted, weigh) for one in nodes) >= enough
        case Unless(inner, exception):
            return (any if wanted else all)(can_be(one, wanted, weigh) for one in (inner, exception))
        case If(condition, inner):
            sides = can_be(condition, not wanted, weigh), can_be(inner, wanted, weigh)
            return any(sides) if wanted else all(sides)


def is_open(text: str, criterion: Criterion) -> bool:
    """Whether unread words keep a criterion of ``text`` open, whatever else is known."""
    denied = frozenset(id(words) for words in denied_in(criterion.node))
    return not can_be(criterion.node, True, partial(_weight, text, criterion, denied))


def _weight(text: str, criterion: Criterion, denied: frozenset[int], words: Unparsed) -> Weight:
    """What the matcher makes of unread words, as ``matcher.screen`` asks it."""
    asked = is_asked(text, words.span, criterion.section, words.kind, denied=id(words) in denied)
    return unread.evaluate(words.span.of(text), WHOLE, asked=asked, listed=words.kind).weight


def main() -> None:
    """Print the figures, and some of the criteria that are left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--condition", default="breast")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--show", type=int, default=0, help="print so many of the criteria that stay open")
    given = parser.parse_args()
    found = list(texts(given.records, given.condition))[: given.limit]
    criteria, left, whole = 0, [], 0
    for text in found:
        softened = beyond_doubt(parse(text)).criteria
        open_ones = [c for c in softened if is_open(text, c)]
        criteria += len(softened)
        whole += not open_ones
        left += [" ".join(c.span.of(text).split()) for c in open_ones]
    for words in left[: given.show]:
        print(f"  {words[:160]}")
    share = whole / max(len(found), 1)
    print(f"{len(found)} texts, {criteria} criteria, {len(left)} that unread words keep open")
    print(f"{len(left) / max(len(found), 1):.2f} a text (before: {BEFORE[0]:.2f})")
    print(f"texts without any: {share:.1%} (before: {BEFORE[1]:.1%})")


if __name__ == "__main__":
    main()
