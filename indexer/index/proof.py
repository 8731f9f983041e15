"""Owns the proof that every stored version of a record is what was read, and that none in between is missing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from indexer.document import digest
from indexer.index.base import Version


def damaged(versions: Iterable[Version]) -> Iterator[str]:
    """One sentence for each version that is missing or whose bytes are not those of its hash.

    ``versions`` are those of all records, in the order of their ids and numbers.
    """
    last, number = "", 0
    for version in versions:
        number = number + 1 if version.nct_id == last else 1
        if version.number != number:
            yield f"{version.nct_id}: version {number} is missing"
        last, number = version.nct_id, version.number
        if not _is_whole(version):
            yield f"{version.nct_id}: version {version.number} is not the one that was stored"


def _is_whole(version: Version) -> bool:
    try:
        return digest(zlib.decompress(version.raw)) == version.hash
    except zlib.error:
        return False
