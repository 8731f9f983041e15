"""Owns how a concept is written in a sentence: with its capitals, and for a patient in everyday words (``names.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any as Toml

from criteria.tree import Kind


@lru_cache(maxsize=1)
def _names() -> dict[str, Toml]:
    return tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _capitals() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {word.lower(): word for word in _names()["capitals"]}
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), words


@lru_cache(maxsize=16384)
def written(concept: str) -> str:
    """A concept with the capitals that its words have in a sentence.

    >>> written("hiv infection or gilbert's syndrome")
    "HIV infection or Gilbert's syndrome"
    """
    expression, words = _capitals()
    return expression.sub(lambda match: words[match[0]], concept)


def plain(kind: Kind, concept: str) -> str:
    """A concept in everyday words where it has some, else as it is ``written``.

    >>> plain(Kind.COMORBIDITY, "myocardial infarction")
    'a heart attack'
    """
    known: str | None = _names()["plain"].get(str(kind), {}).get(concept)
    return written(concept) if known is None else known


def everyday(words: str) -> str:
    """Words that may be a concept of any kind, in everyday words where it has some.

    >>> everyday("myocardial infarction"), everyday("last day of letrozole")
    ('a heart attack', 'last day of letrozole')
    """
    known = (table[words] for table in _names()["plain"].values() if words in table)
    return next(known, written(words))
