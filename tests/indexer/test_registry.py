"""The registry is asked politely, believed only when checked, and never waited for without end."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import responses

from indexer import pace, registry
from indexer.errors import BadAnswerError, RegistryDownError, RequestRefusedError
from indexer.registry import RegistryClient
from tests.indexer.fake_registry import BASE, FakeRegistry, answer
from tests.indexer.records import record


def ids(client: RegistryClient, size: int = 2, **query: str) -> list[str]:
    pages = client.pages(query, size=size)
    return [item["protocolSection"]["identificationModule"]["nctId"] for page in pages for item in page.records]


class TestPaging:
    def test_all_pages_in_order_and_the_total_with_the_first(
        self, registry: FakeRegistry, client: RegistryClient
    ) -> None:
        registry.put(*(record(n) for n in range(1, 6)))
        pages = list(client.pages({}, size=2))
        assert [len(page.records) for page in pages] == [2, 2, 1]
        assert [page.total for page in pages] == [5, None, None]
        assert pages[-1].token is None

    def test_an_exactly_full_last_page_is_the_last_although_it_has_a_token(
        self, registry: FakeRegistry, client: RegistryClient
    ) -> None:
        registry.put(*(record(n) for n in range(1, 5)))
        assert len(ids(client)) == 4
        assert len(registry.asked) == 2

    def test_records_that_come_twice_are_given_once(self, registry: FakeRegistry, client: RegistryClient) -> None:
        registry.put(*(record(n) for n in range(1, 4)))
        registry.before = lambda path, asked: (
            answer({"studies": [record(1), record(2), record(2)], "nextPageToken": "at1", "totalCount": 3})
            if "countTotal" in asked
            else None
        )
        assert ids(client) == ["NCT90000001", "NCT90000002", "NCT90000003"]

    def test_a_listing_goes_on_from_a_token(self, registry: FakeRegistry, client: RegistryClient) -> None:
        registry.put(*(record(n) for n in range(1, 6)))
        pages = list(client.pages({}, token="at2", size=2))  # noqa: S106 – the token of a page
        assert [len(page.records) for page in pages] == [2, 1]
        assert {page.total for page in pages} == {None}

    def test_a_token_that_comes_round_again_is_an_error(self, registry: FakeRegistry, client: RegistryClient) -> None:
        number = iter(range(1, 1000))
        registry.before = lambda path, asked: answer({"studies": [record(next(number))], "nextPageToken": "again"})
        with pytest.raises(BadAnswerError, match="comes round again"):
            ids(client)
        assert len(registry.asked) < 4

    def test_empty_pages_without_end_are_an_error(self, registry: FakeRegistry, client: RegistryClient) -> None:
        number = iter(range(1, 1000))
        registry.before = lambda path, asked: answer({"studies": [], "nextPageToken": f"{next(number)}"})
        with pytest.raises(BadAnswerError, match="without a new record"):
            ids(client)
        assert len(registry.asked) < 6

    def test_one_page_over_and_over_is_an_error(self, registry: FakeRegistry, client: RegistryClient) -> None:
        number = iter(range(1, 1000))
        registry.before = lambda path, asked: answer({"studies": [record(1)], "nextPageToken": f"{next(number)}"})
        with pytest.raises(BadAnswerError, match="without a new record"):
            ids(client)

    def test_an_empty_page_in_between_is_none(self, registry: FakeRegistry, client: RegistryClient) -> None:
        pages = {"": ([record(1)], "a"), "a": ([], "b"), "b": ([record(2)], None)}

        def listing(path: str, asked: dict[str, str]) -> Any:
            studies, token = pages[asked.get("pageToken", "")]
            return answer({"studies": studies, "nextPageToken": token})

        registry.before = listing
        assert ids(client) == ["NCT90000001", "NCT90000002"]

    @pytest.mark.parametrize("body", [{}, {"studies": {}}, {"studies": None}, {"studies": [], "nextPageToken": 3}])
    def test_what_is_no_listing_is_an_error(
        self, registry: FakeRegistry, client: RegistryClient, body: dict[str, Any]
    ) -> None:
        registry.before = lambda path, asked: answer(body)
        with pytest.raises(BadAnswerError, match="list of studies"):
            ids(client)


class TestSingleRecords:
    def test_many_ids_are_asked_for_in_several_requests(
        self, registry: FakeRegistry, client: RegistryClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("indexer.registry.IDS_PER_REQUEST", 2)
        registry.put(*(record(n) for n in range(1, 6)))
        wanted = [f"NCT9000000{n}" for n in (1, 2, 3, 4, 9)]
        assert len(list(client.by_ids(wanted))) == 4
        assert [asked["filter.ids"].count("NCT") for asked in registry.asked] == [2, 2, 1]

    def test_another_study_than_was_asked_for_is_an_error(self, registry: FakeRegistry, client: RegistryClient) -> None:
        registry.before = lambda path, asked: answer(record(7))
        with pytest.raises(BadAnswerError, match="NCT90000001 and answers with NCT90000007"):
            client.study("NCT90000001")
        registry.before = lambda path, asked: answer({"studies": [record(7)], "totalCount": 1})
        with pytest.raises(BadAnswerError, match="answers with NCT90000007"):
            list(client.by_ids(["NCT90000001"]))

    def test_the_study_that_a_former_id_leads_to_is_taken(self, registry: FakeRegistry, client: RegistryClient) -> None:
        item = record(7)
        item["protocolSection"]["identificationModule"]["nctIdAliases"] = ["NCT90000001"]
        registry.before = lambda path, asked: answer(item)
        assert client.study("NCT90000001") == item

    def test_one_that_is_not_in_view_is_refused(self, registry: FakeRegistry, client: RegistryClient) -> None:
        with pytest.raises(RequestRefusedError, match="not found") as caught:
            client.study("NCT90000001")
        assert caught.value.status == 404


class TestFailing:
    def test_our_error_is_not_asked_again(self, registry: FakeRegistry, client: RegistryClient) -> None:
        registry.before = lambda path, asked: (400, {}, "Unknown area name: Nonsense")
        with pytest.raises(RequestRefusedError, match="Unknown area name: Nonsense"):
            ids(client, **{"filter.advanced": "AREA[Nonsense]x"})
        assert len(registry.asked) == 1

    @pytest.mark.parametrize("status", pace.AGAIN)
    def test_a_passing_failure_is_asked_again(
        self, registry: FakeRegistry, client: RegistryClient, status: int
    ) -> None:
        failures = iter([(status, {}, "later"), (status, {}, "later")])
        registry.before = lambda path, asked: next(failures, None)
        assert client.stamp() == registry.stamp
        assert (client.requests, client.retries) == (3, 2)

    def test_a_lasting_failure_is_told_apart_from_ours(self, registry: FakeRegistry, client: RegistryClient) -> None:
        registry.before = lambda path, asked: (503, {}, "Service unavailable")
        with pytest.raises(RegistryDownError, match="still answers 503 after 2 retries"):
            client.stamp()
        assert len(registry.asked) == 3

    def test_a_web_page_in_place_of_json_is_shown(self, registry: FakeRegistry, client: RegistryClient) -> None:
        page = (200, {"Content-Type": "text/html"}, "<html><body>Down for maintenance</body></html>")
        registry.before = lambda path, asked: page
        with pytest.raises(BadAnswerError, match=r"not JSON .*maintenance"):
            client.stamp()
        assert len(registry.asked) == 3

    @pytest.mark.parametrize("stamp", [None, 3, "", "yesterday"])
    def test_a_version_without_a_time_is_an_error(
        self, registry: FakeRegistry, client: RegistryClient, stamp: object
    ) -> None:
        registry.before = lambda path, asked: answer({"dataTimestamp": stamp})
        with pytest.raises(BadAnswerError, match="dataTimestamp"):
            client.stamp()

    def test_an_answer_without_end_is_cut(self, registry: FakeRegistry) -> None:
        registry.before = lambda path, asked: (200, {}, "[" + "1," * 100_000)
        client = RegistryClient(BASE, pace=0, attempts=0, backoff=0, largest=1000)
        with pytest.raises(BadAnswerError, match="more than 1,000 bytes"):
            client.stamp()

    def test_an_address_that_does_not_answer_is_named(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        client = RegistryClient(f"http://127.0.0.1:{port}", pace=0, attempts=0, backoff=0)
        with pytest.raises(RegistryDownError, match=rf"127.0.0.1:{port}/version cannot be reached: .*refused"):
            client.stamp()

    def test_an_address_that_is_none_is_refused(self) -> None:
        with pytest.raises(ValueError, match="must begin with http"):
            RegistryClient("clinicaltrials.gov")


class TestManners:
    def test_we_say_who_we_are(self, registry: FakeRegistry, client: RegistryClient) -> None:
        client.stamp()
        sent = responses.calls[0].request.headers if responses.calls else {}
        assert sent == {} or sent["User-Agent"].startswith("trialmatch")

    def test_each_request_waits_its_turn(self, registry: FakeRegistry, monkeypatch: pytest.MonkeyPatch) -> None:
        now = [100.0]
        monkeypatch.setattr("indexer.pace.time.monotonic", lambda: now[0])
        monkeypatch.setattr("indexer.pace.time.sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
        began: list[float] = []
        registry.before = lambda path, asked: began.append(now[0])
        client = RegistryClient(BASE, pace=1.0)
        for _ in range(3):
            client.stamp()
        assert began == [100.0, 101.0, 102.0]


class Script:
    """A server on loopback that gives scripted answers, then good ones: (status, headers, share of the body sent)."""

    def __init__(self, *answers: tuple[int, dict[str, str], float]) -> None:
        waiting = iter(answers)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, share = next(waiting, (200, {}, 1.0))
                body = json.dumps({"dataTimestamp": "2026-02-01T09:00:05"}).encode()
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body[: int(len(body) * share)])

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Script:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def test_an_answer_that_breaks_off_is_asked_for_again() -> None:
    with Script((200, {}, 0.5)) as server:
        client = RegistryClient(server.url, pace=0, attempts=1, backoff=0)
        assert client.stamp() == "2026-02-01T09:00:05"
        assert (client.requests, client.retries) == (2, 1)
        client.close()


def test_a_server_that_asks_for_time_gets_it_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    with Script((429, {"Retry-After": "7"}, 1.0), (503, {"Retry-After": "999999"}, 1.0)) as server:
        client = RegistryClient(server.url, pace=0, attempts=2, backoff=0)
        client.stamp()
        client.close()
    assert [wait for wait in slept if wait] == [7, pace.LONGEST_WAIT]


def test_a_repeated_request_keeps_to_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    with Script((503, {}, 1.0)) as server:
        client = RegistryClient(server.url, pace=5.0, attempts=2, backoff=0)
        client.stamp()
        client.close()
    assert [round(wait) for wait in slept if wait] == [5]


def test_the_limits_are_those_of_the_documentation() -> None:
    assert (registry.PAGE, registry.BASE_URL) == (1000, "https://clinicaltrials.gov/api/v2")
