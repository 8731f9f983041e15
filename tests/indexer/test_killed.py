"""A refresh that is killed at any moment harms nothing: readers see the old index, and the next run completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import IndexMissingError
from indexer.index import SearchQuery, open_index
from tests.indexer.fake_registry import FakeRegistry
from tests.indexer.records import record, status

FIRST, SECOND = 120, 150
"""How many studies are in view before and after the change."""


class Reader:
    """Counts the studies over and over, as a user would, until it is told to stop."""

    def __init__(self, url: str) -> None:
        self._index = open_index(url)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self.seen: set[int] = set()
        self.errors: list[Exception] = []

    def _read(self) -> None:
        while not self._stop.is_set():
            try:
                page = self._index.search(SearchQuery(text="invented", limit=1))
                self.seen.add(page.total)
            except IndexMissingError:
                self.seen.add(0)
            except Exception as error:  # noqa: BLE001 – whatever a reader meets is what this looks for
                self.errors.append(error)
            time.sleep(0.005)

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._index.close()


@pytest.fixture(params=["sqlite", "elasticsearch"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:{tmp_path / 'index.sqlite'}"
    return str(request.getfixturevalue("elastic_index_url"))


def test_killed_refreshes_end_as_undisturbed_ones(url: str, tmp_path: Path) -> None:
    registry = FakeRegistry(*(record(n) for n in range(1, FIRST + 1)))
    with registry.serve() as base, Reader(url) as reader:

        def start(mode: str) -> subprocess.Popen[bytes]:
            script = Path(__file__).with_name("killed.py")
            command = [sys.executable, str(script), url, base, mode, str(tmp_path / "journal")]
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
            return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)  # noqa: S603 – our own script

        def finish(mode: str) -> float:
            began = time.monotonic()
            process = start(mode)
            _, complaint = process.communicate()
            assert process.returncode == 0, complaint.decode()
            return time.monotonic() - began

        def kill_some(mode: str, moments: list[float]) -> None:
            for moment in moments:
                process = start(mode)
                time.sleep(moment)
                process.send_signal(signal.SIGKILL)
                process.communicate()

        kill_some("full", [0.3, 0.8, 1.2])
        length = finish("full")
        assert reader.seen <= {0, FIRST}
        assert state(url) == expected(registry)

        registry.move(2)
        registry.put(*(record(n, statusModule=status("RECRUITING", "2026-02-02")) for n in range(10, SECOND + 6)))
        for n in range(1, 6):
            registry.remove(f"NCT9{n:07}")
        kill_some("auto", [length * share for share in (0.4, 0.6, 0.8, 0.9)])
        finish("auto")
        assert state(url) == expected(registry)
    assert reader.errors == []
    assert reader.seen <= {0, FIRST, SECOND}
    check(url)


def state(url: str) -> dict[str, str | None]:
    index = open_index(url)
    found = {nct_id: stamp.posted for nct_id, stamp in index.stamps().items() if stamp.withdrawn is None}
    index.close()
    return found


def expected(registry: FakeRegistry) -> dict[str, Any]:
    return {
        nct_id: item["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"]
        for nct_id, item in registry.records.items()
    }


def check(url: str) -> None:
    index = open_index(url)
    index.compact()
    assert list(index.verify()) == []
    assert [len(index.versions(f"NCT9{n:07}")) for n in (3, 9, 10, SECOND)] == [1, 1, 2, 1]
    index.close()
