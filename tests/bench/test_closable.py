"""Which criteria unread words keep open whatever else is known: those in which they stand where all must be known."""

from __future__ import annotations

import pytest

from bench.closable import can_be, is_open
from criteria import parse
from criteria.span import NOWHERE
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed
from matcher.answer import Weight

READ = Leaf(Requirement(Kind.COMORBIDITY, "gout"), NOWHERE)
UNREAD = Unparsed(NOWHERE)
ITEM = Unparsed(NOWHERE, kind=Kind.COMORBIDITY)


def weigh(words: Unparsed) -> Weight:
    return Weight.ALWAYS if words.kind is None else Weight.REQUIRED


@pytest.mark.parametrize(
    ("node", "settled"),
    [
        (READ, True),
        (UNREAD, False),
        (Not(UNREAD, NOWHERE), False),
        (Not(ITEM, NOWHERE), True),
        (ITEM, False),
        (Allow(UNREAD, NOWHERE), True),
        (All((READ, UNREAD), NOWHERE), False),
        (Any((READ, UNREAD), NOWHERE), True),
        (Not(All((READ, UNREAD), NOWHERE), NOWHERE), True),
        (Not(Any((READ, UNREAD), NOWHERE), NOWHERE), False),
        (AtLeast(2, (READ, READ, UNREAD), NOWHERE), True),
        (AtLeast(2, (READ, UNREAD, UNREAD), NOWHERE), False),
        (Unless(UNREAD, READ, NOWHERE), True),
        (If(READ, UNREAD, NOWHERE), True),
        (If(UNREAD, UNREAD, NOWHERE), False),
    ],
)
def test_a_criterion_can_be_settled_where_nothing_unread_must_be_known(node: Node, settled: bool) -> None:
    assert can_be(node, True, weigh) is settled


@pytest.mark.parametrize(
    ("line", "left"),
    [("Xanthic humour above the norm", True), ("Willing to bear with zorbles", False), ("ECOG 0-1", False)],
)
def test_words_that_the_matcher_sets_aside_keep_nothing_open(line: str, left: bool) -> None:
    text = f"Inclusion Criteria:\n\n* {line}"
    assert any(is_open(text, c) for c in parse(text).criteria) is left
