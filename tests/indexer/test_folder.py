"""An index or a journal that cannot be written where it is asked for is said so in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import IndexUnavailableError
from indexer.folder import ensure_folder
from indexer.index import open_index
from indexer.journal import Journal


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    ensure_folder(tmp_path / "a" / "b" / "index.sqlite")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    place = tmp_path / "file" / "index.sqlite"
    with pytest.raises(IndexUnavailableError, match=str(place)):
        ensure_folder(place)
    with pytest.raises(IndexUnavailableError, match=str(place)):
        Journal(place)
    with pytest.raises(IndexUnavailableError, match=str(place)):
        open_index(f"sqlite:{place}").keep("note", "key", {})
