"""Owns asking Elasticsearch so that a node may die meanwhile: with patience, in pages that can be taken up again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

KEEP_ALIVE = "5m"
"""How long a view of the index outlives the last page asked of it."""

PAUSES = (0.1, 0.3, 1.0, 2.0, 4.0, 8.0)
"""Seconds between attempts while no copy of the index answers: a cluster needs a few to promote another."""

REOPENED = 5
"""How often a view is opened again that was lost with the node that held it."""

LARGEST_PAGE = 10_000
"""Hits in one page, the most that Elasticsearch gives."""

T = TypeVar("T")


def patiently(question: Callable[[], T]) -> T:
    """Asks, again after a while if the cluster says that it cannot answer just now (503)."""
    for pause in PAUSES:
        try:
            return question()
        except ApiError as error:
            if error.status_code != 503:
                raise
        time.sleep(pause)
    return question()


def pages(
    client: Elasticsearch, index: str, query: dict[str, Any], order: tuple[str, ...], size: int, **what: Any
) -> Iterator[dict[str, Any]]:
    """Every hit in the order of fields that together are unique, from one moment's view of the index.

    A view that is lost with its node is opened again on another; that is the same view where, as with a published
    generation, nothing is written to the index.
    """

    def open_view() -> str:
        opened = patiently(lambda: client.open_point_in_time(index=index, keep_alive=KEEP_ALIVE))
        return str(opened["id"])

    def ask() -> Any:
        return client.search(
            pit={"id": view, "keep_alive": KEEP_ALIVE},
            query=query,
            sort=[{name: "asc"} for name in order],
            size=size,
            search_after=after,
            track_total_hits=False,
            allow_partial_search_results=False,
            **what,
        )

    view, after, lost = open_view(), None, 0
    try:
        while True:
            try:
                page = patiently(ask)
            except NotFoundError:
                lost += 1
                if lost > REOPENED:
                    raise
                view = open_view()
                continue
            view, hits = page.get("pit_id", view), page["hits"]["hits"]
            yield from hits
            if len(hits) < size:
                return
            after = hits[-1]["sort"]
    finally:
        with suppress(ApiError, TransportError):  # it ends by itself
            client.close_point_in_time(id=view)


def first(item: dict[str, Any], name: str) -> Any:
    """The value of a field of a hit; None where it has none."""
    values = item.get("fields", {}).get(name)
    return values[0] if values else None
