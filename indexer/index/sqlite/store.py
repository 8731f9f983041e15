"""Owns the file of an index in SQLite: its connections, who reads and writes in which transaction, and the errors."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indexer.errors import IndexDamagedError, IndexMissingError, IndexUnavailableError
from indexer.folder import ensure_folder
from indexer.index.ranking import distance
from indexer.index.sqlite.layout import LASTING, SCHEMA, has_table, prepare, run

WAIT = 60.0
"""Seconds that a writer waits for the other one."""


class Store:
    """One file in write-ahead mode: any number of readers, a connection a thread, one writer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changing: sqlite3.Connection | None = None
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []

    def connect(self) -> sqlite3.Connection:
        """A connection of its own."""
        db = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.create_function("distance", 4, distance, deterministic=True)
        return db

    def db(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        if not hasattr(self._local, "db"):
            self._local.db = self.connect()
            self._open.append(self._local.db)
        db: sqlite3.Connection = self._local.db
        return db

    def built(self) -> bool:
        """Whether anything was ever loaded."""
        with self.errors():
            return self.path.exists() and has_table(self.db(), "studies")

    def check(self, db: sqlite3.Connection, *, layout: bool = True) -> None:
        """IndexMissingError where nothing was ever loaded, IndexDamagedError where it has another ``layout``."""
        if not has_table(db, "studies"):
            raise IndexMissingError(f"there is no index at {self.path} yet: `trialmatch refresh` builds it")
        found = db.execute("PRAGMA user_version").fetchone()[0]
        if layout and found != SCHEMA:  # whatever the layout, all can be read for a rebuild
            raise IndexDamagedError(
                f"the index at {self.path} has layout {found}, this version reads {SCHEMA}: `trialmatch index rebuild`"
            )

    @contextmanager
    def reading(self, *, layout: bool = True) -> Iterator[sqlite3.Connection]:
        """The calling thread's connection in a read transaction, so that several questions see one state."""
        if not self.path.exists():
            raise IndexMissingError(f"there is no index at {self.path} yet: `trialmatch refresh` builds it")
        with self.errors():
            db = self.db()
            db.execute("BEGIN")
            try:
                self.check(db, layout=layout)
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The one writer; while a change is under way, that is the change itself, which commits all of it."""
        if self._changing is not None:
            with self.errors():
                yield self._changing
            return
        ensure_folder(self.path)
        with self.errors():
            db = self.db()
            db.execute("BEGIN IMMEDIATE")
            try:
                if not has_table(db, "documents"):
                    run(db, LASTING)
                yield db
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise

    @contextmanager
    def changing(self, *, rebuild: bool) -> Iterator[sqlite3.Connection]:
        """A change: one transaction, which other writes of this process join."""
        ensure_folder(self.path)
        with self.errors(), closing(self.connect()) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                if not rebuild and has_table(db, "studies"):
                    self.check(db)
                first = prepare(db, rebuild=rebuild)
                self._changing = db
                yield db
                db.execute("UPDATE generation SET number = number + 1")
                if first:
                    db.execute("INSERT INTO words (words) VALUES ('optimize')")
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise
            finally:
                self._changing = None
            # whoever still reads an older state keeps the log from being cut; the next change will do it
            db.execute("PRAGMA busy_timeout = 0")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes every connection."""
        while self._open:
            self._open.pop().close()
        self._local = threading.local()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turns SQLite's errors into ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise IndexUnavailableError(f"the index at {self.path} cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(f"the index at {self.path} is damaged: {error}") from error
