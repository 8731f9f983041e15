"""A later way of a choice that holds on a condition is open to nobody for whom the condition does not hold."""

from __future__ import annotations

from criteria.items.ways_on_condition import only_on_condition
from criteria.span import Span
from criteria.tree import All, Any, If, Kind, Leaf, Not, Requirement, Unparsed
from tests.criteria.trees import shape, trees_of

WHERE = Span(0, 10)


def leaf(concept: str) -> Leaf:
    return Leaf(Requirement(Kind.THERAPY, concept), WHERE)


A, B, C, D = map(leaf, "abcd")


def test_a_later_way_is_for_those_of_whom_its_condition_is_true() -> None:
    assert only_on_condition(Any((A, If(B, C, WHERE)), WHERE)) == Any((A, All((B, C), WHERE)), WHERE)
    (node,) = trees_of("* At least one of the following:\n  * LCIS\n  * DCIS, if no current tamoxifen use")
    assert shape(node) == "(lobular carcinoma in situ | (-tamoxifen concurrent & ductal carcinoma in situ))"


def test_the_condition_of_the_first_way_may_be_that_of_all_of_them() -> None:
    choice = Any((If(A, B, WHERE), C), WHERE)
    assert only_on_condition(choice) == choice


def test_where_each_way_has_its_condition_nothing_is_asked_of_others() -> None:
    choice = Any((If(A, B, WHERE), If(C, D, WHERE)), WHERE)
    assert only_on_condition(choice) == choice


def test_what_must_not_be_stays_open_where_nobody_has_read_when() -> None:
    choice = Any((A, If(Unparsed(WHERE), Not(B, WHERE), WHERE)), WHERE)
    assert only_on_condition(choice) == choice
