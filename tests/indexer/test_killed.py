"""A refresh that is killed at any moment harms nothing: readers see the old index, and the next run completes it."""

from __future__ import annotations

import os
import random
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

FIRST = 120
"""How many studies are in view before anything changes."""

KILLS_A_ROUND = 4
"""How often one refresh is killed before it may end."""


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


def test_killed_refreshes_end_as_undisturbed_ones(url: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    draw = random.Random(6)  # noqa: S311 – always the same moments
    left = int(pytestconfig.getoption("--kills"))
    registry = FakeRegistry(*(record(n) for n in range(1, FIRST + 1)))
    before, length = 0, 1.5
    with registry.serve() as base, Reader(url) as reader:

        def start(mode: str) -> subprocess.Popen[bytes]:
            script = Path(__file__).with_name("killed.py")
            command = [sys.executable, str(script), url, base, mode, str(tmp_path / "journal")]
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
            return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)  # noqa: S603 – our own script

        for turn in range(1, 100):
            mode = "full" if turn % 2 else "auto"
            reader.seen.clear()
            for _ in range(min(KILLS_A_ROUND, left)):
                process = start(mode)
                time.sleep(draw.uniform(0.2, 1.0) * length)
                process.send_signal(signal.SIGKILL)
                process.communicate()
                left -= 1
            began = time.monotonic()
            process = start(mode)
            _, complaint = process.communicate()
            assert process.returncode == 0, complaint.decode()
            length = time.monotonic() - began
            assert state(url) == expected(registry)
            assert reader.seen <= {before, len(registry.records)}, "readers see the old or the new, never half of one"
            assert reader.errors == []
            if left == 0 and turn > 1:
                break
            before = len(registry.records)
            change(registry, turn)
    check(url)


def change(registry: FakeRegistry, turn: int) -> None:
    """A day passes: some studies change, some are new, some leave."""
    registry.move(turn + 1)
    day = f"2026-02-{turn + 1:02}"
    known = sorted(registry.records)
    changed = [int(nct_id[4:]) for nct_id in known[turn : turn + 40]]
    new = range(1000 * turn, 1000 * turn + 30)
    registry.put(*(record(n, statusModule=status("RECRUITING", day)) for n in (*changed, *new)))
    for nct_id in known[-4 - turn :: 2]:
        registry.remove(nct_id)


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
    for nct_id in index.stamps():
        versions = index.versions(nct_id)
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        assert len({version.hash for version in versions}) == len(versions), "no version is stored twice"
    index.close()
