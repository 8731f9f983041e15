"""A scope is one query to the registry, whose total can be checked."""

from __future__ import annotations

import pytest

from indexer.scope import scope_of


def test_breast_cancer_by_its_names_and_the_baskets_that_take_it() -> None:
    asked = scope_of("breast").query()["query.cond"].split(" OR ")
    assert asked[0] == "breast cancer"
    assert {"DCIS", "breast carcinoma", "solid tumor"} <= set(asked)


def test_everything_and_any_condition() -> None:
    assert scope_of("all").query() == {}
    assert scope_of(" lung   cancer ").query() == {"query.cond": "lung cancer"}


def test_nothing_is_no_scope() -> None:
    with pytest.raises(ValueError, match="a scope is breast, all, or the name of a condition"):
        scope_of("  ")
