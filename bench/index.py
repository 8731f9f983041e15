"""Loads the same records into both indexes, at growing sizes, beside a raw bulk of the same documents.

    bench/index.py RECORDS.jsonl[.gz] sqlite:PATH http://HOST:PORT[/PREFIX] [--cache FILE] [--sizes 1000 3000 10000]
                   [--repeat 3]

Reading (checking and parsing) is timed apart and can be kept in a file, for it does not depend on the index. The raw
bulk sends prepared requests to an index with the same mapping and does nothing else. The three take turns; of the
repetitions the fastest counts, for what slows one down is the rest of the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pickle
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from indexer.document import canonical
from indexer.index import StudyIndex, open_index
from indexer.index.base import Document
from indexer.index.elastic.connection import connect
from indexer.index.elastic.layout import STUDIES, VERSIONS
from indexer.index.elastic.load import BATCH, BATCH_BYTES, Known, _study, _version
from indexer.reading import documents

SEEN = "2026-01-01T00:00:00"


def read(path: Path, cache: Path | None) -> list[Document]:
    """The documents of all records that can be read."""
    if cache and cache.exists():
        return list(pickle.loads(cache.read_bytes()))
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt") as lines:
        items = [(str(at), zlib.compress(canonical(json.loads(line)))) for at, line in enumerate(lines)]
    workers = os.cpu_count() or 1
    began = time.perf_counter()
    made = [document for _, document in documents(items, SEEN, workers, {}) if isinstance(document, Document)]
    took = time.perf_counter() - began
    print(f"reading {len(made)} records in {workers} processes: {took:.1f} s, {took / len(made) * 1000:.1f} ms each")
    if cache:
        cache.write_bytes(pickle.dumps(made))
    return made


def timed(what: Callable[[], None]) -> float:
    """Seconds."""
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def load(index: StudyIndex, made: list[Document]) -> None:
    """The way of a refresh, without the registry."""
    with index.change(rebuild=True) as change:
        for document in made:
            change.put(document)


def raw_bulk(client: Elasticsearch, requests: list[dict[str, object]]) -> None:
    """Elasticsearch alone."""
    client.options(ignore_status=404).indices.delete(index=["bench-raw-studies", "bench-raw-versions"])
    client.indices.create(index="bench-raw-studies", **STUDIES)
    client.indices.create(index="bench-raw-versions", **VERSIONS)
    bulk(client, requests, chunk_size=BATCH, max_chunk_bytes=BATCH_BYTES)
    client.indices.refresh(index=["bench-raw-studies", "bench-raw-versions"])


def prepared(made: list[Document]) -> list[dict[str, object]]:
    """What is sent to Elasticsearch, made beforehand."""
    known = Known(1, "", SEEN)
    return [
        request
        for document in made
        for request in (
            {"_index": "bench-raw-versions", "_id": document.nct_id, "_source": _version(document, known)},
            {"_index": "bench-raw-studies", "_id": document.nct_id, "_source": _study(document, known)},
        )
    ]


def clear(sqlite: str, client: Elasticsearch, address: str) -> None:
    """Removes what an earlier turn left, so that every turn stores the first version of each record."""
    file = Path(sqlite.removeprefix("sqlite:"))
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()
    left = list(client.indices.get(index=f"{connect(address)[1]}-*"))
    if left:
        client.indices.delete(index=left)


def main() -> None:
    """Prints a table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("records", type=Path)
    arguments.add_argument("sqlite")
    arguments.add_argument("elastic")
    arguments.add_argument("--cache", type=Path)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000, 10000])
    arguments.add_argument("--repeat", type=int, default=3)
    given = arguments.parse_args()
    made = read(given.records, given.cache)
    client, _, _ = connect(given.elastic)
    print("records   SQLite s   Elasticsearch s   raw bulk s   raw/ours   bytes/record SQLite, Elasticsearch")
    for size in given.sizes:
        some = made[:size]
        requests, address = prepared(some), f"{given.elastic}-{size}"
        turns = []
        for _ in range(given.repeat):
            clear(given.sqlite, client, address)
            with closing(open_index(given.sqlite)) as local, closing(open_index(address)) as remote:
                ways = (partial(load, local, some), partial(raw_bulk, client, requests), partial(load, remote, some))
                turns.append([timed(way) for way in ways])
                disk = [index.status().size / len(some) for index in (local, remote)]
        in_sqlite, raw, in_elastic = (min(times) for times in zip(*turns, strict=True))
        print(
            f"{len(some):7}   {in_sqlite:8.2f}   {in_elastic:15.2f}   {raw:10.2f}   {raw / in_elastic:8.2f}   "
            f"{disk[0]:.0f}, {disk[1]:.0f}",
            flush=True,
        )
    client.options(ignore_status=404).indices.delete(index=["bench-raw-studies", "bench-raw-versions"])


if __name__ == "__main__":
    main()
