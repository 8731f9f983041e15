"""Owns the tables of an index in SQLite: which last, which are made from them, and what must hold between them."""

from __future__ import annotations

import sqlite3

from indexer.index.ranking import WEIGHTS

SCHEMA = 1
"""Raised whenever the tables change; an index with another number must be rebuilt."""

LASTING = """
CREATE TABLE IF NOT EXISTS versions (nct_id TEXT, number INTEGER, seen TEXT, posted TEXT, hash TEXT, raw BLOB,
    UNIQUE (nct_id, number));
CREATE TABLE IF NOT EXISTS documents (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS generation (number INTEGER);
CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, holder TEXT, until REAL) WITHOUT ROWID;
"""
DERIVED = f"""
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
TABLES = ("studies", "terms", "sites", "words")
STORED = """
SELECT studies.nct_id, studies.hash, studies.posted, studies.seen, studies.version, parser, withdrawn, raw, typed
FROM studies JOIN versions ON versions.nct_id = studies.nct_id AND versions.number = studies.version
"""
STORED_WITH_ID = STORED.replace("SELECT ", "SELECT studies.id, ", 1)
CHECKS = {
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


def prepare(db: sqlite3.Connection, *, rebuild: bool) -> bool:
    """Makes the tables that are missing; whether those for search are new."""
    run(db, LASTING)
    if rebuild:
        for table in TABLES:
            db.execute(f"DROP TABLE IF EXISTS {table}")
    if has_table(db, "studies"):
        return False
    run(db, DERIVED)
    if not db.execute("SELECT 1 FROM generation").fetchone():
        db.execute("INSERT INTO generation VALUES (0)")
    db.execute(f"PRAGMA user_version = {SCHEMA}")
    return True


def run(db: sqlite3.Connection, script: str) -> None:
    """Runs statements within the transaction that is open."""
    # executescript would end the transaction that this must be part of
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


def has_table(db: sqlite3.Connection, name: str) -> bool:
    """Whether there is a table of that name."""
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone())
