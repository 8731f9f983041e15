"""Runs one refresh, to be killed in the middle of it: killed.py INDEX REGISTRY MODE JOURNAL."""

import sys
from pathlib import Path

from indexer.index import open_index
from indexer.refresh import refresh
from indexer.registry import RegistryClient


def main() -> None:
    """Refreshes everything in view."""
    index, registry, mode, journal = sys.argv[1:]
    client = RegistryClient(registry, pace=0, attempts=2, backoff=0.01)
    refresh(client, open_index(index), "all", mode=mode, journal=Path(journal), workers=1)


if __name__ == "__main__":
    main()
