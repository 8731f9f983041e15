"""Owns the servers that tests share: a real Elasticsearch and the registry's replay."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator

import pytest
from elasticsearch import Elasticsearch

from tests.elasticsearch.server import CannotStartError, start_node
from tests.shared import SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much of what takes long is tested."""
    parser.addoption("--every", type=int, default=40, help="read every Nth of the real records; 1 takes minutes")
    parser.addoption(
        "--kills", type=int, default=7, help="kill that many refreshes of each index; the issue asks for 50"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests, one of them has the Elasticsearch, and each file stays in one."""
    for item in items:
        served = "elasticsearch_url" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("elasticsearch" if served else str(item.path)))


@pytest.fixture(scope="session")
def every(request: pytest.FixtureRequest) -> int:
    """Of the real records, every so many-th is read."""
    return int(request.config.getoption("--every"))


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The address of a real Elasticsearch: ``$ELASTICSEARCH_URL``, or one that is started for this session."""
    given = os.environ.get("ELASTICSEARCH_URL")
    if given:
        yield given
        return
    try:
        node = start_node()
    except CannotStartError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must run against Elasticsearch: {error}")
        pytest.skip(f"no Elasticsearch: {error}")
    try:
        yield node.url
    finally:
        node.stop()


@pytest.fixture
def elastic_index_url(elasticsearch_url: str) -> Iterator[str]:
    """The address of an index that no one else uses; what it leaves behind is removed."""
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    yield f"{elasticsearch_url}/{prefix}"
    with Elasticsearch(elasticsearch_url) as client:
        left = list(client.indices.get(index=f"{prefix}-*"))
        if left:
            client.indices.delete(index=left)


@pytest.fixture
def replay() -> Iterator[Callable[..., str]]:
    """Starts ../shared/registry/replay.py with the given options; gives the base URL of its API."""
    script = SHARED / "registry" / "replay.py"
    if not script.exists():
        pytest.skip("the registry's replay in ../shared is not here")
    started: list[subprocess.Popen[str]] = []

    def start(*options: str) -> str:
        command = [sys.executable, str(script), "--port", "0", *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 – our own script
        started.append(process)
        assert process.stdout is not None
        return process.stdout.readline().split()[-1]

    yield start
    for process in started:
        process.terminate()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
