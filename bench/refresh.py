"""Refreshes an index from the registry's replay, day by day, and proves each time that it is what the registry shows.

    bench/refresh.py INDEX [--replay FILE] [--scope breast] [--days 10] [--faults 0.3] [--move-after 3]

The first refresh reads everything, while the registry fails at random and moves on in the middle; the later ones are
deltas, a day apart. Printed: requests, seconds, and what differs from the registry's own listing, which should be
nothing. The faults end after the first refresh, so that the requests of a day can be counted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.index import StudyIndex, open_index
from indexer.records import record_date, record_id
from indexer.refresh import refresh
from indexer.registry import RegistryClient
from indexer.report import RefreshReport
from indexer.scope import scope_of
from matcher.hard import stored_gates

REPLAY = Path(__file__).resolve().parents[2] / "shared" / "registry" / "replay.py"


@contextmanager
def serving(replay: Path, *options: str) -> Iterator[str]:
    """The address of a replay that runs as long as the block."""
    command = [sys.executable, str(replay), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def differing(index: StudyIndex, client: RegistryClient, scope: str) -> int:
    """How many ids or dates of the index are not those that the registry lists."""
    query = {**scope_of(scope).query(), "fields": "NCTId,LastUpdatePostDate"}
    listed = {record_id(r): record_date(r) for page in client.pages(query) for r in page.records}
    held = {nct_id: stamp.posted for nct_id, stamp in index.stamps().items() if stamp.withdrawn is None}
    return len(set(listed.items()) ^ set(held.items()))


def tell(what: str, report: RefreshReport, wrong: int) -> None:
    """One line."""
    print(
        f"{what:8} {report.mode:20} {report.requests:4} requests ({report.comparing:2} to find what left, "
        f"{report.retries:3} again) {report.seconds:6.1f} s   "
        f"{report.studies:6} in view: {report.new:5} new {report.changed:4} changed {report.withdrawn:2} withdrawn "
        f"{report.aside:2} aside{', repaired' if report.repaired else ''}   differing: {wrong}",
        flush=True,
    )


def main() -> None:
    """Prints one line a refresh."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("index")
    arguments.add_argument("--replay", type=Path, default=REPLAY)
    arguments.add_argument("--studies", type=Path)
    arguments.add_argument("--scope", default="breast")
    arguments.add_argument("--days", type=int, default=10)
    arguments.add_argument("--faults", default="0.3")
    arguments.add_argument("--move-after", default="3")
    arguments.add_argument("--workers", type=int, default=1)
    given = arguments.parse_args()
    index = open_index(given.index)
    source = ("--studies", str(given.studies)) if given.studies else ()

    def run(base: str, mode: str, journal: Path) -> tuple[RefreshReport, int]:
        client = RegistryClient(base, pace=0, backoff=0.1)
        report = refresh(
            client, index, given.scope, mode=mode, journal=journal, workers=given.workers, gates=stored_gates()
        )
        return report, differing(index, client, given.scope)

    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal"
        with serving(given.replay, "--faults", given.faults, "--move-after", given.move_after, *source) as base:
            tell("day 0", *run(base, "full", journal))
        with serving(given.replay, *source) as base:
            for day in range(1, given.days + 1):
                move = urllib.request.Request(f"{base.removesuffix('/api/v2')}/_day/{day}", method="POST")
                urllib.request.urlopen(move).close()
                tell(f"day {day}", *run(base, "delta", journal))
    index.close()


if __name__ == "__main__":
    main()
