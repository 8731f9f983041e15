"""Owns the connection to Elasticsearch: hosts, credentials, retries, and what its errors mean to us."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from elasticsearch import ApiError, Elasticsearch, TransportError

from indexer.errors import IndexUnavailableError

PREFIX = "trialmatch"
"""What the names of our indexes begin with, unless the address has a path."""

TIMEOUT = 60.0
"""Seconds for one request; a clone or a bulk on a busy cluster takes some."""

RETRIES = 6
"""Further attempts, each on another host, after a refused or broken connection or a busy server."""


def connect(url: str) -> tuple[Elasticsearch, str, str]:
    """A client for ``http(s)://[user:password@]host:port[,host:port…][/prefix]``, the prefix, the bare address.

    Nothing is sent yet. ``TRIALMATCH_ES_API_KEY`` and ``TRIALMATCH_ES_CA`` (a file of certificates) are read from the
    environment. ValueError for an address that is none.
    """
    scheme, _, rest = url.partition("://")
    places, _, path = rest.partition("/")
    credentials, _, hosts = places.rpartition("@")
    addresses = [f"{scheme}://{_with_port(scheme, host)}" for host in hosts.split(",") if host]
    if not addresses:
        raise ValueError(f"no host in {url.rpartition('@')[2]!r}")
    client = Elasticsearch(
        addresses,
        **_credentials(credentials),
        **_certificates(scheme),
        request_timeout=TIMEOUT,
        max_retries=RETRIES,
        retry_on_timeout=True,
        retry_on_status=(429, 502, 503, 504),
    )
    return client, path.strip("/") or PREFIX, f"{scheme}://{hosts}"


def _credentials(given: str) -> dict[str, Any]:
    """How we say who we are: by user and password, by API key, or not at all."""
    user, _, password = given.partition(":")
    key = os.environ.get("TRIALMATCH_ES_API_KEY", "").strip()
    if user and key:
        raise ValueError("the address names a user, and TRIALMATCH_ES_API_KEY is set: only one of them can be used")
    if not key.isascii() or not key.isprintable():  # never shown
        raise ValueError("TRIALMATCH_ES_API_KEY has signs that no API key has")
    if key:
        return {"api_key": key}
    return {"basic_auth": (unquote(user), unquote(password))} if user else {}


def _certificates(scheme: str) -> dict[str, Any]:
    """Whom we believe; by default those whom the machine believes."""
    named = os.environ.get("TRIALMATCH_ES_CA", "").strip()
    if not named or scheme != "https":
        return {}
    try:
        ssl.create_default_context(cafile=named)
    except OSError as error:  # SSLError is one
        raise ValueError(f"TRIALMATCH_ES_CA names no file of certificates: {named!r} ({error.strerror})") from None
    return {"ca_certs": named}


def _with_port(scheme: str, host: str) -> str:
    try:
        port = urlsplit(f"//{host}").port
    except ValueError:
        raise ValueError(f"{host!r} is not a host and port") from None
    return host if port else f"{host}:{443 if scheme == 'https' else 9200}"


@contextmanager
def understood(address: str) -> Iterator[None]:
    """Turns the client's errors into ours."""
    try:
        yield
    except ApiError as error:
        if error.status_code in (401, 403):
            raise IndexUnavailableError(
                f"Elasticsearch at {address} refuses our credentials: {_reason(error)}"
            ) from error
        raise IndexUnavailableError(
            f"Elasticsearch at {address} answers {error.status_code}: {_reason(error)}"
        ) from error
    except TransportError as error:
        raise IndexUnavailableError(f"Elasticsearch at {address} cannot be reached: {error.message}") from error


def _reason(error: ApiError) -> str:
    body = error.body
    found = body.get("error") if isinstance(body, dict) else body
    if isinstance(found, dict):
        found = found.get("reason") or found.get("type")
    return str(found or error.message)[:300]
