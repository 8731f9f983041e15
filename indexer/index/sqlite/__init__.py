"""Owns the index in one SQLite file: full-text search, write-ahead log, one writer, any number of readers.

A change is one transaction. Readers see what was there before it until it ends, and a process that dies in it leaves
nothing behind, so no copy of the index is needed to switch to.
"""
# ruff: noqa: S608 – the SQL is put together from this module's own words; what comes from outside is a parameter

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from indexer.index.base import Hit, IndexStatus, SearchPage, Stamp, StoredStudy, Version
from indexer.index.proof import damaged
from indexer.index.query import SearchQuery
from indexer.index.ranking import nearest
from indexer.index.sqlite import query as asking
from indexer.index.sqlite.layout import CHECKS, STORED, STORED_WITH_ID, has_table
from indexer.index.sqlite.load import SqliteChange
from indexer.index.sqlite.store import Store
from indexer.index.suggestions import completions


class SqliteIndex:
    """The ``StudyIndex`` at ``sqlite:PATH``; safe to share between threads."""

    def __init__(self, url: str) -> None:
        path = url.removeprefix("sqlite:")
        if not path:
            raise ValueError("sqlite: needs the path of a file")
        self.url = url
        self._store = Store(Path(path).expanduser())

    def search(self, query: SearchQuery) -> SearchPage:
        """See ``StudyIndex.search``."""
        with self._store.reading() as db:
            ids = [row[0] for row in db.execute(*asking.ranked(query))]
            shown = ids[query.offset : query.offset + query.limit]
            scores = dict(db.execute(*asking.scores(query, shown))) if shown else {}
            rows = db.execute(
                f"{STORED_WITH_ID} WHERE studies.id IN (SELECT value FROM json_each(?))", (json.dumps(shown),)
            )
            stored = {row[0]: StoredStudy(*row[1:]) for row in rows}
            facets = asking.facets(db, ids) if query.facets else {}
        hits = []
        for at in shown:
            study = stored[at].study()
            hits.append(Hit(stored[at], study, scores.get(at, 0), nearest(study, query)))
        return SearchPage(len(ids), tuple(hits), facets)

    def count(self, query: SearchQuery) -> int:
        """See ``StudyIndex.count``."""
        sql = asking.filters(query)
        with self._store.reading() as db:
            return int(db.execute(f"SELECT count(*) FROM studies WHERE {sql.where}", sql.parameters).fetchone()[0])

    def ids(self, query: SearchQuery) -> tuple[str, ...]:
        """See ``StudyIndex.ids``."""
        sql = asking.filters(query)
        with self._store.reading() as db:
            rows = db.execute(f"SELECT nct_id FROM studies WHERE {sql.where} ORDER BY nct_id", sql.parameters)
            return tuple(row[0] for row in rows)

    def scan(self, query: SearchQuery | None = None, *, withdrawn: bool = False) -> Iterator[StoredStudy]:
        """See ``StudyIndex.scan``."""
        sql = asking.filters(query or SearchQuery())
        if withdrawn:
            sql.conditions.remove("withdrawn IS NULL")
        where = " AND ".join(["1", *sql.conditions])
        # its own connection, so that a long scan keeps one view while the thread goes on to ask other things
        with self._store.errors(), closing(self._store.connect()) as db:
            self._store.check(db, layout=query is not None)
            rows = db.execute(
                f"{STORED} WHERE studies.id IN (SELECT id FROM studies WHERE {where}) ORDER BY studies.nct_id",
                sql.parameters,
            )
            for row in rows:
                yield StoredStudy(*row)

    def get(self, nct_id: str) -> StoredStudy | None:
        """See ``StudyIndex.get``."""
        with self._store.reading() as db:
            row = db.execute(f"{STORED} WHERE studies.nct_id = ?", (nct_id,)).fetchone()
            if row is None:
                alias = "SELECT id FROM terms WHERE field = 'alias' AND value = ?"
                row = db.execute(f"{STORED} WHERE studies.id = ({alias})", (nct_id,)).fetchone()
        return StoredStudy(*row) if row else None

    def stamps(self) -> dict[str, Stamp]:
        """See ``StudyIndex.stamps``."""
        if not self._store.built():
            return {}
        with self._store.reading(layout=False) as db:
            rows = db.execute("SELECT nct_id, posted, hash, parser, version, seen, status, withdrawn FROM studies")
            return {row[0]: Stamp(*row[1:]) for row in rows}

    def versions(self, nct_id: str) -> tuple[Version, ...]:
        """See ``StudyIndex.versions``."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT nct_id, number, seen, posted, hash, raw FROM versions WHERE nct_id = ? ORDER BY number",
                (nct_id,),
            )
            return tuple(Version(*row) for row in rows)

    def suggest(self, kind: str, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """See ``StudyIndex.suggest``."""

        def counts(name: str, start: str) -> Iterable[tuple[str, int]]:
            with self._store.reading() as db:
                return db.execute(
                    "SELECT value, count(*) FROM terms WHERE field = ? AND value >= ? AND value < ? GROUP BY value",
                    (name, start, start + "\U0010ffff"),
                ).fetchall()

        return completions(kind, prefix, limit, counts)

    def terms(self, name: str) -> dict[str, int]:
        """See ``StudyIndex.terms``."""
        with self._store.reading() as db:
            return dict(db.execute("SELECT value, count(*) FROM terms WHERE field = ? GROUP BY value", (name,)))

    @contextmanager
    def change(self, *, rebuild: bool = False) -> Iterator[SqliteChange]:
        """See ``StudyIndex.change``."""
        with self._store.changing(rebuild=rebuild) as db:
            yield SqliteChange(db)

    def keep(self, kind: str, key: str, value: Mapping[str, Any]) -> None:
        """See ``StudyIndex.keep``."""
        with self._store.writing() as db:
            db.execute("REPLACE INTO documents VALUES (?, ?, ?)", (kind, key, json.dumps(value)))

    def kept(self, kind: str) -> dict[str, dict[str, Any]]:
        """See ``StudyIndex.kept``."""
        if not self._store.path.exists():
            return {}
        with self._store.errors():
            if not has_table(self._store.db(), "documents"):
                return {}
            rows = self._store.db().execute("SELECT key, value FROM documents WHERE kind = ? ORDER BY key", (kind,))
            return {key: json.loads(value) for key, value in rows}

    def drop(self, kind: str, key: str) -> None:
        """See ``StudyIndex.drop``."""
        with self._store.writing() as db:
            db.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def lease(self, name: str, holder: str, seconds: int) -> str | None:
        """See ``StudyIndex.lease``."""
        now = time.time()
        with self._store.writing() as db:
            row = db.execute("SELECT holder, until FROM leases WHERE name = ?", (name,)).fetchone()
            if row and row[0] != holder and row[1] > now:
                return str(row[0])
            db.execute("REPLACE INTO leases VALUES (?, ?, ?)", (name, holder, now + seconds))
        return None

    def release(self, name: str, holder: str) -> None:
        """See ``StudyIndex.release``."""
        with self._store.writing() as db:
            db.execute("DELETE FROM leases WHERE name = ? AND holder = ?", (name, holder))

    def status(self) -> IndexStatus:
        """See ``StudyIndex.status``."""
        with self._store.reading() as db:
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
                size=sum(file.stat().st_size for file in self._store.path.parent.glob(f"{self._store.path.name}*")),
            )

    def verify(self) -> Iterator[str]:
        """See ``StudyIndex.verify``."""
        with self._store.reading() as db:
            for (line,) in db.execute("PRAGMA integrity_check"):
                if line != "ok":
                    yield f"SQLite finds the file damaged: {line}"
            for problem, sql in CHECKS.items():
                for (nct_id,) in db.execute(sql):
                    yield f"{nct_id}: {problem}"
            rows = db.execute("SELECT nct_id, number, seen, posted, hash, raw FROM versions ORDER BY nct_id, number")
            yield from damaged(Version(*row) for row in rows)

    def compact(self) -> None:
        """See ``StudyIndex.compact``."""
        with self._store.errors(), closing(self._store.connect()) as db:
            self._store.check(db)
            db.execute("INSERT INTO words (words) VALUES ('optimize')")
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """See ``StudyIndex.close``."""
        self._store.close()
