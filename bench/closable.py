"""Counts the criteria that no record could settle, however complete: unread words stand where all must be known.

    bench/closable.py RECORDS.jsonl[.gz] [--condition WORD] [--limit N] [--show N]

A person who may join a trial is told so only when each of its criteria can be settled. So this is the ceiling of what the
matcher can tell her, and it needs no labels. Beside it stands the figure of 2026-11-28 on the registry's breast cancer texts.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.parse import texts
from criteria import parse
from criteria.tree import All, Allow, Any, AtLeast, If, Leaf, Node, Not, Unless, Unparsed
from matcher.doubts import beyond_doubt

BEFORE = (1.24, 0.442)
"""Criteria a text that no record could settle, and the share of texts without any, before reading by this measure began."""


def can_be(node: Node, wanted: bool) -> bool:
    """Whether a record could make the node TRUE (``wanted``) or FALSE, or have it presumed so.

    Of an unread item among what excludes a record presumes, where its lists are whole, that nothing of it is there.
    """
    match node:
        case Leaf():
            return True
        case Unparsed(kind=kind):
            return kind is not None and not wanted
        case Not(inner):
            return can_be(inner, not wanted)
        case Allow():
            return wanted
        case All(nodes):
            return (all if wanted else any)(can_be(one, wanted) for one in nodes)
        case Any(nodes):
            return (any if wanted else all)(can_be(one, wanted) for one in nodes)
        case AtLeast(count, nodes):
            enough = count if wanted else len(nodes) - count + 1
            return sum(can_be(one, wanted) for one in nodes) >= enough
        case Unless(inner, exception):
            return (any if wanted else all)(can_be(one, wanted) for one in (inner, exception))
        case If(condition, inner):
            sides = can_be(condition, not wanted), can_be(inner, wanted)
            return any(sides) if wanted else all(sides)


def main() -> None:
    """Print the figures, and some of the criteria that are left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--condition", default="breast")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--show", type=int, default=0, help="print so many of the criteria that no record could settle")
    given = parser.parse_args()
    found = list(texts(given.records, given.condition))[: given.limit]
    criteria, left, whole = 0, [], 0
    for text in found:
        softened = beyond_doubt(parse(text)).criteria
        open_ones = [c for c in softened if not can_be(c.node, True)]
        criteria += len(softened)
        whole += not open_ones
        left += [" ".join(c.span.of(text).split()) for c in open_ones]
    for words in left[: given.show]:
        print(f"  {words[:160]}")
    share = whole / max(len(found), 1)
    print(f"{len(found)} texts, {criteria} criteria, {len(left)} that no record could settle")
    print(f"{len(left) / max(len(found), 1):.2f} a text (before: {BEFORE[0]:.2f})")
    print(f"texts of which every criterion can be settled: {share:.1%} (before: {BEFORE[1]:.1%})")


if __name__ == "__main__":
    main()
