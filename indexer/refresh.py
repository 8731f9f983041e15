"""Owns a refresh from beginning to end: one at a time, resumable, all of it visible at once or none of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

from indexer.crawl import Crawl, first_day
from indexer.errors import RefreshRefusedError
from indexer.gates import NO_GATES, Gates
from indexer.index.base import Stamp, StudyIndex
from indexer.journal import Journal, journal_path
from indexer.lease import held
from indexer.loading import Loading
from indexer.registry import RegistryClient
from indexer.report import Listener, Progress, RefreshReport, keep_report, last_report, reports
from indexer.review import outdated
from indexer.scope import Scope, scope_of

__all__ = ["Progress", "RefreshReport", "last_report", "refresh", "reports", "set_aside"]

MODES = ("auto", "full", "delta", "reconcile")
RECONCILE_AFTER = timedelta(days=7)
"""How long ``auto`` trusts deltas whose counts agree before it compares every id and date."""
LOSABLE, LOSABLE_SHARE = 50, 0.10
"""Studies that one refresh may withdraw without being told to: the larger of a number and a share."""


def refresh(
    client: RegistryClient,
    index: StudyIndex,
    scope: str = "breast",
    progress: Listener | None = None,
    mode: str = "auto",
    journal: Path | None = None,
    workers: int | None = None,
    *,
    allow_shrink: bool = False,
    gates: Gates = NO_GATES,
) -> RefreshReport:
    """Brings the index to what the registry has in view, and reports.

    ``scope`` is ``breast``, ``all`` or a condition. ``mode``: ``full`` reads every record, ``delta`` what was posted
    since the last refresh (and what left, see ``Crawl.delta``), ``reconcile`` compares ids and dates and
    reads what differs; ``auto`` chooses. ``journal`` is the file that lets a killed run go on; by default it lies
    beside the index. ``workers`` processes read the records (default: one for each core, at most 4). ``gates`` is what
    the index stores to filter by.

    RefreshRefusedError when another refresh runs, or when more would be withdrawn than is believable, unless
    ``allow_shrink``. Errors of registry and index leave the index as it was.
    """
    if mode not in MODES:
        raise ValueError(f"mode is one of {', '.join(MODES)}, not {mode!r}")
    chosen = scope_of(scope)
    with held(index) as beat, closing(Journal(journal or journal_path(index.url))) as noted:
        run = _Refresh(client, index, chosen, progress or _silent, noted, beat, gates)
        report = run.run(mode, workers or min(os.cpu_count() or 1, 4), allow_shrink=allow_shrink)
        noted.remove()
    return report


def set_aside(index: StudyIndex) -> dict[str, dict[str, Any]]:
    """The records that could not be read, by id: ``reason``, ``posted``, ``seen`` and the ``record`` itself."""
    return index.kept("aside")


class _Refresh:
    def __init__(
        self,
        client: RegistryClient,
        index: StudyIndex,
        scope: Scope,
        tell: Listener,
        journal: Journal,
        beat: Callable[[], None],
        gates: Gates,
    ) -> None:
        self._client = client
        self._index = index
        self._scope = scope
        self._tell = tell
        self._journal = journal
        self._beat = beat
        self._gates = gates
        self._warnings: list[str] = []

    def run(self, mode: str, workers: int, *, allow_shrink: bool) -> RefreshReport:
        started, clock = _now(), time.monotonic()
        sent, again = self._client.requests, self._client.retries
        stamps = self._index.stamps()
        state = self._index.kept("state").get("refresh", {})
        resumed = self._resume(mode)
        crawl = Crawl(self._client, self._scope, self._journal, self._tell, self._beat)
        notes = self._journal.notes()
        if notes.get("stage") != "gathered":
            self._gather(crawl, notes["mode"] if resumed else self._choose(mode, state, stamps), state, stamps)
            notes = self._journal.notes()
        loading = Loading(self._index, self._journal, stamps, notes["stamp"], self._gates, self._tell, self._beat)
        loading.read(workers)
        loading.load(self._gone(stamps, state, allow_shrink=allow_shrink))
        counts = loading.counts
        self._put_aside(notes["stamp"])
        self._keep_state(state, notes)
        self._warnings += [
            f"{each.nct_id}: the words under the correction {each.hash} by {each.who} have changed"
            for each in outdated(self._index)
        ]
        report = RefreshReport(
            scope=self._scope.name,
            mode=notes["mode"],
            started=started,
            finished=_now(),
            stamp=notes["stamp"],
            total=notes["total"],
            studies=self._index.status().studies,
            requests=self._client.requests - sent,
            retries=self._client.retries - again,
            resumed=resumed,
            repaired=crawl.repaired,
            comparing=crawl.comparing,
            seconds=round(time.monotonic() - clock, 1),
            warnings=tuple(dict.fromkeys((*self._warnings, *loading.warnings))),
            set_aside={key: reason for key, _, reason, _ in self._journal.problems()},
            coverage=round(fmean(counts.coverage), 4) if counts.coverage else None,
            **{name: getattr(counts, name) for name in _COUNTED},
        )
        keep_report(self._index, report)
        self._tell(Progress("done", report.studies, report.total))
        return report

    def _resume(self, mode: str) -> bool:
        """Whether the journal holds the beginning of this same refresh; anything else in it is cleared."""
        task = {
            "scope": self._scope.name,
            "asked": mode,
            "registry": self._client.base_url,
            "index": self._index.url,
        }
        notes = self._journal.notes()
        if notes.get("task") == task and "mode" in notes:
            return True
        self._journal.clear()
        self._journal.note({"task": task})
        return False

    def _choose(self, mode: str, state: dict[str, Any], stamps: dict[str, Stamp]) -> str:
        if not stamps or state.get("scope") != self._scope.name:
            if mode in ("delta", "reconcile"):
                self._warnings.append(f"there is no earlier refresh of {self._scope.name!r} to go on from: all is read")
            return "full"
        if mode != "auto":
            return mode
        last = datetime.fromisoformat(state["reconciled"])
        return "reconcile" if datetime.now(UTC) - last > RECONCILE_AFTER else "delta"

    def _gather(self, crawl: Crawl, mode: str, state: dict[str, Any], stamps: dict[str, Stamp]) -> None:
        self._journal.note({"mode": mode})
        known = {nct_id: stamp.posted for nct_id, stamp in stamps.items() if stamp.withdrawn is None}
        known |= {key: kept["posted"] for key, kept in set_aside(self._index).items()}
        if mode == "full":
            crawl.full()
        elif mode == "reconcile":
            crawl.reconcile(known)
        else:
            newest = max((posted for posted in known.values() if posted and len(posted) == 10), default=None)
            if crawl.delta(first_day(state["stamp"], newest), known):
                self._journal.note({"mode": "delta and reconcile"})

    def _gone(self, stamps: dict[str, Stamp], state: dict[str, Any], *, allow_shrink: bool) -> list[str]:
        """What the index has in view and the registry no longer has."""
        listed = self._journal.listed()
        in_view = [nct_id for nct_id, stamp in stamps.items() if stamp.withdrawn is None]
        if not listed and self._journal.notes()["mode"] == "delta":
            return []
        if not listed:
            raise RefreshRefusedError(f"{self._client.base_url} shows no study at all for {self._scope.name!r}")
        gone = [nct_id for nct_id in in_view if nct_id not in listed]
        bearable = max(LOSABLE, LOSABLE_SHARE * len(in_view))
        if len(gone) > bearable and not allow_shrink and state.get("scope") == self._scope.name:
            raise RefreshRefusedError(
                f"{len(gone)} of {len(in_view)} studies are missing from {self._client.base_url}, which is hard to "
                "believe; the index stays as it was (allow it to shrink if this is right)"
            )
        return gone

    def _put_aside(self, seen: str) -> None:
        """Keeps the records that could not be read; forgets those that now can be, or are out of view."""
        before = set(set_aside(self._index))
        problems = set()
        for key, posted, reason, record in self._journal.problems():
            problems.add(key)
            self._index.keep("aside", key, {"reason": reason, "posted": posted, "seen": seen, "record": record})
        listed, read = self._journal.listed(), self._journal.posted()
        for key in before - problems:
            if key in read or (listed and key not in listed):
                self._index.drop("aside", key)

    def _keep_state(self, state: dict[str, Any], notes: dict[str, Any]) -> None:
        compared = notes["mode"] != "delta"
        self._index.keep(
            "state",
            "refresh",
            {
                "scope": self._scope.name,
                "stamp": notes["stamp"],
                "reconciled": _now() if compared else state["reconciled"],
            },
        )


_COUNTED = ("read", "new", "changed", "unchanged", "reread", "closed", "withdrawn", "aside", "odd")


def _silent(_: Progress) -> None:
    pass


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
