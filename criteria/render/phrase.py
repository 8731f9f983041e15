"""Owns short phrases that can share their beginning and end: "no prior taxane or anthracycline within 4 weeks"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple


class Phrase(NamedTuple):
    """What is said of one thing: ``before`` and ``after`` can be shared by several, ``what`` is its own.

    ``denied`` is whether it denies, so that "or" joins what it denies together.
    """

    before: str
    what: str
    after: str = ""
    denied: bool = False

    def __str__(self) -> str:
        return f"{self.before}{self.what}{self.after}"


Clause = Phrase | str
"""A phrase, or a statement that is too long to share anything."""
_JOINED = re.compile(r"[,;:]| and | or ")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def is_compound(words: str) -> bool:
    """Whether words would be unclear as an item of a list, for they are joined themselves; in brackets they are not."""
    return _JOINED.search(_IN_BRACKETS.sub("", words)) is not None


def listed(parts: Sequence[str], conjunction: str) -> str:
    """The parts as a list in a sentence.

    >>> listed(("AST", "ALT", "bilirubin"), "and")
    'AST, ALT and bilirubin'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def together(clauses: Iterable[Clause], conjunction: str) -> Iterator[str]:
    """The clauses in their order, phrases that follow each other with the same beginning and end as one.

    ``conjunction`` joins these; what denies is joined by "or" in any case, for "no A or B" denies both, and so several
    denials of which one is enough are not shared. Nor are whole statements all of which hold, nor lists.

    >>> list(together([Phrase("no prior ", "taxane", denied=True), Phrase("no prior ", "surgery", denied=True)], "and"))
    ['no prior taxane or surgery']
    """
    for frame, group in groupby(dict.fromkeys(clauses), key=lambda clause: _frame(clause, conjunction)):
        if frame is None:
            yield from map(str, group)
        else:
            members = tuple(dict.fromkeys(clause.what for clause in group if isinstance(clause, Phrase)))
            yield f"{frame[0]}{listed(members, 'or' if frame[2] else conjunction)}{frame[1]}"


def _frame(clause: Clause, conjunction: str) -> tuple[str, str, bool] | None:
    """What a clause can share with its neighbours; None if nothing."""
    if isinstance(clause, str) or is_compound(clause.what):
        return None
    if clause.denied if conjunction == "or" else not (clause.before or clause.after):
        return None
    return clause.before, clause.after, clause.denied
