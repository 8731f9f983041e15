"""A study that Elasticsearch will not take is set aside with its reason; the others are loaded all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import responses

from indexer.errors import StudyRefusedError
from indexer.index import StudyIndex, open_index
from indexer.index.elastic import load
from indexer.refresh import refresh, set_aside
from indexer.registry import RegistryClient
from tests.indexer.fake_registry import BASE, FakeRegistry
from tests.indexer.records import record


@pytest.fixture
def index(elastic_index_url: str) -> Iterator[StudyIndex]:
    opened = open_index(elastic_index_url)
    yield opened
    opened.close()


@pytest.fixture
def registry() -> Iterator[FakeRegistry]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.add_passthru("http://127.0.0.1")
        made = FakeRegistry(*(record(n) for n in range(1, 15)))
        made.mock(mock)
        yield made


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[set[str]], None]:
    """Lets the documents of some studies have a field that the mapping does not know."""
    plain = load._study

    def these(ids: set[str]) -> None:
        def odd(document: Any, known: Any) -> dict[str, Any]:
            return plain(document, known) | ({"unheard-of": 1} if document.nct_id in ids else {})

        monkeypatch.setattr(load, "_study", odd)

    return these


@pytest.fixture
def client() -> Iterator[RegistryClient]:
    opened = RegistryClient(BASE, pace=0, attempts=2, backoff=0)
    yield opened
    opened.close()


def test_it_is_set_aside_and_the_others_are_loaded(
    registry: FakeRegistry, client: RegistryClient, index: StudyIndex, refuse: Callable[[set[str]], None]
) -> None:
    refuse({"NCT90000003", "NCT90000007"})
    report = refresh(client, index, "all", workers=1)
    assert (report.new, report.aside, report.studies) == (12, 2, 12)
    assert set(report.set_aside) == {"NCT90000003", "NCT90000007"}
    assert all("the index refuses it" in reason for reason in report.set_aside.values())
    assert set_aside(index)["NCT90000003"]["record"] == record(3)
    assert "NCT90000003" not in index.stamps()
    assert list(index.verify()) == []


def test_where_it_refuses_most_it_is_not_the_studies_that_are_wrong(
    registry: FakeRegistry, client: RegistryClient, index: StudyIndex, refuse: Callable[[set[str]], None]
) -> None:
    refuse(set(registry.records))
    with pytest.raises(StudyRefusedError):
        refresh(client, index, "all", workers=1)
    assert index.stamps() == {}
