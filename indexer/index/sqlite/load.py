"""Owns the writes to an index in SQLite."""
# ruff: noqa: S608 – the SQL is put together from our own words; what comes from outside is a parameter

from __future__ import annotations

import sqlite3

from indexer.index.base import Document
from indexer.index.ranking import WEIGHTS


class SqliteChange:
    """The writes of one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(self, document: Document) -> None:
        """See ``Change.put``."""
        number, seen = self._version(document)
        at = self._forget(document.nct_id)
        row = (
            at,
            document.nct_id,
            document.hash,
            document.posted,
            seen,
            number,
            document.parser,
            document.coverage,
            document.status,
            document.rank,
            None,
            document.age_low,
            document.age_high,
            document.typed,
        )
        at = self._db.execute(f"REPLACE INTO studies VALUES ({', '.join('?' * len(row))})", row).lastrowid
        terms = [(name, value, at) for name, values in document.values.items() for value in values]
        self._db.executemany("INSERT OR IGNORE INTO terms VALUES (?, ?, ?)", terms)
        sites = [(at, site.country, site.status, site.lat, site.lon) for site in document.sites]
        self._db.executemany("INSERT INTO sites VALUES (?, ?, ?, ?, ?)", sites)
        texts = [document.words[name] for name in WEIGHTS]
        self._db.execute(
            f"INSERT INTO words (rowid, {', '.join(WEIGHTS)}) VALUES (?{', ?' * len(WEIGHTS)})", (at, *texts)
        )

    def withdraw(self, nct_id: str, day: str) -> None:
        """See ``Change.withdraw``."""
        self._forget(nct_id)
        self._db.execute("UPDATE studies SET withdrawn = ? WHERE nct_id = ? AND withdrawn IS NULL", (day, nct_id))

    def _version(self, document: Document) -> tuple[int, str]:
        """The number of this version and when it was first seen; a new one is stored."""
        last = self._db.execute(
            "SELECT number, hash, seen FROM versions WHERE nct_id = ? ORDER BY number DESC LIMIT 1",
            (document.nct_id,),
        ).fetchone()
        if last and last[1] == document.hash:
            return last[0], last[2]
        number = last[0] + 1 if last else 1
        row = (document.nct_id, number, document.seen, document.posted, document.hash, document.raw)
        self._db.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)", row)
        return number, document.seen

    def _forget(self, nct_id: str) -> int | None:
        """Takes a study out of all that search looks at; its row number, None if it is new."""
        row = self._db.execute("SELECT id FROM studies WHERE nct_id = ?", (nct_id,)).fetchone()
        if row is None:
            return None
        for table in ("terms", "sites"):
            self._db.execute(f"DELETE FROM {table} WHERE id = ?", row)
        self._db.execute("DELETE FROM words WHERE rowid = ?", row)
        return int(row[0])
