"""Owns the two indexes that every test of this folder runs against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.index import StudyIndex, open_index


@pytest.fixture(params=["sqlite", "elasticsearch"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StudyIndex]:
    """An index with nothing in it yet."""
    if request.param == "sqlite":
        url = f"sqlite:{tmp_path / 'index.sqlite'}"
    else:
        url = request.getfixturevalue("elastic_index_url")
    opened = open_index(url)
    yield opened
    opened.close()
