"""Indexes of studies: one protocol, two storages."""

from __future__ import annotations

from indexer.index.base import SearchPage, StoredStudy, StudyIndex
from indexer.index.query import SearchQuery


def open_index(url: str) -> StudyIndex:
    """The index at ``sqlite:PATH`` or ``http(s)://[user:password@]host:port[,host:port…]``; ValueError for another.

    Nothing is created or asked yet. For Elasticsearch, ``TRIALMATCH_ES_API_KEY`` and ``TRIALMATCH_ES_CA`` (a file of
    certificates) are read from the environment.
    """
    if url.startswith("sqlite:"):
        from indexer.index.sqlite import SqliteIndex

        return SqliteIndex(url)
    if url.startswith(("http://", "https://")):
        from indexer.index.elastic import ElasticIndex  # imports the client, which takes 0.3 s

        return ElasticIndex.from_url(url)
    raise ValueError(f"an index is sqlite:PATH or http(s)://host:port, not {url!r}")


__all__ = ["SearchPage", "SearchQuery", "StoredStudy", "StudyIndex", "open_index"]
