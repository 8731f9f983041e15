"""Owns turning many records into documents, in several processes where there are many."""

from __future__ import annotations

import json
import os
import threading
import time
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from indexer.document import prepare
from indexer.errors import StudyError
from indexer.gates import NO_GATES, Gates
from indexer.index.base import Document
from indexer.review import Corrections

CHUNK = 50
"""Records that a process takes at a time: enough to make the way there and back cheap."""

FEW = 200
"""Records up to which starting processes takes longer than reading them here."""

Item = tuple[str, bytes]
Made = tuple[str, Document | str]
"""A key with its document, or with the reason why there is none."""


def documents(
    items: Iterable[Item], seen: str, workers: int, corrections: Corrections, gates: Gates = NO_GATES
) -> Iterator[Made]:
    """The documents of compressed records, as ``prepare`` makes them, or the reasons why there are none."""
    waiting = iter(items)
    first = list(islice(waiting, FEW))
    if workers < 2 or len(first) < FEW:
        for item in (*first, *waiting):
            yield read(item, seen, corrections, gates)
        return
    chunks = _chunks(item for part in (first, waiting) for item in part)
    context = get_context("spawn")  # a fork would copy the threads' locks and the connections
    with ProcessPoolExecutor(workers, context, initializer=_end_with, initargs=(os.getpid(),)) as pool:
        running: deque[Future[list[Made]]] = deque()
        for chunk in chunks:
            running.append(pool.submit(_read_all, chunk, seen, corrections, gates))
            if len(running) > workers * 2:
                yield from running.popleft().result()
        for future in running:
            yield from future.result()


def read(item: Item, seen: str, corrections: Corrections, gates: Gates) -> Made:
    """The document of one record, or the reason why it cannot be read."""
    key, raw = item
    try:
        return key, prepare(json.loads(zlib.decompress(raw)), seen, corrections, gates)
    except StudyError as error:
        return key, str(error)


def _read_all(items: list[Item], seen: str, corrections: Corrections, gates: Gates) -> list[Made]:
    return [read(item, seen, corrections, gates) for item in items]


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _end_with(parent: int) -> None:
    """Ends this process when its parent is gone; a killed parent tells its children nothing."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
