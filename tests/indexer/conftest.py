"""Owns the registry, the index and the journal of the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import responses

from indexer.index import StudyIndex, open_index
from indexer.registry import RegistryClient
from tests.indexer.fake_registry import BASE, FakeRegistry


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
