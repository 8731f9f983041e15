"""A criterion is suspect for those whom it alone rules out, beside those who meet everything."""

from __future__ import annotations

from tests.labels.suspects import suspects

EVERYONE = 0b1111


def test_whom_two_criteria_rule_out_speaks_against_neither() -> None:
    assert list(suspects([0b0011, 0b0010], EVERYONE)) == [(0, 1, 2)]


def test_the_share_is_of_those_who_meet_all_the_others() -> None:
    assert list(suspects([0b0001, 0b0000], EVERYONE, share=0.25)) == [(0, 1, 3)]
    assert list(suspects([0b0001, 0b0000], EVERYONE, share=0.26)) == []


def test_a_criterion_that_rules_out_nobody_is_no_suspect() -> None:
    assert list(suspects([0b0000], EVERYONE, share=0.0)) == []
