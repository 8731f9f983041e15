"""Owns a refresh from beginning to end: one at a time, resumable, all of it visible at once or none of it."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from statistics import fmean
from typing import Any

from indexer.crawl import Crawl, first_day
from indexer.document import PARSER_FAILED, digest, parser_version
from indexer.errors import IndexUnavailableError, RefreshRefusedError
from indexer.index.base import Document, Stamp, StudyIndex
from indexer.journal import Journal
from indexer.lease import held
from indexer.reading import Item, documents
from indexer.registry import RegistryClient
from indexer.report import Listener, Progress, RefreshReport, keep_report, last_report, reports
from indexer.review import corrections
from indexer.scope import Scope, scope_of
from indexer.study import OPEN_STATUSES

__all__ = ["Progress", "RefreshReport", "last_report", "refresh", "reports", "set_aside"]

MODES = ("auto", "full", "delta", "reconcile")
RECONCILE_AFTER = timedelta(days=7)
"""How long ``auto`` trusts deltas whose counts agree before it compares every id and date."""
LOSABLE, LOSABLE_SHARE = 50, 0.10
"""Studies that one refresh may withdraw without being told to: the larger of a number and a share."""
LOADS = 4
"""Attempts to load what was gathered, when the index is lost on the way."""


@dataclass(slots=True)
class _Counts:
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    reread: int = 0
    closed: int = 0
    withdrawn: int = 0
    aside: int = 0
    odd: int = 0
    coverage: list[float] = field(default_factory=list)


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
) -> RefreshReport:
    """Brings the index to what the registry has in view, and reports.

    ``scope`` is ``breast``, ``all`` or a condition. ``mode``: ``full`` reads every record, ``delta`` what was posted
    since the last refresh (and compares ids if the counts then differ), ``reconcile`` compares ids and dates and
    reads what differs; ``auto`` chooses. ``journal`` is the file that lets a killed run go on; by default it lies
    beside the index. ``workers`` processes read the records (default: one for each core, at most 4).

    RefreshRefusedError when another refresh runs, or when more would be withdrawn than is believable, unless
    ``allow_shrink``. Errors of registry and index leave the index as it was.
    """
    if mode not in MODES:
        raise ValueError(f"mode is one of {', '.join(MODES)}, not {mode!r}")
    chosen = scope_of(scope)
    with held(index) as beat, closing(Journal(journal or journal_path(index))) as noted:
        run = _Refresh(client, index, chosen, progress or _silent, noted, beat)
        report = run.run(mode, workers or min(os.cpu_count() or 1, 4), allow_shrink=allow_shrink)
        noted.remove()
    return report


def set_aside(index: StudyIndex) -> dict[str, dict[str, Any]]:
    """The records that could not be read, by id: ``reason``, ``posted``, ``seen`` and the ``record`` itself."""
    return index.kept("aside")


def journal_path(index: StudyIndex) -> Path:
    """Where the journal of an index lies by default."""
    if index.url.startswith("sqlite:"):
        path = Path(index.url.removeprefix("sqlite:")).expanduser()
        return path.with_name(f"{path.name}.refresh")
    name = blake2b(index.url.encode(), digest_size=8).hexdigest()
    return Path.home() / ".local" / "share" / "trialmatch" / f"refresh-{name}"


class _Refresh:
    def __init__(
        self,
        client: RegistryClient,
        index: StudyIndex,
        scope: Scope,
        tell: Listener,
        journal: Journal,
        beat: Callable[[], None],
    ) -> None:
        self._client = client
        self._index = index
        self._scope = scope
        self._tell = tell
        self._journal = journal
        self._beat = beat
        self._corrections = corrections(index)
        self._counts = _Counts()
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
        self._read(stamps, notes["stamp"], workers)
        gone = self._gone(stamps, state, allow_shrink=allow_shrink)
        self._load(stamps, gone, notes["stamp"])
        self._put_aside(notes["stamp"])
        self._keep_state(state, notes)
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
            seconds=round(time.monotonic() - clock, 1),
            warnings=tuple(self._warnings),
            coverage=round(fmean(self._counts.coverage), 4) if self._counts.coverage else None,
            **{name: getattr(self._counts, name) for name in _COUNTED},
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

    def _read(self, stamps: dict[str, Stamp], seen: str, workers: int) -> None:
        """Makes documents of the records that are new, changed, or were read by another parser."""
        self._journal.begin_preparing(parser_version())
        todo = []
        for key, raw in self._journal.unprepared():
            stamp = stamps.get(key)
            current = stamp and stamp.withdrawn is None and stamp.parser == parser_version()
            if current and stamp and stamp.hash == digest(zlib.decompress(raw)):
                self._journal.prepare([(key, None)])
            else:
                todo.append(key)
        self._prepare(self._journal.unprepared(), len(todo), seen, workers)
        listed = self._journal.listed()
        read = self._journal.posted()
        stale = {
            nct_id
            for nct_id, stamp in stamps.items()
            if stamp.parser != parser_version()
            and stamp.withdrawn is None
            and nct_id not in read
            and (not listed or nct_id in listed)
        }
        if stale:
            kept = ((s.nct_id, s.raw) for s in self._index.scan() if s.nct_id in stale)
            self._prepare(kept, len(stale), seen, workers)

    def _prepare(self, items: Iterator[Item], total: int, seen: str, workers: int) -> None:
        batch = []
        for done, made in enumerate(documents(items, seen, workers, self._corrections), 1):
            batch.append(made)
            if len(batch) == 100:
                self._journal.prepare(batch)
                batch.clear()
                self._beat()
                self._tell(Progress("reading", done, total))
        self._journal.prepare(batch)

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

    def _load(self, stamps: dict[str, Stamp], gone: list[str], stamp: str) -> None:
        counts = self._journal.counts()
        if not counts["documents"] and not gone and stamps:
            self._count(stamps, gone)
            return
        for attempt in range(LOADS):
            self._beat()
            self._count(stamps, gone)
            try:
                with self._index.change() as change:
                    for done, document in enumerate(self._journal.documents(), 1):
                        change.put(document)
                        self._add(document, stamps.get(document.nct_id))
                        if done % 100 == 0:
                            self._tell(Progress("loading", done, counts["documents"]))
                    for nct_id in gone:
                        change.withdraw(nct_id, stamp[:10])
                return
            except IndexUnavailableError as error:
                if attempt == LOADS - 1:
                    raise
                self._warnings.append(f"the index was lost while loading, and loaded again: {error}")
                time.sleep(5 * (attempt + 1))

    def _count(self, stamps: dict[str, Stamp], gone: list[str]) -> None:
        counts = self._journal.counts()
        self._counts = _Counts(
            read=counts["records"], unchanged=counts["unneeded"], aside=counts["problems"], withdrawn=len(gone)
        )
        self._counts.closed = sum(stamps[nct_id].status in OPEN_STATUSES for nct_id in gone)

    def _add(self, document: Document, stamp: Stamp | None) -> None:
        counts = self._counts
        counts.coverage.append(document.coverage)
        counts.odd += bool(document.odd)
        self._warnings += [f"{document.nct_id}: {note}" for note in document.odd if note.startswith(PARSER_FAILED)]
        if stamp is None:
            counts.new += 1
        elif stamp.hash == document.hash and stamp.withdrawn is None:
            counts.reread += 1
        else:
            counts.changed += 1
            counts.closed += stamp.status in OPEN_STATUSES and document.status not in OPEN_STATUSES

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
