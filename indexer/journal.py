"""Owns the file in which a refresh notes what it has done, so that one that was killed goes on where it stood."""

from __future__ import annotations

import json
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from indexer.document import canonical
from indexer.errors import IndexDamagedError
from indexer.folder import ensure_folder
from indexer.index.base import Document

_TABLES = """
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, posted TEXT, raw BLOB);
CREATE TABLE IF NOT EXISTS listed (nct_id TEXT PRIMARY KEY, posted TEXT);
CREATE TABLE IF NOT EXISTS prepared (key TEXT PRIMARY KEY, document BLOB, problem TEXT);
"""
LAYOUT = 1


def journal_path(url: str) -> Path:
    """Where the journal of the index at ``url`` lies: beside a file, else in the user's own folder."""
    if url.startswith("sqlite:"):
        path = Path(url.removeprefix("sqlite:")).expanduser()
        return path.with_name(f"{path.name}.refresh")
    name = blake2b(url.encode(), digest_size=8).hexdigest()
    return Path.home() / ".local" / "share" / "trialmatch" / f"refresh-{name}"


class Journal:
    """Notes, the records read so far, the registry's listing, and the documents made of the records.

    A method returns when what it wrote is safe from a kill. ``key`` is the NCT id, or a fingerprint for a record that
    has none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        ensure_folder(path)
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            if self._db.execute("PRAGMA user_version").fetchone()[0] not in (0, LAYOUT):
                self._remove_tables()
            self._db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {LAYOUT}; COMMIT;")
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(f"the journal {path} cannot be used ({error}); remove it to begin anew") from error

    def notes(self) -> dict[str, Any]:
        """All notes."""
        return {name: json.loads(value) for name, value in self._db.execute("SELECT * FROM notes")}

    def note(self, notes: Mapping[str, Any]) -> None:
        """Writes notes, replacing those of the same names."""
        rows = [(name, json.dumps(value)) for name, value in notes.items()]
        self._db.executemany("REPLACE INTO notes VALUES (?, ?)", rows)

    def add(self, records: Iterable[tuple[str, str | None, dict[str, Any]]], notes: Mapping[str, Any]) -> None:
        """Adds records (key, date posted, record), replacing those of the same keys, together with notes."""
        self._db.execute("BEGIN")
        for key, posted, record in records:
            self._db.execute("DELETE FROM prepared WHERE key = ?", (key,))
            raw = zlib.compress(canonical(record), 1)
            self._db.execute("REPLACE INTO records VALUES (?, ?, ?)", (key, posted, raw))
        self.note(notes)
        self._db.execute("COMMIT")

    def posted(self) -> dict[str, str | None]:
        """The date of every record."""
        return dict(self._db.execute("SELECT key, posted FROM records"))

    def list_all(self, listing: Mapping[str, str | None], notes: Mapping[str, Any]) -> None:
        """Stores the registry's complete listing: the date of every study in view. Records out of view are dropped."""
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM listed")
        self._db.executemany("INSERT INTO listed VALUES (?, ?)", listing.items())
        self._db.execute("DELETE FROM records WHERE key LIKE 'NCT%' AND key NOT IN (SELECT nct_id FROM listed)")
        self._db.execute("DELETE FROM prepared WHERE key NOT IN (SELECT key FROM records)")
        self.note(notes)
        self._db.execute("COMMIT")

    def listed(self) -> dict[str, str | None]:
        """The listing."""
        return dict(self._db.execute("SELECT * FROM listed"))

    def begin_preparing(self, parser: str) -> None:
        """Forgets documents that another parser than this one made."""
        if self.notes().get("parser") != parser:
            self._db.execute("BEGIN")
            self._db.execute("DELETE FROM prepared")
            self.note({"parser": parser})
            self._db.execute("COMMIT")

    def unprepared(self) -> Iterator[tuple[str, bytes]]:
        """Records (key, compressed) of which no document was made yet."""
        keys = self._db.execute(
            "SELECT key FROM records WHERE key NOT IN (SELECT key FROM prepared) ORDER BY key"
        ).fetchall()
        for (key,) in keys:
            yield key, self._db.execute("SELECT raw FROM records WHERE key = ?", (key,)).fetchone()[0]

    def prepare(self, made: Iterable[tuple[str, Document | str | None]]) -> None:
        """Stores what became of records: a document, the reason why there is none, or None where none is needed."""
        self._db.execute("BEGIN")
        for key, document in made:
            row = (
                (key, None, document) if document is None or isinstance(document, str) else (key, _pack(document), None)
            )
            self._db.execute("REPLACE INTO prepared VALUES (?, ?, ?)", row)
        self._db.execute("COMMIT")

    def documents(self) -> Iterator[Document]:
        """The documents, in the order of their keys."""
        keys = self._db.execute("SELECT key FROM prepared WHERE document IS NOT NULL ORDER BY key").fetchall()
        for (key,) in keys:
            packed = self._db.execute("SELECT document FROM prepared WHERE key = ?", (key,)).fetchone()[0]
            yield pickle.loads(zlib.decompress(packed))  # noqa: S301 – our own file, in our own folder

    def problems(self) -> Iterator[tuple[str, str | None, str, dict[str, Any]]]:
        """Records that cannot be read: key, date, reason, record."""
        rows = self._db.execute(
            "SELECT key, posted, problem, raw FROM prepared JOIN records USING (key) WHERE problem IS NOT NULL"
        )
        for key, posted, problem, raw in rows:
            yield key, posted, problem, json.loads(zlib.decompress(raw))

    def counts(self) -> dict[str, int]:
        """How many records, documents and problems there are, and records that no document is needed of."""
        names = ("records", "documents", "problems", "unneeded")
        sql = """SELECT (SELECT count(*) FROM records), count(document), count(problem),
            count(*) - count(document) - count(problem) FROM prepared"""
        return dict(zip(names, self._db.execute(sql).fetchone(), strict=True))

    def clear(self) -> None:
        """Forgets everything, to begin anew."""
        self._db.execute("BEGIN")
        for table in ("notes", "records", "listed", "prepared"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 – our own names
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def remove(self) -> None:
        """Removes the file: there is nothing left to go on with."""
        self.close()
        for path in (self.path, *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm"))):
            path.unlink(missing_ok=True)

    def _remove_tables(self) -> None:
        for table in ("notes", "records", "listed", "prepared"):
            self._db.execute(f"DROP TABLE IF EXISTS {table}")


def _pack(document: Document) -> bytes:
    return zlib.compress(pickle.dumps(document), 1)
