"""In Elasticsearch, proof takes more than the studies: aliases, generations and versions must fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from indexer import upkeep
from indexer.diff import changed_since, versions_in_force
from indexer.document import prepare
from indexer.errors import IndexDamagedError
from indexer.index import SearchQuery, StudyIndex, open_index
from indexer.index.elastic.connection import connect
from tests.indexer.records import record


@pytest.fixture
def prefix(elastic_index_url: str) -> str:
    return elastic_index_url.rpartition("/")[2]


@pytest.fixture
def client(elastic_index_url: str) -> Iterator[Elasticsearch]:
    made, _, _ = connect(elastic_index_url)
    yield made
    made.close()


@pytest.fixture
def index(elastic_index_url: str) -> Iterator[StudyIndex]:
    """Two generations, of which readers see the second; one study has two versions."""
    opened = open_index(elastic_index_url)
    for changes in ({}, {"statusModule": None}):
        with opened.change() as change:
            change.put(prepare(record(1, **changes), "2026-02-01T09:00:00"))
            change.put(prepare(record(2), "2026-02-01T09:00:00"))
    yield opened
    opened.close()


def test_a_sound_index_has_no_problems(index: StudyIndex) -> None:
    assert list(index.verify()) == []


def test_an_alias_that_leads_to_an_older_generation_is_found(
    index: StudyIndex, client: Elasticsearch, prefix: str
) -> None:
    first, second = f"{prefix}-studies-v1-000001", f"{prefix}-studies-v1-000002"
    move = [
        {"remove": {"index": second, "alias": f"{prefix}-studies-v1"}},
        {"add": {"index": first, "alias": f"{prefix}-studies-v1"}},
    ]
    client.indices.update_aliases(actions=move)
    assert list(index.verify()) == [f"the alias {prefix}-studies-v1 leads to {first}, and should lead to {second}"]


def test_an_alias_that_leads_to_two_generations_is_found(index: StudyIndex, client: Elasticsearch, prefix: str) -> None:
    first, second = f"{prefix}-studies-v1-000001", f"{prefix}-studies-v1-000002"
    client.indices.put_alias(index=first, name=f"{prefix}-studies")
    assert list(index.verify()) == [
        f"the alias {prefix}-studies leads to {first} and {second}, and should lead to {second}"
    ]


def test_a_generation_that_was_never_finished_is_found_and_removed(
    index: StudyIndex, client: Elasticsearch, prefix: str
) -> None:
    client.indices.create(index=f"{prefix}-studies-v1-000003")
    (problem,) = index.verify()
    assert problem.startswith(f"{prefix}-studies-v1-000003 is newer than {prefix}-studies-v1-000002")
    index.compact()
    assert list(index.verify()) == []


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        ({"raw": "AAAA"}, "version 1 is not the one that was stored"),
        (None, "version 1 is missing"),
    ],
)
def test_an_earlier_version_that_was_harmed_is_found(
    index: StudyIndex, client: Elasticsearch, prefix: str, harm: dict[str, Any] | None, problem: str
) -> None:
    place = {"index": f"{prefix}-versions", "id": "NCT90000001@000001"}
    if harm:
        client.update(**place, doc=harm)
    else:
        client.delete(**place)
    assert list(index.verify()) == [f"NCT90000001: {problem}"]


def test_a_generation_is_filled_without_copies_and_served_with_them(
    index: StudyIndex, client: Elasticsearch, prefix: str
) -> None:
    def settings(number: int) -> tuple[str, str]:
        name = f"{prefix}-studies-v1-{number:06}"
        found = client.indices.get_settings(index=name)[name]["settings"]["index"]
        return found["refresh_interval"], found["auto_expand_replicas"]

    with index.change() as change:
        change.put(prepare(record(3), "2026-02-01T09:00:00"))
        assert settings(3) == ("-1", "false")
    assert settings(3) == ("1s", "0-1")
    with index.change(rebuild=True) as change:
        change.put(prepare(record(3), "2026-02-01T09:00:00"))
        assert settings(4) == ("-1", "false")
    assert settings(4) == ("1s", "0-1")


def test_another_mapping_is_told_and_made_from_the_stored_records(
    index: StudyIndex, elastic_index_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.index.elastic.layout.SCHEMA", 2)
    newer = open_index(elastic_index_url)
    with pytest.raises(IndexDamagedError, match=r"another layout.*trialmatch index rebuild"):
        newer.search(SearchQuery())
    with pytest.raises(IndexDamagedError, match="another layout"), newer.change():
        pass
    assert index.count(SearchQuery()) == 2, "who knows the older mapping still reads"
    assert upkeep.rebuild(newer) == 2
    assert newer.count(SearchQuery()) == 2
    assert [version.number for version in newer.versions("NCT90000001")] == [1, 2]
    assert list(newer.verify()) == []
    newer.close()


def test_a_version_that_no_one_was_shown_yet_is_not_told_of(
    index: StudyIndex, client: Elasticsearch, prefix: str
) -> None:
    versions = f"{prefix}-versions"
    last = client.get(index=versions, id="NCT90000001@000002")["_source"]
    early = last | {"number": 3, "seen": "2026-03-01T09:00:00"}  # as a refresh that is killed leaves it
    client.index(index=versions, id="NCT90000001@000003", document=early)
    stored = index.get("NCT90000001")
    assert stored is not None
    assert [version.number for version in index.versions("NCT90000001")] == [1, 2, 3]
    assert [version.number for version in versions_in_force(index, stored)] == [1, 2]
    assert list(changed_since(index, "2026-03-01")) == []
    assert list(index.verify()) == []
