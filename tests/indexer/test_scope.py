"""A scope is one query to the registry, whose total can be checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.records import record_id
from indexer.registry import RegistryClient
from indexer.scope import membership, scope_of
from indexer.study import MeshTerm, Study
from tests.shared import needs_shared


def test_breast_cancer_by_its_names_and_the_baskets_that_take_it() -> None:
    asked = scope_of("breast").query()["query.cond"].split(" OR ")
    assert asked[0] == "breast cancer"
    assert {"DCIS", "breast carcinoma", "solid tumor", "solid neoplasm", "brain metastases"} <= set(asked)


@pytest.mark.parametrize(
    ("condition", "belongs"),
    [
        ("Breast Carcinoma", "named"),
        ("BRCA2 Mutation", "named"),
        ("HER-2 Gene Amplification", "named"),
        ("Advanced Solid Tumors", "basket"),
        ("Metastatic Malignant Solid Neoplasm", "basket"),
        ("Advanced Cancer", "basket"),
        ("Bone Metastases", "basket"),
        ("Pancreatic Cancer", "other"),
        ("Asthma", "other"),
    ],
)
def test_how_a_study_belongs_is_told_by_its_words(condition: str, belongs: str) -> None:
    assert membership(Study("NCT90000001", "Invented study", conditions=(condition,))) == belongs


def test_headings_of_the_registry_stand_above_words() -> None:
    for heading in (MeshTerm("D001943", "Breast Neoplasms"), MeshTerm(None, "Triple Negative Breast Neoplasms")):
        assert membership(Study("NCT90000001", "Invented study", condition_mesh=(heading,))) == "mesh"
        assert membership(Study("NCT90000001", "Invented study", condition_ancestors=(heading,))) == "mesh"


def test_every_alternative_of_the_breast_scope_makes_a_study_belong() -> None:
    for words in scope_of("breast").conditions:
        assert membership(Study("NCT90000001", "Invented study", conditions=(words,))) != "other", words


@needs_shared
def test_no_study_under_a_heading_of_breast_cancer_is_left_out(replay: Callable[..., str]) -> None:
    client = RegistryClient(replay(), pace=0)
    listed = {record_id(item) for page in client.pages(scope_of("breast").query() | _IDS) for item in page.records}
    headed = {"filter.advanced": 'AREA[ConditionMeshTerm]"Breast Neoplasms"', **_IDS}
    under = {record_id(item) for page in client.pages(headed) for item in page.records}
    client.close()
    assert len(under) > 100
    assert under <= listed


_IDS = {"fields": "NCTId"}


def test_everything_and_any_condition() -> None:
    assert scope_of("all").query() == {}
    assert scope_of(" lung   cancer ").query() == {"query.cond": "lung cancer"}


def test_nothing_is_no_scope() -> None:
    with pytest.raises(ValueError, match="a scope is breast, all, or the name of a condition"):
        scope_of("  ")
