"""Owns how the tests of this folder load invented studies and find them again."""

from __future__ import annotations

from typing import Any

from indexer.document import prepare
from indexer.index import SearchQuery, StudyIndex
from tests.indexer.records import record

SEEN = "2026-02-01T09:00:00"
LATER = "2026-02-02T09:00:00"


def load(index: StudyIndex, *records: dict[str, Any], seen: str = SEEN) -> None:
    with index.change() as change:
        for item in records:
            change.put(prepare(item, seen))


def found(index: StudyIndex, **query: Any) -> list[str]:
    page = index.search(SearchQuery(**query))
    assert page.total == index.count(SearchQuery(**query)) == len(index.ids(SearchQuery(**query)))
    return [hit.nct_id for hit in page.hits]


def titled(number: int, title: str, **changes: Any) -> dict[str, Any]:
    item = record(number, **changes)
    item["protocolSection"]["identificationModule"]["briefTitle"] = title
    return item
