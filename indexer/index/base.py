"""Owns what an index of studies does and gives, in words that know no storage: the protocol, its documents and pages."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from criteria import serial
from criteria.criterion import Criteria
from indexer.index.query import SearchQuery
from indexer.records import read_study, typed_criteria
from indexer.study import Study


@dataclass(frozen=True, slots=True)
class StoredStudy:
    """One study as the index holds it; decoding is left to the methods, so that a scan pays for what it uses.

    ``raw`` is the registry's record, compressed; ``typed`` the stored criteria, compressed, as they were read and as
    verdicts take them. ``posted`` is the
    registry's last update, ``seen`` the registry's timestamp under which this version was first read, ``version``
    counts from 1. ``withdrawn`` is the day on which it was found to have left the registry's view, or None.
    """

    nct_id: str
    hash: str
    posted: str | None
    seen: str
    version: int
    parser: str
    withdrawn: str | None
    raw: bytes
    typed: bytes

    def record(self) -> dict[str, Any]:
        """The registry's record, as it was read."""
        return dict(json.loads(zlib.decompress(self.raw)))

    def study(self) -> Study:
        """The normalised study."""
        return read_study(self.record())

    def criteria(self, study: Study | None = None) -> Criteria:
        """The typed criteria; parsed afresh where they were stored by a version whose form is no longer read."""
        study = study or self.study()
        try:
            return serial.load(zlib.decompress(self.typed).decode(), study.eligibility)
        except ValueError:
            return typed_criteria(study)

    def softened(self, version: str, study: Study | None = None) -> Criteria | None:
        """The criteria as verdicts of this version of gates take them; None where another version stored them."""
        if not self.parser.endswith(f"+{version}"):
            return None
        study = study or self.study()
        try:
            return serial.load_softened(zlib.decompress(self.typed).decode(), study.eligibility)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is needed to tell whether a stored study is current, without reading it."""

    posted: str | None
    hash: str
    parser: str
    version: int
    seen: str
    status: str | None
    withdrawn: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record that was seen: ``number`` from 1, ``seen`` the registry's timestamp at that time."""

    nct_id: str
    number: int
    seen: str
    posted: str | None
    hash: str
    raw: bytes

    def record(self) -> dict[str, Any]:
        """The registry's record in this version."""
        return dict(json.loads(zlib.decompress(self.raw)))


@dataclass(frozen=True, slots=True)
class Hit:
    """One study found. ``score`` is 0 without text; ``km`` the distance of its nearest site that the query admits."""

    stored: StoredStudy
    study: Study
    score: int = 0
    km: float | None = None

    @property
    def nct_id(self) -> str:
        """The study's id."""
        return self.stored.nct_id


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``hits`` from ``offset`` on, of ``total`` studies in all; ``facets`` count over all of them."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds: ``generation`` names what readers see now; ``size`` is in bytes on disk."""

    url: str
    studies: int
    withdrawn: int
    versions: int
    generation: str
    parsers: Mapping[str, int]
    size: int


class Change(Protocol):
    """Writes that become visible together, or not at all."""

    def put(self, document: Document) -> None:
        """Adds a study, or replaces it; a record whose hash differs from the stored one is a new version."""

    def withdraw(self, nct_id: str, day: str) -> None:
        """Marks a study as gone from the registry's view since ``day``; it leaves search and stays for ``get``."""


class StudyIndex(Protocol):
    """Studies with their typed criteria, searchable; any number of readers, one refresh at a time.

    Every method raises ``IndexUnavailableError`` when the storage cannot be reached. Those that read studies raise
    ``IndexMissingError`` while nothing was ever loaded.
    """

    @property
    def url(self) -> str:
        """What ``open_index`` was given, without credentials."""

    def search(self, query: SearchQuery) -> SearchPage:
        """The studies in view that match, best first.

        The order is the same for every storage: score, then open before closed, then the latest update, then NCT id.
        """

    def count(self, query: SearchQuery) -> int:
        """How many studies in view match."""

    def ids(self, query: SearchQuery) -> tuple[str, ...]:
        """The ids of all that match (limit and offset aside), in their order."""

    def scan(self, query: SearchQuery | None = None, *, withdrawn: bool = False) -> Iterator[StoredStudy]:
        """All that match (limit and offset aside) in the order of their ids, from one moment's view of the index.

        ``withdrawn`` also gives those that have left the registry's view.
        """

    def get(self, nct_id: str) -> StoredStudy | None:
        """One study, withdrawn or not; None if the index does not know the id, nor as an alias."""

    def stamps(self) -> dict[str, Stamp]:
        """The stamp of every study, withdrawn ones too; empty when nothing was ever loaded."""

    def versions(self, nct_id: str) -> tuple[Version, ...]:
        """Every version of a record that was seen, oldest first."""

    def suggest(self, kind: str, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """Completions of ``prefix`` with their counts; kind: ``condition``, ``intervention`` or ``place``."""

    def terms(self, name: str) -> dict[str, int]:
        """Every value of a field of ``indexer.document`` over the studies in view, with its count."""

    def change(self, *, rebuild: bool = False) -> AbstractContextManager[Change]:
        """Writes to the index: all visible when the block ends, none if it raises or the process dies.

        ``rebuild`` starts from nothing instead of from what is there; versions and documents stay.
        """

    def keep(self, kind: str, key: str, value: Mapping[str, Any]) -> None:
        """Stores a small document beside the studies (reports, corrections, saved searches), replacing its like."""

    def kept(self, kind: str) -> dict[str, dict[str, Any]]:
        """All documents of a kind by key, in the order of the keys."""

    def drop(self, kind: str, key: str) -> None:
        """Removes a document; nothing happens if it is not there."""

    def lease(self, name: str, holder: str, seconds: int) -> str | None:
        """Takes or renews the lease for ``holder``; the other holder's name if someone else has it."""

    def release(self, name: str, holder: str) -> None:
        """Gives the lease back, if ``holder`` has it."""

    def status(self) -> IndexStatus:
        """Counts and sizes."""

    def verify(self) -> Iterator[str]:
        """Checks the storage itself; yields one sentence for each thing that is wrong."""

    def compact(self) -> None:
        """Gives back the space that nothing needs any more."""

    def close(self) -> None:
        """Lets go of files and connections."""


@dataclass(frozen=True, slots=True)
class SitePoint:
    """A site as the index filters it; ``status`` is the one that holds there."""

    country: str | None
    status: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Document:
    """A study prepared for any index: pure data, picklable.

    ``words`` are the tokenised texts by search field, ``values`` the exact values by field. Ages are in years:
    ``age_low`` inclusive, ``age_high`` exclusive.
    """

    nct_id: str
    hash: str
    posted: str | None
    seen: str
    parser: str
    raw: bytes
    typed: bytes
    coverage: float
    status: str | None
    rank: int
    words: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    sites: tuple[SitePoint, ...]
    age_low: float
    age_high: float
    odd: tuple[str, ...] = ()
