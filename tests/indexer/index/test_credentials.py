"""A cluster that asks who we are, over an encrypted connection: by password, by key, and trusted by its certificate."""

from __future__ import annotations

import ssl
import subprocess
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from indexer.errors import IndexUnavailableError
from indexer.index import SearchQuery, open_index
from tests.indexer.index.answering import Answering

PASSWORD = "Basic " + b64encode(b"reader:open sesame").decode()
KEY = "ApiKey c2VjcmV0LWtleQ=="
NOTHING = {"hits": {"total": {"value": 0}, "hits": []}, "timed_out": False, "_shards": {"failed": 0}}


class _Guarded(Answering):
    def reply(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Authorization"] in (PASSWORD, KEY):
            self.answer(200, NOTHING)
        else:
            self.refuse("who are you?")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that no one but its holder trusts, with its key beside it."""
    folder = tmp_path_factory.mktemp("tls")
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1"
    command = ["openssl", *words.split(), "-keyout", str(folder / "key.pem"), "-out", str(folder / "ca.pem")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 – words of our own
    return folder / "ca.pem"


@pytest.fixture
def guarded(certificate: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Guarded)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def found(url: str) -> int:
    index = open_index(url)
    try:
        return index.search(SearchQuery()).total
    finally:
        index.close()


def test_a_user_with_a_password_is_let_in(guarded: str, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALMATCH_ES_CA", str(certificate))
    assert found(f"https://reader:open%20sesame@{guarded}") == 0
    with pytest.raises(IndexUnavailableError, match="refuses our credentials: who are you"):
        found(f"https://reader:other@{guarded}")


def test_a_key_is_let_in(guarded: str, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALMATCH_ES_CA", str(certificate))
    monkeypatch.setenv("TRIALMATCH_ES_API_KEY", KEY.removeprefix("ApiKey "))
    assert found(f"https://{guarded}") == 0


def test_a_certificate_that_we_were_not_told_to_trust_is_refused(guarded: str) -> None:
    with pytest.raises(IndexUnavailableError, match=r"cannot be reached: .*certificate verify failed"):
        found(f"https://reader:open%20sesame@{guarded}")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (lambda folder: folder / "missing.pem", "missing.pem' .No such file"),
        (lambda folder: folder / "key.pem", "names no file of certificates"),
        (lambda folder: folder, "names no file of certificates"),
    ],
)
def test_certificates_that_are_none_are_told(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, named: Callable[[Path], Path], said: str
) -> None:
    monkeypatch.setenv("TRIALMATCH_ES_CA", str(named(certificate.parent)))
    with pytest.raises(ValueError, match=said):
        open_index("https://127.0.0.1:9200")


def test_a_user_and_a_key_at_once_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALMATCH_ES_API_KEY", "c2VjcmV0")
    with pytest.raises(ValueError, match="only one of them can be used") as caught:
        open_index("http://reader:sesame@127.0.0.1:9200")
    assert "sesame" not in str(caught.value)


def test_a_key_that_is_none_is_told_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALMATCH_ES_API_KEY", "c2Vj\ncmV0")
    with pytest.raises(ValueError, match="TRIALMATCH_ES_API_KEY has signs") as caught:
        open_index("http://127.0.0.1:9200")
    assert "c2Vj" not in str(caught.value)
