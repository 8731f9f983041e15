"""Owns the settings of a running service, each from one environment variable."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from api.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, with its default; a copy with other values comes from ``dataclasses.replace``."""

    index: str = f"sqlite:{Path.home() / '.local/share/trialmatch/index.sqlite'}"  # TRIALMATCH_INDEX: sqlite:PATH or http(s)://host:port
    registry_url: str = "https://clinicaltrials.gov/api/v2"  # TRIALMATCH_REGISTRY_URL: where records are read from
    pace: float = 1.0  # TRIALMATCH_PACE: least seconds between two requests to the registry
    host: str = "127.0.0.1"  # TRIALMATCH_HOST: address to listen on; loopback unless asked otherwise
    port: int = 8080  # TRIALMATCH_PORT
    threads: int = 8  # TRIALMATCH_THREADS: requests answered at once
    max_body: int = 1_000_000  # TRIALMATCH_MAX_BODY: largest request body, bytes
    requests_a_minute: int = 120  # TRIALMATCH_REQUESTS_A_MINUTE: for each client address; 0 sets no limit
    match_limit: int = 100  # TRIALMATCH_MATCH_LIMIT: most trials that one match may return

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings that ``environ`` asks for; a variable that is absent or empty leaves the default.

        Raises SettingsError naming the variable, its value and what was expected.
        """
        given: dict[str, Any] = {}
        for field, read in _READERS.items():
            variable = f"TRIALMATCH_{field.upper()}"
            if value := environ.get(variable, "").strip():
                try:
                    given[field] = read(value)
                except ValueError as error:
                    raise SettingsError(f"{variable} is {value!r}: expected {error}") from None
        return cls(**given)


def index_url(value: str) -> str:
    """``value`` if it names an index, else ValueError saying what was expected."""
    if value.startswith("sqlite:") and len(value) > len("sqlite:"):
        return value
    return _web_url(value, "sqlite:PATH or http(s)://host:port")


def _web_url(value: str, expected: str = "an http(s) address") -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(expected)
    return value.rstrip("/")


def _number(kind: Callable[[str], int | float], low: float, high: float, expected: str) -> Callable[[str], int | float]:
    def read(value: str) -> int | float:
        try:
            number = kind(value)
        except ValueError:
            raise ValueError(expected) from None
        if not low <= number <= high:
            raise ValueError(expected)
        return number

    return read


_READERS: dict[str, Callable[[str], str | int | float]] = {
    "index": index_url,
    "registry_url": _web_url,
    "pace": _number(float, 0, 3600, "seconds, 0 to 3600"),
    "host": str,
    "port": _number(int, 0, 65535, "a port, 0 to 65535"),
    "threads": _number(int, 1, 256, "a whole number, 1 to 256"),
    "max_body": _number(int, 1_000, 100_000_000, "bytes, 1000 to 100000000"),
    "requests_a_minute": _number(int, 0, 1_000_000, "a whole number, 0 to 1000000"),
    "match_limit": _number(int, 1, 1_000, "a whole number, 1 to 1000"),
}
