"""Owns the index in Elasticsearch: generations of studies behind an alias, versions and documents beside them.

A published generation is never written to. A change makes a new one, out of the readers' sight, and moves the alias.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from elasticsearch import Elasticsearch, NotFoundError

from indexer.errors import IndexDamagedError, IndexMissingError
from indexer.index.base import Hit, IndexStatus, SearchPage, Stamp, StoredStudy, Version
from indexer.index.elastic import query as clauses
from indexer.index.elastic.asking import LARGEST_PAGE, first, pages, patiently
from indexer.index.elastic.connection import connect, understood
from indexer.index.elastic.documents import Documents
from indexer.index.elastic.layout import Names
from indexer.index.elastic.load import ElasticChange, Known, aliased, generations, known_from
from indexer.index.elastic.soundness import problems
from indexer.index.elastic.versions import Versions
from indexer.index.query import FACETS, SearchQuery
from indexer.index.ranking import nearest
from indexer.index.suggestions import completions

SCAN_PAGE = 500
"""Studies in one page of a scan: a few megabytes."""

TURNS = 3
"""How often a question is asked again because the generation it went to was replaced in that moment."""

T = TypeVar("T")
_FIELDS = ("nct_id", "hash", "posted", "seen", "version", "parser", "withdrawn", "raw", "typed")


class ElasticIndex:
    """The ``StudyIndex`` in an Elasticsearch cluster; safe to share between threads."""

    def __init__(self, client: Elasticsearch, prefix: str, address: str) -> None:
        self.url = f"{address}/{prefix}"
        self._client = client
        self._address = address
        self._names = Names(prefix)
        self._documents = Documents(client, self._names.documents)
        self._versions = Versions(client, self._names.versions)

    @classmethod
    def from_url(cls, url: str) -> ElasticIndex:
        """The index at an address; see ``connect``."""
        return cls(*connect(url))

    def search(self, query: SearchQuery) -> SearchPage:
        """See ``StudyIndex.search``."""
        found = self._ask(
            lambda: self._client.search(
                index=self._names.current,
                allow_partial_search_results=False,
                source={"includes": list(_FIELDS)},
                **clauses.request(query),
            )
        )
        hits = []
        for item in found["hits"]["hits"]:
            stored = _stored(item["_source"])
            study = stored.study()
            hits.append(Hit(stored, study, int(item["_score"] or 0), nearest(study, query)))
        facets = {
            name: tuple((b["key"], b["doc_count"]) for b in found["aggregations"][name]["buckets"])
            for name in (FACETS if query.facets else ())
        }
        return SearchPage(found["hits"]["total"]["value"], tuple(hits), facets)

    def count(self, query: SearchQuery) -> int:
        """See ``StudyIndex.count``."""
        clause = {"bool": {"filter": clauses.filters(query)}}
        return int(self._ask(lambda: self._client.count(index=self._names.current, query=clause))["count"])

    def ids(self, query: SearchQuery) -> tuple[str, ...]:
        """See ``StudyIndex.ids``."""
        clause = {"bool": {"filter": clauses.filters(query)}}
        with self._told():
            found = pages(self._client, self._present(), clause, ("nct_id",), LARGEST_PAGE, source=False)
            return tuple(item["_id"] for item in found)

    def scan(self, query: SearchQuery | None = None, *, withdrawn: bool = False) -> Iterator[StoredStudy]:
        """See ``StudyIndex.scan``."""
        wanted = clauses.filters(query or SearchQuery())
        if withdrawn:
            wanted.remove(clauses.IN_VIEW)
        clause, what = {"bool": {"filter": wanted}}, {"includes": list(_FIELDS)}
        with self._told():
            for item in pages(self._client, self._present(), clause, ("nct_id",), SCAN_PAGE, source=what):
                yield _stored(item["_source"])

    def get(self, nct_id: str) -> StoredStudy | None:
        """See ``StudyIndex.get``."""
        either = {"bool": {"should": [{"term": {"nct_id": nct_id}}, {"term": {"values.alias": nct_id}}]}}
        found = self._ask(
            lambda: self._client.search(
                index=self._names.studies,
                query=either,
                allow_partial_search_results=False,
                source={"includes": list(_FIELDS)},
                size=2,
            )
        )
        stored = [_stored(item["_source"]) for item in found["hits"]["hits"]]
        # its own id before another's alias
        return min(stored, key=lambda study: study.nct_id != nct_id, default=None)

    def stamps(self) -> dict[str, Stamp]:
        """See ``StudyIndex.stamps``."""
        with self._told():
            present = aliased(self._client, self._names)
            if present is None:
                return {}
            fields = ["posted", "hash", "parser", "version", "seen", "status", "withdrawn"]
            what = {"source": False, "docvalue_fields": fields}
            found = pages(self._client, present, {"match_all": {}}, ("nct_id",), LARGEST_PAGE, **what)
            return {item["_id"]: Stamp(*(first(item, name) for name in fields)) for item in found}

    def versions(self, nct_id: str) -> tuple[Version, ...]:
        """See ``StudyIndex.versions``."""
        with self._told():
            return self._versions.of(nct_id)

    def suggest(self, kind: str, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """See ``StudyIndex.suggest``."""

        def counts(name: str, start: str) -> Iterable[tuple[str, int]]:
            # the beginning is letters, digits and blanks, none of which means anything in Lucene's expressions
            return self._terms(name, include=f"{start}.*").items()

        return completions(kind, prefix, limit, counts)

    def terms(self, name: str) -> dict[str, int]:
        """See ``StudyIndex.terms``."""
        return self._terms(name)

    @contextmanager
    def change(self, *, rebuild: bool = False) -> Iterator[ElasticChange]:
        """See ``StudyIndex.change``."""
        with self._told():
            self._versions.make()
            self._documents.make()
            if not rebuild:
                self._check_layout()
            change = ElasticChange(self._client, self._names, self._known(), rebuild=rebuild)
        try:
            with self._told():
                yield change
                change.publish()
        except BaseException:
            with self._told():
                change.discard()
            raise

    def keep(self, kind: str, key: str, value: Mapping[str, Any]) -> None:
        """See ``StudyIndex.keep``."""
        with self._told():
            self._documents.keep(kind, key, value)

    def kept(self, kind: str) -> dict[str, dict[str, Any]]:
        """See ``StudyIndex.kept``."""
        with self._told():
            return self._documents.kept(kind)

    def drop(self, kind: str, key: str) -> None:
        """See ``StudyIndex.drop``."""
        with self._told():
            self._documents.drop(kind, key)

    def lease(self, name: str, holder: str, seconds: int) -> str | None:
        """See ``StudyIndex.lease``."""
        with self._told():
            return self._documents.lease(name, holder, seconds)

    def release(self, name: str, holder: str) -> None:
        """See ``StudyIndex.release``."""
        with self._told():
            self._documents.release(name, holder)

    def status(self) -> IndexStatus:
        """See ``StudyIndex.status``."""
        names = self._names
        with self._told():
            present = self._present()
            gone = int(self._client.count(index=present, query={"exists": {"field": "withdrawn"}})["count"])
            parsers = self._client.search(
                index=present, size=0, track_total_hits=True, aggs={"parsers": {"terms": {"field": "parser"}}}
            )
            versions = self._versions.count()
            sizes = self._client.indices.stats(index=[present, names.versions, names.documents], metric="store")
            return IndexStatus(
                url=self.url,
                studies=parsers["hits"]["total"]["value"] - gone,
                withdrawn=gone,
                versions=versions,
                generation=present,
                parsers={b["key"]: b["doc_count"] for b in parsers["aggregations"]["parsers"]["buckets"]},
                size=int(sizes["_all"]["total"]["store"]["size_in_bytes"]),
            )

    def verify(self) -> Iterator[str]:
        """See ``StudyIndex.verify``."""
        with self._told():
            yield from problems(self._client, self._names, self._present(), self._versions, self.stamps())

    def compact(self) -> None:
        """See ``StudyIndex.compact``."""
        with self._told():
            present = self._present()
            old = [name for name in generations(self._client, self._names) if name != present]
            if old:
                self._client.indices.delete(index=old)
            self._client.indices.forcemerge(index=[present, self._names.versions], max_num_segments=1)

    def close(self) -> None:
        """See ``StudyIndex.close``."""
        self._client.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        with understood(self._address):
            yield

    def _ask(self, question: Callable[[], T]) -> T:
        """Asks the generation that readers see, again if it was replaced in that very moment."""
        with self._told():
            for _ in range(TURNS):
                try:
                    return patiently(question)
                except NotFoundError as error:
                    present = aliased(self._client, self._names)
                    if present is None or not present.startswith(f"{self._names.current}-"):
                        raise self._missing(present) from error
            return question()

    def _present(self) -> str:
        """The generation that readers see; an error if there is none."""
        present = aliased(self._client, self._names)
        if present is None:
            raise self._missing(present)
        return present

    def _missing(self, present: str | None) -> IndexMissingError | IndexDamagedError:
        """Why there is nothing to read: what readers would see is of another layout, or there is nothing."""
        if present:
            return IndexDamagedError(
                f"{present} has another layout than this version reads: `trialmatch index rebuild`"
            )
        return IndexMissingError(f"there is no index at {self.url} yet: `trialmatch refresh` builds it")

    def _check_layout(self) -> None:
        present = aliased(self._client, self._names)
        if present is not None and not present.startswith(f"{self._names.current}-"):
            raise self._missing(present)

    def _known(self) -> dict[str, Known]:
        stamps = self.stamps()
        if stamps:
            return known_from(stamps)
        return {nct_id: Known(number, hash_, "") for (nct_id, number), hash_ in self._versions.hashes().items()}

    def _terms(self, name: str, include: str | None = None) -> dict[str, int]:
        terms: dict[str, Any] = {"field": f"values.{name}", "size": 65_535, "order": {"_key": "asc"}}
        if include:
            terms["include"] = include
        found = self._ask(
            lambda: self._client.search(
                index=self._names.current,
                size=0,
                query=clauses.IN_VIEW,
                aggs={"terms": {"terms": terms}},
                allow_partial_search_results=False,
            )
        )
        return {bucket["key"]: bucket["doc_count"] for bucket in found["aggregations"]["terms"]["buckets"]}


def _stored(source: dict[str, Any]) -> StoredStudy:
    fields: dict[str, Any] = {name: source.get(name) for name in _FIELDS}
    return StoredStudy(**{**fields, "raw": b64decode(source["raw"]), "typed": b64decode(source["typed"])})
