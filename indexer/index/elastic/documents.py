"""Owns the small documents beside the studies in Elasticsearch: reports, corrections, and the leases of writers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from indexer.index.elastic.asking import pages
from indexer.index.elastic.layout import DOCUMENTS

PAGE = 500
"""Documents in one page."""


class Documents:
    """The documents in the index ``name``; each method is that of ``StudyIndex``."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        self._client = client
        self._name = name

    def make(self) -> None:
        """Makes the index where it is missing."""
        make(self._client, self._name, DOCUMENTS)

    def keep(self, kind: str, key: str, value: Mapping[str, Any]) -> None:
        """See ``StudyIndex.keep``."""
        self.make()
        document = {"kind": kind, "key": key, "value": dict(value)}
        self._client.index(index=self._name, id=f"{kind}/{key}", document=document, refresh=True)

    def kept(self, kind: str) -> dict[str, dict[str, Any]]:
        """See ``StudyIndex.kept``."""
        if not self._client.indices.exists(index=self._name):
            return {}
        found = pages(self._client, self._name, {"term": {"kind": kind}}, ("key",), PAGE)
        return {item["_source"]["key"]: item["_source"]["value"] for item in found}

    def drop(self, kind: str, key: str) -> None:
        """See ``StudyIndex.drop``."""
        gone = self._client.options(ignore_status=404)
        gone.delete(index=self._name, id=f"{kind}/{key}", refresh=True)

    def lease(self, name: str, holder: str, seconds: int) -> str | None:
        """See ``StudyIndex.lease``."""
        key, now = f"lease/{name}", time.time()
        document = {"kind": "lease", "key": name, "value": {"holder": holder, "until": now + seconds}}
        self.make()
        try:
            found = self._client.get(index=self._name, id=key)
        except NotFoundError:
            condition: dict[str, Any] = {"op_type": "create"}
        else:
            value = found["_source"]["value"]
            if value["holder"] != holder and value["until"] > now:
                return str(value["holder"])
            condition = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        try:
            self._client.index(index=self._name, id=key, document=document, **condition)
        except ConflictError:
            return self.lease(name, holder, seconds)  # someone else was quicker; see who
        return None

    def release(self, name: str, holder: str) -> None:
        """See ``StudyIndex.release``."""
        key = f"lease/{name}"
        found = self._client.options(ignore_status=404).get(index=self._name, id=key)
        if found.get("found") and found["_source"]["value"]["holder"] == holder:
            self._client.options(ignore_status=(404, 409)).delete(
                index=self._name,
                id=key,
                if_seq_no=found["_seq_no"],
                if_primary_term=found["_primary_term"],
            )


def make(client: Elasticsearch, name: str, layout: Mapping[str, Any]) -> None:
    """Makes an index where it is missing."""
    if not client.indices.exists(index=name):
        # 400: someone else has made it meanwhile
        client.options(ignore_status=400).indices.create(index=name, **layout)
