"""Owns a registry in memory that answers as the API v2 does, here or on loopback, and misbehaves on request."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import responses

BASE = "https://registry.invalid/api/v2"
Answer = tuple[int, dict[str, str], str]


class FakeRegistry:
    """``records`` by id; ``stamp`` moves when a test says so. ``before`` is called with each request.

    ``sorts`` is whether it heeds the order that is asked for.
    """

    def __init__(self, *records: dict[str, Any]) -> None:
        self.records = {_id(record): record for record in records}
        self.stamp = "2026-02-01T09:00:05"
        self.asked: list[dict[str, str]] = []
        self.sorts = True
        self.before: Callable[[str, dict[str, str]], Answer | None] = lambda path, asked: None

    def put(self, *records: dict[str, Any]) -> None:
        """Adds records or replaces those with the same ids."""
        self.records |= {_id(record): record for record in records}

    def remove(self, nct_id: str) -> None:
        """Takes a record out of view."""
        del self.records[nct_id]

    def move(self, day: int) -> None:
        """Gives the registry the data timestamp of a day of February 2026."""
        self.stamp = f"2026-02-{day:02}T09:00:05"

    def mock(self, mock: responses.RequestsMock) -> None:
        """Answers what this process asks of ``BASE``."""
        pattern = re.compile(rf"{re.escape(BASE)}/.*")
        mock.add_callback(responses.GET, pattern, callback=lambda request: self.answer(str(request.url)))

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Answers on loopback, for other processes; the base URL."""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(handler) -> None:  # noqa: N805 – self is the registry
                status, headers, body = self.answer(handler.path)
                handler.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body.encode()))}.items():
                    handler.send_header(name, value)
                handler.end_headers()
                with suppress(ConnectionError):  # whoever asked may have been killed
                    handler.wfile.write(body.encode())

            def log_message(handler, *_: object) -> None:  # noqa: N805
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/v2"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def answer(self, address: str) -> Answer:
        """The answer to a request."""
        url = urlsplit(address)
        path, asked = url.path.removeprefix("/api/v2"), dict(parse_qsl(url.query))
        self.asked.append({"path": path, **asked})
        special = self.before(path, asked)
        if special is not None:
            return special
        if path == "/version":
            return answer({"apiVersion": "2.0.5", "dataTimestamp": self.stamp})
        if path == "/studies":
            return answer(self._listing(asked))
        found = self.records.get(path.removeprefix("/studies/"))
        return answer(found) if found else (404, {}, "not found")

    def _listing(self, asked: dict[str, str]) -> dict[str, Any]:
        hits = [record for _, record in sorted(self.records.items())]
        if "filter.ids" in asked:
            hits = [record for record in hits if _id(record) in asked["filter.ids"].split(",")]
        since = re.search(r"RANGE\[([^,]+),MAX\]", asked.get("filter.advanced", ""))
        if since:
            hits = [record for record in hits if (_posted(record) or "9") >= since[1]]
        until = re.search(r"RANGE\[MIN,([^\]]+)\]", asked.get("filter.advanced", ""))
        if until:
            hits = [record for record in hits if "" < (_posted(record) or "") <= until[1]]
        if self.sorts and asked.get("sort") == "LastUpdatePostDate:desc":
            hits.sort(key=lambda record: _posted(record) or "", reverse=True)
        at, size = int(asked.get("pageToken", "0").removeprefix("at")), int(asked["pageSize"])
        page = hits[at : at + size]
        body: dict[str, Any] = {"studies": page}
        if len(page) == size:
            body["nextPageToken"] = f"at{at + size}"
        if "countTotal" in asked:
            body["totalCount"] = len(hits)
        return body


def answer(body: object) -> Answer:
    """A good answer."""
    return 200, {"Content-Type": "application/json"}, json.dumps(body)


def _id(record: dict[str, Any]) -> str:
    return str(record["protocolSection"]["identificationModule"].get("nctId"))


def _posted(record: dict[str, Any]) -> str | None:
    found = record["protocolSection"].get("statusModule", {}).get("lastUpdatePostDateStruct", {}).get("date")
    return str(found) if found else None
