"""A bulk request is many writes, each of which may fail: a busy cluster is given time, a refusal names the study."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from indexer.errors import IndexUnavailableError, StudyRefusedError
from indexer.index.elastic import load
from indexer.index.elastic.connection import connect

BUSY = {"type": "es_rejected_execution_exception", "reason": "the queue is full"}
BROKEN = {"type": "document_parsing_exception", "reason": "no such field"}


class Cluster:
    """Takes bulk requests; ``busy`` is how often each study is turned away before it is taken, ``broken`` never is."""

    def __init__(self) -> None:
        self.busy = 0
        self.broken = ""
        self.asked: list[list[str]] = []
        self.turned_away: dict[str, int] = {}

    def answer(self, body: str) -> dict[str, Any]:
        lines = [json.loads(line) for line in body.splitlines()]
        ids = [line["index"]["_id"] for line in lines[::2]]
        self.asked.append(ids)
        items = [{"index": {"_id": name, **self._one(name)}} for name in ids]
        return {"errors": any("error" in item["index"] for item in items), "items": items}

    def _one(self, name: str) -> dict[str, Any]:
        if name == self.broken:
            return {"status": 400, "error": BROKEN}
        if self.turned_away.get(name, 0) < self.busy:
            self.turned_away[name] = self.turned_away.get(name, 0) + 1
            return {"status": 429, "error": BUSY}
        return {"status": 201}


@pytest.fixture
def cluster() -> Iterator[tuple[Cluster, Elasticsearch]]:
    made = Cluster()

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = json.dumps(made.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())).encode()
            self.send_response(200)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_PUT()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    client, _, _ = connect(f"http://127.0.0.1:{server.server_port}")
    yield made, client
    client.close()
    server.shutdown()
    thread.join()
    server.server_close()


def writes(*names: str) -> list[dict[str, Any]]:
    return [{"_op_type": "index", "_index": "studies", "_id": name, "_source": {"nct_id": name}} for name in names]


def test_only_what_a_busy_cluster_turned_away_is_sent_again(
    cluster: tuple[Cluster, Elasticsearch], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, client = cluster
    monkeypatch.setattr(load, "FIRST_PAUSE", 0.01)
    made.turned_away = {"NCT90000002": 1}  # has its turn behind it
    made.busy = 1
    load.send(client, writes("NCT90000001", "NCT90000002", "NCT90000003"))
    assert made.asked == [["NCT90000001", "NCT90000002", "NCT90000003"], ["NCT90000001", "NCT90000003"]]


def test_a_cluster_that_stays_busy_is_given_up_and_told(
    cluster: tuple[Cluster, Elasticsearch], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, client = cluster
    monkeypatch.setattr(load, "FIRST_PAUSE", 0.0)
    made.busy = 1000
    with pytest.raises(IndexUnavailableError, match=r"does not store NCT90000001: .*the queue is full"):
        load.send(client, writes("NCT90000001"))
    assert len(made.asked) == load.ATTEMPTS + 1


def test_what_is_refused_for_good_is_named_and_not_sent_again(cluster: tuple[Cluster, Elasticsearch]) -> None:
    made, client = cluster
    made.broken = "NCT90000002"
    with pytest.raises(StudyRefusedError, match=r"NCT90000002: the index refuses it: .*no such field"):
        load.send(client, writes("NCT90000001", "NCT90000002"))
    assert len(made.asked) == 1
