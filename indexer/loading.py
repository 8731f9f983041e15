"""Owns the second half of a refresh: what was gathered becomes documents, and these the new state of the index."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from indexer.document import PARSER_FAILED, digest, parser_version
from indexer.errors import IndexUnavailableError, StudyRefusedError
from indexer.gates import Gates
from indexer.index.base import Document, Stamp, StudyIndex
from indexer.journal import Journal
from indexer.reading import Item, documents
from indexer.report import Listener, Progress
from indexer.review import corrections
from indexer.study import OPEN_STATUSES

LOADS = 4
"""Attempts to load what was gathered, when the index is lost on the way."""

REFUSALS = 10
"""Studies that the index may refuse; if there are more, it is not the studies that are wrong."""

EVERY = 100
"""Records between two words on progress, and between two notes in the journal."""


@dataclass(slots=True)
class Counts:
    """What a refresh counts; see ``RefreshReport``."""

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


class Loading:
    """One loading of what a journal holds. ``stamps`` is the index before, ``seen`` the registry's timestamp."""

    def __init__(
        self,
        index: StudyIndex,
        journal: Journal,
        stamps: dict[str, Stamp],
        seen: str,
        gates: Gates,
        tell: Listener,
        beat: Callable[[], None],
    ) -> None:
        self._index = index
        self._journal = journal
        self._stamps = stamps
        self._seen = seen
        self._gates = gates
        self._parser = parser_version(gates)
        self._tell = tell
        self._beat = beat
        self._corrections = corrections(index)
        self.counts = Counts()
        self.warnings: list[str] = []

    def read(self, workers: int) -> None:
        """Makes documents of the records that are new, changed, or were read by another parser."""
        self._journal.begin_preparing(self._parser)
        todo = []
        for key, raw in self._journal.unprepared():
            stamp = self._stamps.get(key)
            current = stamp and stamp.withdrawn is None and stamp.parser == self._parser
            if current and stamp and stamp.hash == digest(zlib.decompress(raw)):
                self._journal.prepare([(key, None)])
            else:
                todo.append(key)
        self._prepare(self._journal.unprepared(), len(todo), workers)
        stale = self._stale()
        if stale:
            kept = ((s.nct_id, s.raw) for s in self._index.scan() if s.nct_id in stale)
            self._prepare(kept, len(stale), workers)

    def load(self, gone: list[str]) -> None:
        """Puts the documents into the index and withdraws what is ``gone``, all in one change.

        A study that the index refuses is set aside with its reason, so that it does not keep the others out.
        """
        counts = self._journal.counts()
        if not counts["documents"] and not gone and self._stamps:
            self._count(gone)
            return
        lost = refused = 0
        while True:
            self._beat()
            self._count(gone)
            try:
                with self._index.change() as change:
                    for done, document in enumerate(self._journal.documents(), 1):
                        change.put(document)
                        self._add(document)
                        if done % EVERY == 0:
                            self._beat()
                            self._tell(Progress("loading", done, counts["documents"]))
                    for nct_id in gone:
                        change.withdraw(nct_id, self._seen[:10])
                return
            except StudyRefusedError as error:
                refused += 1
                if refused > REFUSALS:
                    raise
                self._journal.prepare([(error.nct_id, str(error))])  # set aside, and the others without it
                self.warnings.append(str(error))
            except IndexUnavailableError as error:
                lost += 1
                if lost == LOADS:
                    raise
                self.warnings.append(f"the index was lost while loading, and loaded again: {error}")
                time.sleep(5 * lost)

    def _stale(self) -> set[str]:
        """The studies that another parser read, and that were not sent again."""
        listed, read = self._journal.listed(), self._journal.posted()
        return {
            nct_id
            for nct_id, stamp in self._stamps.items()
            if stamp.parser != self._parser
            and stamp.withdrawn is None
            and nct_id not in read
            and (not listed or nct_id in listed)
        }

    def _prepare(self, items: Iterator[Item], total: int, workers: int) -> None:
        batch = []
        for done, made in enumerate(documents(items, self._seen, workers, self._corrections, self._gates), 1):
            batch.append(made)
            if len(batch) == EVERY:
                self._journal.prepare(batch)
                batch.clear()
                self._beat()
                self._tell(Progress("reading", done, total))
        self._journal.prepare(batch)

    def _count(self, gone: list[str]) -> None:
        counts = self._journal.counts()
        self.counts = Counts(
            read=counts["records"], unchanged=counts["unneeded"], aside=counts["problems"], withdrawn=len(gone)
        )
        self.counts.closed = sum(self._stamps[nct_id].status in OPEN_STATUSES for nct_id in gone)

    def _add(self, document: Document) -> None:
        stamp = self._stamps.get(document.nct_id)
        counts = self.counts
        counts.coverage.append(document.coverage)
        counts.odd += bool(document.odd)
        self.warnings += [f"{document.nct_id}: {note}" for note in document.odd if note.startswith(PARSER_FAILED)]
        if stamp is None:
            counts.new += 1
        elif stamp.hash == document.hash and stamp.withdrawn is None:
            counts.reread += 1
        else:
            counts.changed += 1
            counts.closed += stamp.status in OPEN_STATUSES and document.status not in OPEN_STATUSES
