"""Owns the care of an index between refreshes: proving that it is sound, building it anew, carrying it elsewhere."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from criteria import serial
from indexer.document import digest, parser_version, prepare
from indexer.errors import IndexerError
from indexer.gates import NO_GATES, Gates
from indexer.index.base import StoredStudy, StudyIndex
from indexer.index.query import SearchQuery
from indexer.lease import held
from indexer.reading import Item, documents
from indexer.report import Listener, Progress, last_report
from indexer.review import corrections

EVERY = 100
"""Studies between two words on progress."""


def verify(index: StudyIndex, progress: Listener | None = None, gates: Gates = NO_GATES) -> Iterator[str]:
    """Reads everything again and proves it; one sentence for each thing that is wrong, none for a sound index.

    Checked: the storage itself, where readers of Elasticsearch are led, and that every version of every record is there
    with the bytes of its hash; that every record reads as the study it is filed under and its typed criteria load; that
    every one in view was read by this parser; that the counts agree with one another and with the last refresh.
    """
    yield from index.verify()
    status, report, stamps = index.status(), last_report(index), index.stamps()
    current = parser_version(gates)
    # a refresh reads those in view again; the others wait until they come back
    outdated = sum(stamp.parser != current and stamp.withdrawn is None for stamp in stamps.values())
    if outdated:
        yield f"{outdated} studies were read by another version of the parser: `trialmatch index rebuild`"
    if report and report.studies != status.studies:
        yield f"{status.studies} studies are in view, and the last refresh left {report.studies}"
    found = 0
    for done, stored in enumerate(index.scan(withdrawn=True), 1):
        found += stored.withdrawn is None
        yield from _problems(stored)
        if progress and done % EVERY == 0:
            progress(Progress("verifying", done, status.studies + status.withdrawn))
    if found != status.studies:
        yield f"{found} studies can be read, and {status.studies} are counted"
    searched = index.count(SearchQuery())
    in_view = sum(stamp.withdrawn is None for stamp in stamps.values())
    if searched != in_view:
        yield f"{searched} studies can be found, and {in_view} are in view"


def rebuild(index: StudyIndex, progress: Listener | None = None, workers: int = 1, gates: Gates = NO_GATES) -> int:
    """Reads every stored record again with the present parser and layout, without the registry; how many there are.

    Readers see the old index until the new one is whole. A record that can no longer be read is an error that names
    it, and the old index stays.
    """
    with held(index) as beat:
        stored = index.stamps()
        withdrawn: dict[str, str] = {}
        known = corrections(index)
        with index.change(rebuild=True) as change:
            made = documents(_items(index, withdrawn), "", workers, known, gates)
            for done, (key, document) in enumerate(made, 1):
                if isinstance(document, str):
                    raise IndexerError(f"the index stays as it was: {document}")
                change.put(document)
                if key in withdrawn:
                    change.withdraw(key, withdrawn.pop(key))
                if done % EVERY == 0:
                    beat()
                    if progress:
                        progress(Progress("reading", done, len(stored)))
    if progress:
        progress(Progress("done", len(stored), len(stored)))
    return len(stored)


def compact(index: StudyIndex) -> None:
    """Gives back the space that nothing needs; RefreshRefusedError while a refresh needs some of it."""
    with held(index):
        index.compact()


def reread(index: StudyIndex, ids: Iterable[str], gates: Gates = NO_GATES) -> None:
    """Reads the stored records of these studies again, with the corrections that the index now keeps."""
    known = corrections(index)
    with held(index), index.change() as change:
        for nct_id in ids:
            stored = index.get(nct_id)
            if stored and stored.withdrawn is None:
                change.put(prepare(stored.record(), stored.seen, known, gates))


def export(index: StudyIndex, query: SearchQuery | None = None) -> Iterator[str]:
    """One line of JSON a study, in the order of the ids, from one moment's view: its record and its facts."""
    for stored in index.scan(query):
        study = stored.study()
        facts = [fact.record(study.eligibility) for fact in stored.criteria(study).facts()]
        line: dict[str, Any] = {
            "nct_id": stored.nct_id,
            "version": stored.version,
            "seen": stored.seen,
            "posted": stored.posted,
            "hash": stored.hash,
            "facts": facts,
            "record": stored.record(),
        }
        yield json.dumps(line, ensure_ascii=False)


def _items(index: StudyIndex, withdrawn: dict[str, str]) -> Iterator[Item]:
    for stored in index.scan(withdrawn=True):
        if stored.withdrawn:
            withdrawn[stored.nct_id] = stored.withdrawn
        yield stored.nct_id, stored.raw


def _problems(stored: StoredStudy) -> Iterator[str]:
    try:
        raw = zlib.decompress(stored.raw)
    except zlib.error as error:
        yield f"{stored.nct_id}: its record cannot be unpacked ({error})"
        return
    if digest(raw) != stored.hash:
        yield f"{stored.nct_id}: its record is not the one that was stored"
    try:
        study = stored.study()
        serial.load(zlib.decompress(stored.typed).decode(), study.eligibility)
    except (IndexerError, ValueError, zlib.error) as error:
        yield f"{stored.nct_id}: {error}"
        return
    if study.nct_id != stored.nct_id:
        yield f"{stored.nct_id}: its record is that of {study.nct_id}"
