"""Owns the registry, the index and the journal of the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import responses

from indexer.index import StudyIndex, open_index
from indexer.refresh import RefreshReport, refresh
from indexer.registry import RegistryClient
from tests.indexer.fake_registry import BASE, FakeRegistry
from tests.indexer.refreshing import Run


@pytest.fixture
def registry() -> Iterator[FakeRegistry]:
    """An empty registry that answers at ``BASE``."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        made = FakeRegistry()
        made.mock(mock)
        yield made


@pytest.fixture
def client(registry: FakeRegistry) -> Iterator[RegistryClient]:
    """A client of that registry that does not dawdle."""
    opened = RegistryClient(BASE, pace=0, attempts=2, backoff=0)
    yield opened
    opened.close()


@pytest.fixture
def local_index(tmp_path: Path) -> Iterator[StudyIndex]:
    """An SQLite index with nothing in it yet."""
    opened = open_index(f"sqlite:{tmp_path / 'index.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def run(client: RegistryClient, local_index: StudyIndex, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Refreshes everything, two studies a page."""
    pages = client.pages
    monkeypatch.setattr(client, "pages", lambda query, token=None, size=2: pages(query, token, 2))

    def go(mode: str = "auto", scope: str = "all", **options: Any) -> RefreshReport:
        return refresh(client, local_index, scope, mode=mode, workers=1, **options)

    return go
