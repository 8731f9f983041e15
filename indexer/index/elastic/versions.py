"""Owns the versions of records in Elasticsearch: every one that was seen, once."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch

from indexer.index.base import Version
from indexer.index.elastic.asking import LARGEST_PAGE, first, pages
from indexer.index.elastic.documents import make
from indexer.index.elastic.layout import VERSIONS

PAGE = 500
"""Versions in one page: a few megabytes."""


class Versions:
    """The versions in the index ``name``."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        self._client = client
        self._name = name

    def make(self) -> None:
        """Makes the index where it is missing."""
        make(self._client, self._name, VERSIONS)

    def of(self, nct_id: str) -> tuple[Version, ...]:
        """The versions of one record, oldest first."""
        if not self._client.indices.exists(index=self._name):
            return ()
        self._client.indices.refresh(index=self._name)
        found = pages(self._client, self._name, {"term": {"nct_id": nct_id}}, ("number",), PAGE)
        return tuple(_as_version(item["_source"]) for item in found)

    def all(self) -> Iterator[Version]:
        """The versions of all records, in the order of their ids and numbers."""
        self._client.indices.refresh(index=self._name)
        for item in pages(self._client, self._name, {"match_all": {}}, ("nct_id", "number"), PAGE):
            yield _as_version(item["_source"])

    def hashes(self) -> dict[tuple[str, int], str]:
        """The hash of every version by id and number, in their order."""
        self._client.indices.refresh(index=self._name)
        what = {"source": False, "docvalue_fields": ["nct_id", "number", "hash"]}
        found = pages(self._client, self._name, {"match_all": {}}, ("nct_id", "number"), LARGEST_PAGE, **what)
        return {(first(item, "nct_id"), first(item, "number")): first(item, "hash") for item in found}

    def count(self) -> int:
        """How many there are."""
        self._client.indices.refresh(index=self._name)
        return int(self._client.count(index=self._name)["count"])


def _as_version(source: dict[str, Any]) -> Version:
    return Version(**{**source, "raw": b64decode(source["raw"])})
