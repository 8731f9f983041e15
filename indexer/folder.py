"""Owns the making of the folder that a file of ours is to lie in."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import IndexUnavailableError


def ensure_folder(path: Path) -> None:
    """Make the folder of ``path`` where it is missing; raises ``IndexUnavailableError`` where it cannot be made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexUnavailableError(f"{path} cannot be written: {error.strerror or error}") from error
