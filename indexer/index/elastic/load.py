"""Owns writing to Elasticsearch: a new generation of studies, filled apart from the readers, then switched to."""

from __future__ import annotations

from base64 import b64encode
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from indexer.errors import IndexUnavailableError, StudyRefusedError
from indexer.index.base import Document, SitePoint, Stamp
from indexer.index.elastic.layout import SERVING, STUDIES, Names, number_of

BATCH = 500
"""Documents in one bulk request, or fewer where they are large."""

BATCH_BYTES = 8_000_000
"""A bulk request much larger than this gains nothing and costs the node memory."""


SHARD_TIMEOUT = "15s"
"""How long a bulk request waits for a shard that is not there."""

ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE = 8, 0.5, 30.0
"""How often writes are sent again that a busy cluster turned away, and after how many seconds, doubling."""

SENDERS = 2
"""Bulk requests under way at a time, while the next one is prepared."""


@dataclass(frozen=True, slots=True)
class Known:
    """The last version of a record that is stored."""

    number: int
    hash: str
    seen: str


class ElasticChange:
    """One new generation: a copy of the present one, or empty, that only we write to until it is published."""

    def __init__(self, client: Elasticsearch, names: Names, known: dict[str, Known], *, rebuild: bool) -> None:
        self._client = client
        self._names = names
        self._known = known
        self._waiting: list[dict[str, Any]] = []
        self._size = 0
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="bulk")
        self._sent: deque[Future[None]] = deque()
        present = aliased(client, names)
        every = generations(client, names)
        self._present = present
        self.generation = names.generation(max((number_of(name) for name in every), default=0) + 1)
        if present is None or rebuild:
            client.indices.create(index=self.generation, **STUDIES)
        else:
            # a published generation is never written to again, so its files can be shared by the copy
            client.indices.add_block(index=present, block="write")
            loading = {f"index.{name}": value for name, value in STUDIES["settings"].items()}
            loading.pop("index.number_of_shards")
            client.indices.clone(
                index=present, target=self.generation, settings={**loading, "index.blocks.write": None}
            )

    def put(self, document: Document) -> None:
        """See ``Change.put``."""
        known = self._known.get(document.nct_id)
        if known is None or known.hash != document.hash:
            known = Known(known.number + 1 if known else 1, document.hash, document.seen)
            self._known[document.nct_id] = known
            self._add(self._names.versions, f"{document.nct_id}@{known.number:06}", _version(document, known))
        self._add(self.generation, document.nct_id, _study(document, known))

    def withdraw(self, nct_id: str, day: str) -> None:
        """See ``Change.withdraw``."""
        self.flush()
        found = self._client.options(ignore_status=404).get(index=self.generation, id=nct_id)
        if not found.get("found") or found["_source"].get("withdrawn"):
            return
        kept = {name: found["_source"].get(name) for name in _AFTERWARDS}
        self._add(self.generation, nct_id, {**kept, "withdrawn": day})

    def flush(self) -> None:
        """Returns when all that was put is stored; see ``send`` for the errors."""
        self._send()
        while self._sent:
            self._sent.popleft().result()

    def _send(self) -> None:
        """Hands over what waits; waits itself while too much is under way, so that a slow cluster slows us down."""
        if self._waiting:
            self._sent.append(self._senders.submit(send, self._client, self._waiting))
        self._waiting, self._size = [], 0
        while len(self._sent) > SENDERS:
            self._sent.popleft().result()

    def publish(self) -> None:
        """Makes the generation whole and switches readers to it, in one step of the cluster's."""
        self.flush()
        self._senders.shutdown()
        client, names = self._client, self._names
        client.indices.refresh(index=[self.generation, names.versions])
        client.indices.put_settings(index=self.generation, settings=SERVING)
        # best effort: where there is another node, the copy should stand before readers come
        client.options(ignore_status=408).cluster.health(
            index=self.generation, wait_for_status="green", wait_for_no_initializing_shards=True, timeout="30s"
        )
        actions: list[dict[str, Any]] = [
            {"remove": {"index": names.generations, "alias": alias, "must_exist": False}}
            for alias in (names.studies, names.current)
        ]
        actions += [{"add": {"index": self.generation, "alias": alias}} for alias in (names.studies, names.current)]
        client.indices.update_aliases(actions=actions)
        self._clear()

    def discard(self) -> None:
        """Removes the generation; readers never knew of it."""
        self._senders.shutdown(cancel_futures=True)
        self._client.options(ignore_status=404).indices.delete(index=self.generation)

    def _clear(self) -> None:
        """Removes what is older than the generation before this one, which readers may still be in the middle of."""
        keep = {self.generation, self._present}
        old = [name for name in generations(self._client, self._names) if name not in keep]
        if old:
            self._client.options(ignore_status=404).indices.delete(index=old)

    def _add(self, index: str, key: str, source: dict[str, Any]) -> None:
        self._waiting.append({"_op_type": "index", "_index": index, "_id": key, "_source": source})
        self._size += len(source["raw"]) * 3
        if len(self._waiting) >= BATCH or self._size >= BATCH_BYTES:
            self._send()


def send(client: Elasticsearch, requests: list[dict[str, Any]]) -> None:
    """Sends writes as one bulk request or more. A busy server is given time, and only what it turned away is sent again.

    StudyRefusedError for a document that it will never take, IndexUnavailableError for one that it had no time for.
    """
    # a generation that was lost with its node does not come back: better to know soon, and begin another
    done = streaming_bulk(
        client.options(max_retries=2),
        requests,
        chunk_size=BATCH,
        max_chunk_bytes=BATCH_BYTES,
        max_retries=ATTEMPTS,
        initial_backoff=FIRST_PAUSE,
        max_backoff=LONGEST_PAUSE,
        raise_on_error=False,
        timeout=SHARD_TIMEOUT,
    )
    for ok, item in done:
        if not ok:
            result = item["index"]
            reason = str(result.get("error"))[:400]
            if result.get("status") == 400:
                raise StudyRefusedError(result["_id"].partition("@")[0], reason)
            raise IndexUnavailableError(f"Elasticsearch does not store {result['_id']}: {reason}")


_AFTERWARDS = (
    "nct_id",
    "hash",
    "posted",
    "seen",
    "version",
    "parser",
    "coverage",
    "status",
    "rank",
    "raw",
    "typed",
)
"""What is kept of a study that has left the registry's view; the rest is only there to be searched."""


def aliased(client: Elasticsearch, names: Names) -> str | None:
    """The generation that readers see; None before the first."""
    found = client.options(ignore_status=404).indices.get_alias(name=names.studies)
    if not isinstance(found.body, dict):
        raise IndexUnavailableError("what answers at the address of the index is no Elasticsearch")
    present = [name for name, value in found.items() if isinstance(value, dict) and "aliases" in value]
    return max(present, key=number_of) if present else None


def generations(client: Elasticsearch, names: Names) -> list[str]:
    """Every generation that exists, published or not."""
    return sorted(client.indices.get(index=names.generations, features="aliases"), key=number_of)


def known_from(stamps: dict[str, Stamp]) -> dict[str, Known]:
    """The last versions, from the stamps of the studies."""
    return {nct_id: Known(stamp.version, stamp.hash, stamp.seen) for nct_id, stamp in stamps.items()}


def _study(document: Document, known: Known) -> dict[str, Any]:
    return {
        "nct_id": document.nct_id,
        "hash": document.hash,
        "posted": document.posted,
        "seen": known.seen,
        "version": known.number,
        "parser": document.parser,
        "coverage": document.coverage,
        "status": document.status,
        "rank": document.rank,
        "age_low": document.age_low,
        "age_high": document.age_high,
        "raw": _text(document.raw),
        "typed": _text(document.typed),
        "words": dict(document.words),
        "values": {name: list(values) for name, values in document.values.items() if values},
        "sites": list(_sites(document.sites)),
    }


def _sites(sites: tuple[SitePoint, ...]) -> Iterator[dict[str, Any]]:
    for site in sites:
        found: dict[str, Any] = {"country": site.country, "status": site.status}
        if site.lat is not None and site.lon is not None:
            found["point"] = {"lat": site.lat, "lon": site.lon}
        yield found


def _version(document: Document, known: Known) -> dict[str, Any]:
    return {
        "nct_id": document.nct_id,
        "number": known.number,
        "seen": known.seen,
        "posted": document.posted,
        "hash": document.hash,
        "raw": _text(document.raw),
    }


def _text(blob: bytes) -> str:
    return b64encode(blob).decode()
