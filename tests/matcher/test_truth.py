"""Kleene's three-valued logic."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.truth import Truth, all_of, any_of, at_least

truths = st.lists(st.sampled_from(Truth), max_size=6)


def test_a_truth_is_no_bool_so_that_unknown_never_passes_for_false() -> None:
    with pytest.raises(TypeError):
        bool(Truth.UNKNOWN)


@given(truths)
def test_de_morgan(parts: list[Truth]) -> None:
    assert ~all_of(parts) is any_of(~part for part in parts)
    assert ~any_of(parts) is all_of(~part for part in parts)


@given(truths)
def test_at_least_one_is_any_and_at_least_every_one_is_all(parts: list[Truth]) -> None:
    assert at_least(1, parts) is any_of(parts)
    assert at_least(len(parts), parts) is all_of(parts)


@given(truths, st.integers(0, 7))
def test_learning_more_never_overturns_what_is_decided(parts: list[Truth], count: int) -> None:
    before = at_least(count, parts)
    if before is Truth.UNKNOWN:
        return
    open_ones = [i for i, part in enumerate(parts) if part is Truth.UNKNOWN]
    for answers in product((Truth.TRUE, Truth.FALSE), repeat=len(open_ones)):
        learnt = list(parts)
        for place, answer in zip(open_ones, answers, strict=True):
            learnt[place] = answer
        assert at_least(count, learnt) is before
