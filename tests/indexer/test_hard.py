"""A hard fact binds everyone who joins; whatever could loosen a criterion keeps it from being one."""

from __future__ import annotations

import pytest

from criteria.criterion import Criteria, Criterion
from criteria.span import NOWHERE
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Not, Requirement, Section, Unless, Unparsed
from indexer.hard import hard_keys, node_of

HER2 = Leaf(Requirement(Kind.BIOMARKER, "HER2", "negative"), NOWHERE)
BRAIN = Leaf(Requirement(Kind.METASTASIS, "brain"), NOWHERE)
CONSENT = Leaf(Requirement(Kind.ADMINISTRATIVE, "consent"), NOWHERE)


def keys(node: Node, arm: str | None = None) -> tuple[str, ...]:
    return hard_keys(Criteria("", (Criterion(NOWHERE, Section.INCLUSION, node, arm),)))


def test_a_requirement_and_its_negation_come_back_from_their_keys() -> None:
    for node in (HER2, Not(BRAIN, NOWHERE)):
        (key,) = keys(node)
        assert node_of(key) == node


def test_all_that_is_joined_by_and_counts_each_once() -> None:
    assert keys(All((HER2, All((Not(BRAIN, NOWHERE), HER2), NOWHERE)), NOWHERE)) == keys(HER2) + keys(
        Not(BRAIN, NOWHERE)
    )


@pytest.mark.parametrize(
    "node",
    [
        Any((HER2, BRAIN), NOWHERE),
        AtLeast(1, (HER2, BRAIN), NOWHERE),
        Unless(Not(BRAIN, NOWHERE), HER2, NOWHERE),
        If(BRAIN, HER2, NOWHERE),
        Allow(BRAIN, NOWHERE),
        Not(All((HER2, BRAIN), NOWHERE), NOWHERE),
        Not(Not(HER2, NOWHERE), NOWHERE),
        Unparsed(NOWHERE),
        CONSENT,
    ],
)
def test_what_something_may_loosen_is_none(node: Node) -> None:
    assert keys(node) == ()


def test_a_criterion_of_one_arm_is_none() -> None:
    assert keys(HER2, arm="Cohort B") == ()
