"""Trees in Kleene logic: exceptions, conditions, what blocks a verdict, when time helps."""

from __future__ import annotations

from datetime import date

import pytest

from criteria.span import Span
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Not, Unless, Unparsed
from matcher.answer import Answer, Weight
from matcher.logic import Outcome, blocks, broken, judge, passes_on, unsettled
from matcher.truth import Truth
from tests.matcher.people import leaf

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
WHOLE = Span(0, 100)


def one(truth: Truth, weight: Weight = Weight.ALWAYS, until: date | None = None) -> tuple[Leaf, Answer]:
    node = leaf(Kind.AGE, f"{truth.value} {weight} {until}", at=len(str(until)) * 10)
    return node, Answer(truth, "", weight=weight, until=until)


ANSWERS = [one(t, w) for t in Truth for w in Weight]
LEAF = {(a.truth, a.weight): node for node, a in ANSWERS}


def result(node: Node, *more: tuple[Leaf, Answer]) -> Outcome:
    known = {n.requirement: a for n, a in [*ANSWERS, *more]}

    def ask(part: Leaf | Unparsed, excepting: Node | None) -> Answer:
        return known[part.requirement] if isinstance(part, Leaf) else Answer(U, "unread")

    return judge(node, ask)


def node(truth: Truth, weight: Weight = Weight.ALWAYS) -> Leaf:
    return LEAF[truth, weight]


@pytest.mark.parametrize(
    ("inner", "exception", "expected"), [(T, F, T), (F, T, T), (F, F, F), (F, U, U), (U, T, T), (U, F, U)]
)
def test_an_exception_rescues_what_is_contradicted(inner: Truth, exception: Truth, expected: Truth) -> None:
    assert result(Unless(node(inner), node(exception), WHOLE)).truth is expected


def test_what_an_exception_permits_is_asked_and_not_granted() -> None:
    assert result(Unless(node(F), Allow(node(F), WHOLE), WHOLE)).truth is F


def test_a_permission_alone_restricts_nobody() -> None:
    assert result(Allow(node(F), WHOLE)).truth is T


@pytest.mark.parametrize(
    ("condition", "inner", "expected"), [(F, F, T), (T, F, F), (T, T, T), (U, F, U), (U, T, T), (T, U, U)]
)
def test_a_condition_that_does_not_hold_asks_nothing(condition: Truth, inner: Truth, expected: Truth) -> None:
    assert result(If(node(condition), node(inner), WHOLE)).truth is expected


def test_at_least_two_of_three() -> None:
    assert result(AtLeast(2, (node(T), node(U), node(F)), WHOLE)).truth is U
    assert result(AtLeast(2, (node(T), node(F), node(F)), WHOLE)).truth is F


def test_unread_words_are_unknown() -> None:
    assert result(Not(Unparsed(WHOLE), WHOLE)).truth is U


NEVER, REQUIRED = Weight.NEVER, Weight.REQUIRED


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (node(U), True),
        (node(U, NEVER), False),
        (node(U, REQUIRED), True),
        (Not(node(U, REQUIRED), WHOLE), False),
        (All((node(T), node(U, NEVER)), WHOLE), False),
        (All((node(U), node(U, NEVER)), WHOLE), True),
        (Not(Any((node(F), node(U, REQUIRED)), WHOLE), WHOLE), False),
        (Any((node(F), node(U, NEVER)), WHOLE), True),
        (Any((node(U, NEVER), node(U, NEVER)), WHOLE), False),
        (Unless(Not(node(T), WHOLE), node(U, NEVER), WHOLE), True),
        (Unless(Not(node(U, REQUIRED), WHOLE), node(U), WHOLE), False),
        (If(node(U, NEVER), node(F), WHOLE), True),
        (If(node(U), node(U, NEVER), WHOLE), False),
    ],
)
def test_what_keeps_a_verdict_open(tree: Node, expected: bool) -> None:
    assert blocks(result(tree)) is expected


def test_the_parts_that_failed_are_named_and_not_the_whole() -> None:
    good, bad = leaf(Kind.AGE, "good", at=0), leaf(Kind.AGE, "bad", at=20)
    answers = ((good, Answer(T, "")), (bad, Answer(F, "")))
    tree = All((good, bad), WHOLE)
    assert list(broken(result(tree, *answers))) == [bad.span]
    exclusion = Not(Any((Leaf(bad.requirement, bad.span), Leaf(good.requirement, good.span)), WHOLE), WHOLE)
    assert result(exclusion, *answers).truth is F
    assert list(broken(result(exclusion, *answers))) == [WHOLE]
    assert list(broken(result(Any((bad, bad), WHOLE), *answers))) == [WHOLE]


def test_the_parts_that_are_open_are_named() -> None:
    known, asked = leaf(Kind.AGE, "known", at=0), leaf(Kind.AGE, "asked", at=20)
    outcome = result(All((known, asked), WHOLE), (known, Answer(T, "")), (asked, Answer(U, "")))
    assert list(unsettled(outcome)) == [asked.span]


def test_time_alone_removes_an_obstacle_on_the_last_of_the_days() -> None:
    soon, late = leaf(Kind.AGE, "soon", at=0), leaf(Kind.AGE, "late", at=20)
    answers = (
        (soon, Answer(T, "", until=date(2026, 4, 1))),
        (late, Answer(T, "", until=date(2026, 5, 1))),
    )
    both = All((Not(soon, WHOLE), Not(late, WHOLE)), WHOLE)
    assert passes_on(result(both, *answers)) == date(2026, 5, 1)
    one_of = Any((Not(soon, WHOLE), Not(late, WHOLE)), WHOLE)
    assert passes_on(result(one_of, *answers)) == date(2026, 4, 1)
    never = All((Not(soon, WHOLE), node(F)), WHOLE)
    assert passes_on(result(never, *answers)) is None


def test_what_the_record_says_in_the_trials_own_words_keeps_nothing_open_and_breaks_nothing() -> None:
    settled, failed = node(U, Weight.SETTLED), node(F)
    assert not blocks(result(settled))
    assert not blocks(result(Not(settled, WHOLE)))
    assert not blocks(result(Not(All((node(T), settled), WHOLE), WHOLE)))
    assert not blocks(result(Any((failed, settled), WHOLE)))
    assert blocks(result(Any((failed, node(U, Weight.NEVER)), WHOLE)))
