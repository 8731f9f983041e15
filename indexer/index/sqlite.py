"""Owns the index in one SQLite file: full-text search, write-ahead log, one writer, any number of readers.

A change is one transaction. Readers see what was there before it until it ends, and a process that dies in it leaves
nothing behind, so no copy of the index is needed to switch to.
"""
# ruff: noqa: S608 – the SQL is put together from this module's own words; what comes from outside is a parameter

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from indexer.errors import IndexDamagedError, IndexMissingError, IndexUnavailableError
from indexer.folder import ensure_folder
from indexer.index import sqlite_query
from indexer.index.base import (
    FACETS,
    Document,
    Hit,
    IndexStatus,
    SearchPage,
    SearchQuery,
    Stamp,
    StoredStudy,
    Version,
)
from indexer.index.ranking import WEIGHTS, distance, nearest
from indexer.index.suggestions import completions

SCHEMA = 1
"""Raised whenever the tables change; an index with another number must be rebuilt."""

WAIT = 60.0
"""Seconds that a writer waits for the other one."""

_LASTING = """
CREATE TABLE IF NOT EXISTS versions (nct_id TEXT, number INTEGER, seen TEXT, posted TEXT, hash TEXT, raw BLOB,
    UNIQUE (nct_id, number));
CREATE TABLE IF NOT EXISTS documents (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS generation (number INTEGER);
CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, holder TEXT, until REAL) WITHOUT ROWID;
"""
_DERIVED = f"""
CREATE TABLE studies (id INTEGER PRIMARY KEY, nct_id TEXT UNIQUE, hash TEXT, posted TEXT, seen TEXT, version INTEGER,
    parser TEXT, coverage REAL, status TEXT, rank INTEGER, withdrawn TEXT, age_low REAL, age_high REAL, typed BLOB);
CREATE TABLE terms (field TEXT, value TEXT, id INTEGER, PRIMARY KEY (field, value, id)) WITHOUT ROWID;
CREATE INDEX terms_of ON terms (id);
CREATE TABLE sites (id INTEGER, country TEXT, status TEXT, lat REAL, lon REAL);
CREATE INDEX sites_of ON sites (id);
CREATE INDEX sites_by_country ON sites (country, status);
CREATE INDEX sites_by_place ON sites (lat);
CREATE VIRTUAL TABLE words USING fts5({", ".join(WEIGHTS)}, tokenize = "ascii tokenchars '_'");
"""
_TABLES = ("studies", "terms", "sites", "words")
_STORED = """
SELECT studies.nct_id, studies.hash, studies.posted, studies.seen, studies.version, parser, withdrawn, raw, typed
FROM studies JOIN versions ON versions.nct_id = studies.nct_id AND versions.number = studies.version
"""


class SqliteIndex:
    """The ``StudyIndex`` at ``sqlite:PATH``; safe to share between threads."""

    def __init__(self, url: str) -> None:
        path = url.removeprefix("sqlite:")
        if not path:
            raise ValueError("sqlite: needs the path of a file")
        self.url = url
        self._path = Path(path).expanduser()
        self._changing: sqlite3.Connection | None = None
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []

    def search(self, query: SearchQuery) -> SearchPage:
        """See ``StudyIndex.search``."""
        with self._reading() as db:
            ids = [row[0] for row in db.execute(*_ranked(query))]
            shown = ids[query.offset : query.offset + query.limit]
            scores = dict(db.execute(*_scores(query, shown))) if shown else {}
            rows = db.execute(
                f"{_STORED_WITH_ID} WHERE studies.id IN (SELECT value FROM json_each(?))", (json.dumps(shown),)
            )
            stored = {row[0]: StoredStudy(*row[1:]) for row in rows}
            facets = _facets(db, ids) if query.facets else {}
        hits = []
        for at in shown:
            study = stored[at].study()
            hits.append(Hit(stored[at], study, scores.get(at, 0), nearest(study, query)))
        return SearchPage(len(ids), tuple(hits), facets)

    def count(self, query: SearchQuery) -> int:
        """See ``StudyIndex.count``."""
        sql = sqlite_query.filters(query)
        with self._reading() as db:
            return int(db.execute(f"SELECT count(*) FROM studies WHERE {sql.where}", sql.parameters).fetchone()[0])

    def scan(self, query: SearchQuery | None = None, *, withdrawn: bool = False) -> Iterator[StoredStudy]:
        """See ``StudyIndex.scan``."""
        sql = sqlite_query.filters(query or SearchQuery())
        if withdrawn:
            sql.conditions.remove("withdrawn IS NULL")
        where = " AND ".join(["1", *sql.conditions])
        # its own connection, so that a long scan keeps one view while the thread goes on to ask other things
        with self._errors(), closing(self._connect()) as db:
            self._check(db, layout=query is not None)
            rows = db.execute(
                f"{_STORED} WHERE studies.id IN (SELECT id FROM studies WHERE {where}) ORDER BY studies.nct_id",
                sql.parameters,
            )
            for row in rows:
                yield StoredStudy(*row)

    def get(self, nct_id: str) -> StoredStudy | None:
        """See ``StudyIndex.get``."""
        with self._reading() as db:
            row = db.execute(f"{_STORED} WHERE studies.nct_id = ?", (nct_id,)).fetchone()
            if row is None:
                alias = "SELECT id FROM terms WHERE field = 'alias' AND value = ?"
                row = db.execute(f"{_STORED} WHERE studies.id = ({alias})", (nct_id,)).fetchone()
        return StoredStudy(*row) if row else None

    def stamps(self) -> dict[str, Stamp]:
        """See ``StudyIndex.stamps``."""
        if not self._built():
            return {}
        with self._reading(layout=False) as db:
            rows = db.execute("SELECT nct_id, posted, hash, parser, version, seen, status, withdrawn FROM studies")
            return {row[0]: Stamp(*row[1:]) for row in rows}

    def versions(self, nct_id: str) -> tuple[Version, ...]:
        """See ``StudyIndex.versions``."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT nct_id, number, seen, posted, hash, raw FROM versions WHERE nct_id = ? ORDER BY number",
                (nct_id,),
            )
            return tuple(Version(*row) for row in rows)

    def suggest(self, kind: str, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """See ``StudyIndex.suggest``."""

        def counts(name: str, start: str) -> Iterable[tuple[str, int]]:
            with self._reading() as db:
                return db.execute(
                    "SELECT value, count(*) FROM terms WHERE field = ? AND value >= ? AND value < ? GROUP BY value",
                    (name, start, start + "\U0010ffff"),
                ).fetchall()

        return completions(kind, prefix, limit, counts)

    def terms(self, name: str) -> dict[str, int]:
        """See ``StudyIndex.terms``."""
        with self._reading() as db:
            return dict(db.execute("SELECT value, count(*) FROM terms WHERE field = ? GROUP BY value", (name,)))

    @contextmanager
    def change(self, *, rebuild: bool = False) -> Iterator[SqliteChange]:
        """See ``StudyIndex.change``."""
        ensure_folder(self._path)
        with self._errors(), closing(self._connect()) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                if not rebuild and _has_table(db, "studies"):
                    self._check(db)
                first = _prepare(db, rebuild=rebuild)
                self._changing = db
                yield SqliteChange(db)
                db.execute("UPDATE generation SET number = number + 1")
                if first:
                    db.execute("INSERT INTO words (words) VALUES ('optimize')")
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise
            finally:
                self._changing = None
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep(self, kind: str, key: str, value: Mapping[str, Any]) -> None:
        """See ``StudyIndex.keep``."""
        with self._writing() as db:
            db.execute("REPLACE INTO documents VALUES (?, ?, ?)", (kind, key, json.dumps(value)))

    def kept(self, kind: str) -> dict[str, dict[str, Any]]:
        """See ``StudyIndex.kept``."""
        if not self._path.exists():
            return {}
        with self._errors():
            if not _has_table(self._db(), "documents"):
                return {}
            rows = self._db().execute("SELECT key, value FROM documents WHERE kind = ? ORDER BY key", (kind,))
            return {key: json.loads(value) for key, value in rows}

    def drop(self, kind: str, key: str) -> None:
        """See ``StudyIndex.drop``."""
        with self._writing() as db:
            db.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def lease(self, name: str, holder: str, seconds: int) -> str | None:
        """See ``StudyIndex.lease``."""
        now = time.time()
        with self._writing() as db:
            row = db.execute("SELECT holder, until FROM leases WHERE name = ?", (name,)).fetchone()
            if row and row[0] != holder and row[1] > now:
                return str(row[0])
            db.execute("REPLACE INTO leases VALUES (?, ?, ?)", (name, holder, now + seconds))
        return None

    def release(self, name: str, holder: str) -> None:
        """See ``StudyIndex.release``."""
        with self._writing() as db:
            db.execute("DELETE FROM leases WHERE name = ? AND holder = ?", (name, holder))

    def status(self) -> IndexStatus:
        """See ``StudyIndex.status``."""
        with self._reading() as db:
            studies, withdrawn = db.execute(
                "SELECT count(*) - count(withdrawn), count(withdrawn) FROM studies"
            ).fetchone()
            return IndexStatus(
                url=self.url,
                studies=studies,
                withdrawn=withdrawn,
                versions=db.execute("SELECT count(*) FROM versions").fetchone()[0],
                generation=str(db.execute("SELECT number FROM generation").fetchone()[0]),
                parsers=dict(db.execute("SELECT parser, count(*) FROM studies GROUP BY parser")),
                size=sum(file.stat().st_size for file in self._path.parent.glob(f"{self._path.name}*")),
            )

    def verify(self) -> Iterator[str]:
        """See ``StudyIndex.verify``."""
        with self._reading() as db:
            for (line,) in db.execute("PRAGMA integrity_check"):
                if line != "ok":
                    yield f"SQLite finds the file damaged: {line}"
            for problem, sql in _CHECKS.items():
                for (nct_id,) in db.execute(sql):
                    yield f"{nct_id}: {problem}"

    def compact(self) -> None:
        """See ``StudyIndex.compact``."""
        with self._errors(), closing(self._connect()) as db:
            self._check(db)
            db.execute("INSERT INTO words (words) VALUES ('optimize')")
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """See ``StudyIndex.close``."""
        while self._open:
            self._open.pop().close()
        self._local = threading.local()

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.create_function("distance", 4, distance, deterministic=True)
        return db

    def _db(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        if not hasattr(self._local, "db"):
            self._local.db = self._connect()
            self._open.append(self._local.db)
        db: sqlite3.Connection = self._local.db
        return db

    def _built(self) -> bool:
        with self._errors():
            return self._path.exists() and _has_table(self._db(), "studies")

    def _check(self, db: sqlite3.Connection, *, layout: bool = True) -> None:
        if not _has_table(db, "studies"):
            raise IndexMissingError(f"there is no index at {self._path} yet: `trialmatch refresh` builds it")
        found = db.execute("PRAGMA user_version").fetchone()[0]
        if layout and found != SCHEMA:  # whatever the layout, all can be read for a rebuild
            raise IndexDamagedError(
                f"the index at {self._path} has layout {found}, this version reads {SCHEMA}: `trialmatch index rebuild`"
            )

    @contextmanager
    def _reading(self, *, layout: bool = True) -> Iterator[sqlite3.Connection]:
        """The calling thread's connection in a read transaction, so that several questions see one state."""
        if not self._path.exists():
            raise IndexMissingError(f"there is no index at {self._path} yet: `trialmatch refresh` builds it")
        with self._errors():
            db = self._db()
            db.execute("BEGIN")
            try:
                self._check(db, layout=layout)
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The one writer; while a change is under way, that is the change itself, which commits all of it."""
        if self._changing is not None:
            with self._errors():
                yield self._changing
            return
        ensure_folder(self._path)
        with self._errors():
            db = self._db()
            db.execute("BEGIN IMMEDIATE")
            try:
                if not _has_table(db, "documents"):
                    _run(db, _LASTING)
                yield db
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise IndexUnavailableError(f"the index at {self._path} cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(f"the index at {self._path} is damaged: {error}") from error


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


_STORED_WITH_ID = _STORED.replace("SELECT ", "SELECT studies.id, ", 1)
_CHECKS = {
    "its version is not stored": """
        SELECT nct_id FROM studies s WHERE NOT EXISTS
        (SELECT 1 FROM versions v WHERE v.nct_id = s.nct_id AND v.number = s.version AND v.hash = s.hash)""",
    "it is in view, and its words are not indexed": """
        SELECT nct_id FROM studies WHERE withdrawn IS NULL AND id NOT IN (SELECT rowid FROM words)""",
    "it is withdrawn, and its words are still indexed": """
        SELECT nct_id FROM studies WHERE withdrawn IS NOT NULL AND id IN (SELECT rowid FROM words)""",
    "words are indexed of a study that is not stored": """
        SELECT rowid FROM words WHERE rowid NOT IN (SELECT id FROM studies)""",
}


def _ranked(query: SearchQuery) -> tuple[str, list[Any]]:
    """All matching row numbers, best first."""
    sql = sqlite_query.filters(query)
    order = "rank, posted DESC NULLS LAST, nct_id"
    if not query.text:
        return f"SELECT id FROM studies WHERE {sql.where} ORDER BY {order}", sql.parameters
    table, parameters = sqlite_query.score(query)
    if not parameters:  # signs alone ask for nothing
        return f"SELECT id FROM studies WHERE {sql.where} ORDER BY {order}", sql.parameters
    return (
        f"SELECT id FROM studies JOIN ({table}) USING (id) WHERE {sql.where} ORDER BY score DESC, {order}",
        [*parameters, *sql.parameters],
    )


def _scores(query: SearchQuery, ids: list[int]) -> tuple[str, list[Any]]:
    table, parameters = sqlite_query.score(query)
    if not parameters:
        return "SELECT 0, 0 WHERE 0", []
    return f"SELECT id, score FROM ({table}) WHERE id IN (SELECT value FROM json_each(?))", [
        *parameters,
        json.dumps(ids),
    ]


def _facets(db: sqlite3.Connection, ids: list[int]) -> dict[str, tuple[tuple[str, int], ...]]:
    rows = db.execute(
        """SELECT field, value, count(*) FROM terms
        WHERE field IN (SELECT value FROM json_each(?)) AND id IN (SELECT value FROM json_each(?))
        GROUP BY field, value ORDER BY count(*) DESC, value""",
        (json.dumps(FACETS), json.dumps(ids)),
    )
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    for name, value, count in rows:
        found[name].append((value, count))
    return {name: tuple(values) for name, values in found.items()}


def _prepare(db: sqlite3.Connection, *, rebuild: bool) -> bool:
    """Makes the tables that are missing; whether those for search are new."""
    _run(db, _LASTING)
    if rebuild:
        for table in _TABLES:
            db.execute(f"DROP TABLE IF EXISTS {table}")
    if _has_table(db, "studies"):
        return False
    _run(db, _DERIVED)
    if not db.execute("SELECT 1 FROM generation").fetchone():
        db.execute("INSERT INTO generation VALUES (0)")
    db.execute(f"PRAGMA user_version = {SCHEMA}")
    return True


def _run(db: sqlite3.Connection, script: str) -> None:
    # executescript would end the transaction that this must be part of
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


def _has_table(db: sqlite3.Connection, name: str) -> bool:
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone())
