"""Which criteria a complete record could settle: those in which nothing unread stands where it must be known."""

from __future__ import annotations

import pytest

from bench.closable import can_be
from criteria.span import NOWHERE
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed

READ = Leaf(Requirement(Kind.COMORBIDITY, "gout"), NOWHERE)
UNREAD = Unparsed(NOWHERE)
ITEM = Unparsed(NOWHERE, kind=Kind.COMORBIDITY)


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
    assert can_be(node, True) is settled
