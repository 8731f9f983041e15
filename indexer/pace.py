"""Owns politeness towards the registry: how far apart requests are, and how long to wait after a failure."""

from __future__ import annotations

import threading
import time
from typing import Any

from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

AGAIN = (408, 425, 429, 500, 502, 503, 504)
"""Answers after which the same request may succeed."""

LONGEST_WAIT = 300
"""Seconds; a Retry-After beyond it is cut to it, and so is the backoff."""


class Pacer:
    """Lets one request begin every ``seconds`` seconds, from any number of threads, and counts them."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.requests = 0
        self.retries = 0
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Returns when the next request may begin."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + self.seconds
        time.sleep(max(0.0, at - now))

    def count(self, *, again: bool = False) -> None:
        """Counts a request, the repetition of an earlier one if ``again``."""
        with self._lock:
            self.requests += 1
            self.retries += again


class PacedRetry(Retry):
    """urllib3's retries, each of them held to the pace as well."""

    def __init__(self, *args: Any, pacer: Pacer, **options: Any) -> None:
        super().__init__(*args, **options)
        self._pacer = pacer

    def new(self, **options: Any) -> PacedRetry:
        """See ``Retry.new``, which does not know of the pacer."""
        return super().new(pacer=self._pacer, **options)

    def increment(self, *args: Any, **options: Any) -> PacedRetry:
        """See ``Retry.increment``: one attempt fewer is left. MaxRetryError if none is."""
        left = super().increment(*args, **options)
        self._pacer.count(again=True)
        return left

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Waits as long as the server asks, or else longer each time, and then for our turn."""
        super().sleep(response)
        self._pacer.wait()


def paced_retry(attempts: int, backoff: float, pacer: Pacer) -> PacedRetry:
    """Retries for requests that only read: ``attempts`` more after the first, ``backoff`` seconds doubling."""
    return PacedRetry(
        total=attempts,
        redirect=5,
        status_forcelist=AGAIN,
        allowed_methods=("GET",),
        backoff_factor=backoff,
        backoff_max=LONGEST_WAIT,
        backoff_jitter=backoff,
        respect_retry_after_header=True,
        retry_after_max=LONGEST_WAIT,
        raise_on_status=False,
        pacer=pacer,
    )
