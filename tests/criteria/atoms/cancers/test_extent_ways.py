"""Extents of a cancer that are ways in of their own, each with what bounds it."""

from __future__ import annotations

import pytest

from tests.criteria.trees import shape, tree_of


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Stage IV disease or locally relapsed, unresectable disease", "(stage IV | (recurrent & unresectable))"),
        ("Stage IV (by AJCC); or locally recurrent, inoperable disease", "(stage IV | (recurrent & unresectable))"),
        (
            "Either locally recurrent disease not amenable to cure by surgery or stage IV disease",
            "(recurrent & unresectable) | stage IV",
        ),
    ],
)
def test_a_stage_is_a_way_beside_an_extent_and_its_bound(words: str, read: str) -> None:
    assert shape(tree_of(words)).strip("()") == read.strip("()")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Metastatic or locally advanced, inoperable disease", "(metastatic | (locally advanced & unresectable))"),
        (
            "Locally recurrent or metastatic disease that is not amenable to resection",
            "((recurrent & unresectable) | metastatic)",
        ),
        ("Inoperable metastatic or locally advanced disease", "(metastatic | (locally advanced & unresectable))"),
    ],
)
def test_a_bound_is_of_the_local_disease(words: str, read: str) -> None:
    assert shape(tree_of(words)) == read


@pytest.mark.parametrize(
    "words",
    ["Locally advanced, unresectable, or metastatic disease", "Locally advanced, unresectable or metastatic disease"],
)
def test_a_list_stays_one(words: str) -> None:
    assert shape(tree_of(words)) == "(locally advanced | unresectable | metastatic)"
