"""A registry that has gone mad costs little time and memory, is named in the error, and leaves the index as it was."""

from __future__ import annotations

import socket
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from indexer.errors import BadAnswerError, RegistryError
from indexer.index import StudyIndex
from indexer.refresh import refresh
from indexer.registry import RegistryClient
from tests.indexer.fake_registry import BASE, Answer, FakeRegistry, answer
from tests.indexer.records import record, status

Misbehave = Callable[[str, dict[str, str]], Answer | None]
MB = 1_000_000


def html(path: str, asked: dict[str, str]) -> Answer | None:
    page = "<html><body>Down for maintenance</body></html>"
    return (200, {"Content-Type": "text/html"}, page) if path == "/studies" else None


def empty_pages() -> Misbehave:
    number = iter(range(1_000_000))
    return lambda path, asked: (
        answer({"studies": [], "nextPageToken": f"t{next(number)}", "totalCount": 3}) if path == "/studies" else None
    )


def looping_token() -> Misbehave:
    number = iter(range(5_000_000, 6_000_000))
    return lambda path, asked: (
        answer({"studies": [record(next(number))], "nextPageToken": "again"}) if path == "/studies" else None
    )


def endless_records() -> Misbehave:
    """Every page has a token and the same records as the one before."""
    number = iter(range(1_000_000))
    return lambda path, asked: (
        answer({"studies": [record(1)], "nextPageToken": f"t{next(number)}"}) if path == "/studies" else None
    )


def too_large(path: str, asked: dict[str, str]) -> Answer | None:
    return (200, {}, "[" + "1," * MB) if path == "/studies" else None


def endless_depth(path: str, asked: dict[str, str]) -> Answer | None:
    return (200, {}, '{"studies": ' + "[" * 200_000) if path == "/studies" else None


def another_study(path: str, asked: dict[str, str]) -> Answer | None:
    return answer({"studies": [record(77)], "totalCount": 1}) if "filter.ids" in asked else None


def no_total(path: str, asked: dict[str, str]) -> Answer | None:
    return answer({"studies": "all of them"}) if path == "/studies" else None


@pytest.mark.parametrize(
    ("misbehave", "mode", "complaint"),
    [
        (html, "full", "not JSON .*maintenance"),
        (html, "delta", "not JSON .*maintenance"),
        (empty_pages(), "full", "without a new record"),
        (empty_pages(), "reconcile", "without a new record"),
        (looping_token(), "full", "comes round again"),
        (looping_token(), "delta", "comes round again"),
        (endless_records(), "full", "without a new record"),
        (too_large, "full", "more than 1,000,000"),
        (endless_depth, "full", "not JSON"),
        (another_study, "reconcile", "answers with NCT90000077"),
        (another_study, "delta", "answers with NCT90000077"),
        (no_total, "full", "list of studies"),
    ],
)
def test_it_is_named_and_the_index_stays_as_it_was(
    registry: FakeRegistry, local_index: StudyIndex, misbehave: Misbehave, mode: str, complaint: str
) -> None:
    client = RegistryClient(BASE, pace=0, attempts=2, backoff=0, largest=MB)
    registry.put(*(record(n) for n in range(1, 4)))
    refresh(client, local_index, "all", workers=1)
    before, generation = local_index.stamps(), local_index.status().generation
    registry.move(2)
    # one that comes with an old date, so that even a delta has to ask for it by its id
    registry.put(record(9, statusModule=status("RECRUITING", "2020-01-01")))
    registry.before = misbehave
    registry.asked.clear()
    with pytest.raises(RegistryError, match=complaint):
        refresh(client, local_index, "all", mode=mode, workers=1)
    assert (local_index.stamps(), local_index.status().generation) == (before, generation)
    assert len(registry.asked) < 30
    registry.before = lambda path, asked: None
    refresh(client, local_index, "all", mode="reconcile", workers=1)
    assert set(local_index.stamps()) == set(registry.records), "once it is well again, so are we"


@pytest.mark.parametrize("stamp", ["1970-01-01T00:00:00", "2091-01-01T00:00:00"])
def test_a_clock_that_is_wrong_hides_no_change(
    registry: FakeRegistry, client: RegistryClient, local_index: StudyIndex, stamp: str
) -> None:
    registry.put(*(record(n) for n in range(1, 4)))
    right, registry.stamp = registry.stamp, stamp
    refresh(client, local_index, "all", workers=1)
    registry.stamp = right
    registry.put(record(2, statusModule=status("COMPLETED", "2026-02-01")), record(4))
    registry.remove("NCT90000003")
    refresh(client, local_index, "all", mode="delta", workers=1)
    found = {nct_id: stamp.posted for nct_id, stamp in local_index.stamps().items() if stamp.withdrawn is None}
    assert found == {"NCT90000001": "2026-01-02", "NCT90000002": "2026-02-01", "NCT90000004": "2026-01-05"}


@contextmanager
def pouring(announce: int | None) -> Iterator[tuple[str, list[int]]]:
    """A server that answers with as many bytes as one will take, and counts them."""
    listener = socket.create_server(("127.0.0.1", 0))
    sent = [0]

    def pour() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.recv(65_536)
            length = f"Content-Length: {announce}\r\n" if announce else ""
            connection.sendall(f"HTTP/1.1 200 OK\r\n{length}Connection: close\r\n\r\n".encode())
            while sent[0] < 2_000 * MB:
                connection.sendall(b"1" * 65_536)
                sent[0] += 65_536

    thread = threading.Thread(target=pour)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", sent
    finally:
        listener.close()
        thread.join()


@pytest.mark.parametrize(("announce", "most"), [(2_000 * MB, 8 * MB), (None, 16 * MB)])
def test_a_body_of_two_gigabytes_is_not_read(announce: int | None, most: int) -> None:
    with pouring(announce) as (url, sent):
        client = RegistryClient(url, pace=0, attempts=0, largest=4 * MB)
        tracemalloc.start()
        with pytest.raises(BadAnswerError, match="more than 4,000,000"):
            client.stamp()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        client.close()
    assert sent[0] < most  # what the kernel's buffers hold is sent without being read
    assert peak < 16 * MB


def test_many_records_that_cannot_be_read_are_set_aside_and_the_rest_is_loaded(
    registry: FakeRegistry, client: RegistryClient, local_index: StudyIndex
) -> None:
    odd: list[Any] = [{"eligibilityModule": []}, {"statusModule": "x"}, {"conditionsModule": {"conditions": [3]}}]
    registry.put(record(1), *(record(n, **changes) for n, changes in enumerate(odd, 2)))
    report = refresh(client, local_index, "all", workers=1)
    assert (report.new, report.aside) == (1, 3)
    assert set(report.set_aside) == {"NCT90000002", "NCT90000003", "NCT90000004"}
