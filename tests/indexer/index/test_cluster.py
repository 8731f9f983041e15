"""A cluster that loses a node in the middle of a refresh: the refresh completes, and readers notice nothing."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from indexer.index import SearchQuery, open_index
from indexer.refresh import Progress, refresh
from indexer.registry import RegistryClient
from tests.elasticsearch.server import CannotStartError, Node, start_node
from tests.indexer.fake_registry import FakeRegistry
from tests.indexer.records import record, status

BEFORE, AFTER = 300, 350


@pytest.fixture
def cluster() -> Iterator[list[Node]]:
    """Three nodes of one cluster."""
    nodes: list[Node] = []
    try:
        try:
            nodes.append(start_node("node-1", cluster=True))
            nodes.append(start_node("node-2", (nodes[0].transport,)))
            nodes.append(start_node("node-3", (nodes[0].transport, nodes[1].transport)))
        except CannotStartError as error:
            if os.environ.get("CI") == "true":
                pytest.fail(f"CI must run against Elasticsearch: {error}")
            pytest.skip(f"no Elasticsearch: {error}")
        yield nodes
    finally:
        for node in nodes:
            node.stop()


def test_a_node_that_dies_while_loading_and_searching(cluster: list[Node], tmp_path: Path) -> None:
    url = "http://" + ",".join(node.url.removeprefix("http://") for node in cluster) + "/test-cluster"
    registry = FakeRegistry(*(record(n) for n in range(1, BEFORE + 1)))
    index, reader = open_index(url), open_index(url)
    seen: set[int] = set()
    errors: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                seen.add(reader.search(SearchQuery(text="invented", limit=5)).total)
            except Exception as error:  # noqa: BLE001 – whatever a reader meets is what this looks for
                errors.append(error)
            time.sleep(0.02)

    def run(kill: Node | None) -> int:
        def listen(told: Progress) -> None:
            if kill and told.phase == "loading":
                kill.kill()

        return refresh(client, index, "all", listen, workers=1, journal=tmp_path / "journal").studies

    with registry.serve() as base:
        client = RegistryClient(base, pace=0, attempts=2, backoff=0)
        assert run(None) == BEFORE
        thread = threading.Thread(target=read)
        thread.start()
        registry.move(2)
        changed = range(50, AFTER + 1)
        registry.put(*(record(n, statusModule=status("RECRUITING", "2026-02-02")) for n in changed))
        try:
            assert run(holder_of(cluster)) == AFTER
        finally:
            done.set()
            thread.join()
        client.close()
    assert errors == []
    assert seen <= {BEFORE, AFTER}
    assert index.search(SearchQuery(text="invented")).total == AFTER
    assert list(index.verify()) == []
    index.close()
    reader.close()


def holder_of(cluster: list[Node]) -> Node:
    """The node that holds the first copy of the studies, and so of what is made from them."""
    with Elasticsearch(cluster[0].url) as client:
        shards = client.cat.shards(index="test-cluster-studies", format="json", h="node,prirep").body
    (name,) = [shard["node"] for shard in shards if shard["prirep"] == "p"]
    return cluster[int(name[-1]) - 1]
