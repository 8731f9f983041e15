"""Owns sayings: what sentences of one kind say, kept in data files with an example of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple

from criteria.patterns import Either, either

_PART = re.compile(r"\{([a-z_]+)\}")


class Saying(NamedTuple):
    """One way to say something: its expression in lower case, an example that it matches, and where it counts ("" for anywhere)."""

    pattern: str
    example: str
    where: str


def sayings(file: str) -> Mapping[str, tuple[Saying, ...]]:
    """The sayings of a data file of this package, by what they say; ``file`` is its name without ".toml".

    Raises FileNotFoundError if there is none, KeyError for a part that the file does not define, and
    tomllib.TOMLDecodeError for what is no TOML.
    """
    tables = tomllib.loads(files(__package__).joinpath(f"{file}.toml").read_text(encoding="utf-8"))
    parts: dict[str, str] = {}
    for name, part in tables.pop("parts").items():
        parts[name] = _whole(part, parts)
    return {
        kind: tuple(Saying(_whole(row["pattern"], parts), row["example"], row.get("where", "")) for row in rows)
        for kind, rows in tables.items()
    }


def any_of(said: tuple[Saying, ...]) -> Either:
    """One question for all of these sayings; to be called while modules load."""
    return either(*(saying.pattern for saying in said))


def _whole(pattern: str, parts: Mapping[str, str]) -> str:
    """The expression with its parts, each of which is whole."""
    return _PART.sub(lambda name: parts[name[1]], pattern)
