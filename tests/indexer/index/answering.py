"""Owns a handler that answers as a secured Elasticsearch does, for tests of what we make of such answers."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from typing import Any


class Answering(BaseHTTPRequestHandler):
    """Answers with JSON, says that it is Elasticsearch, and keeps quiet otherwise."""

    def do_POST(self) -> None:
        """Answers whatever is posted."""
        self.reply()

    def reply(self) -> None:
        """What a test makes of it."""
        raise NotImplementedError

    def answer(self, status: int, body: Any) -> None:
        """One answer, whole."""
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def refuse(self, reason: str) -> None:
        """The answer to somebody unknown."""
        self.answer(401, {"error": {"type": "security_exception", "reason": reason}, "status": 401})

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""
