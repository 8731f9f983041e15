"""The address says which index; what is wrong with it, or with what it leads to, is said in one sentence."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from indexer.errors import IndexDamagedError, IndexUnavailableError
from indexer.index import SearchQuery, open_index
from indexer.index.elastic.connection import connect
from tests.indexer.index.answering import Answering


@pytest.fixture
def dead_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class _Refusing(Answering):
    def reply(self) -> None:
        self.refuse("missing authentication credentials")


@pytest.fixture
def refusing() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Refusing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("address", ["", "sqlite", "ftp://host", "postgres://host/db", "/var/index.sqlite"])
def test_another_kind_of_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="an index is sqlite:PATH or http"):
        open_index(address)


@pytest.mark.parametrize(
    ("address", "said"), [("sqlite:", "path"), ("http://", "no host"), ("http://h:port", "'h:port'")]
)
def test_an_address_that_leads_nowhere_is_refused(address: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        open_index(address)


def test_a_file_that_is_no_index_says_so(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Madam, " * 100)
    with pytest.raises(IndexDamagedError, match=r"letter.txt is damaged"):
        open_index(f"sqlite:{tmp_path / 'letter.txt'}").search(SearchQuery())


def test_a_folder_that_is_no_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match="cannot be used"):
        open_index(f"sqlite:{tmp_path}").search(SearchQuery())


def test_an_elasticsearch_that_is_not_there_is_named(dead_port: int) -> None:
    index = open_index(f"http://127.0.0.1:{dead_port}")
    with pytest.raises(IndexUnavailableError, match=rf"127.0.0.1:{dead_port} cannot be reached"):
        index.search(SearchQuery())
    index.close()


def test_refused_credentials_are_told_and_never_shown(refusing: str) -> None:
    index = open_index(f"http://someone:sesame@{refusing}")
    with pytest.raises(IndexUnavailableError, match="refuses our credentials: missing") as caught:
        index.search(SearchQuery())
    assert "sesame" not in str(caught.value) + index.url
    index.close()


def test_several_hosts_credentials_and_a_prefix() -> None:
    client, prefix, address = connect("https://a:b%40c@one:9201,two/mine")
    nodes = {node.base_url for node in client.transport.node_pool.all()}  # in an order drawn by lot
    assert nodes == {"https://one:9201", "https://two:443"}
    assert (prefix, address) == ("mine", "https://one:9201,two")
    assert client._headers["authorization"] == "Basic YTpiQGM="
    client.close()


def test_an_api_key_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALMATCH_ES_API_KEY", "c2VjcmV0")
    client, prefix, _ = connect("http://one:9200")
    assert client._headers["authorization"] == "ApiKey c2VjcmV0"
    assert prefix == "trialmatch"
    client.close()
