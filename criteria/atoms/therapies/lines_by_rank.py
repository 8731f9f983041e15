"""Owns lines of therapy by their rank: "previously received first or second line of hormonotherapy"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.atoms.therapies.lines_of import class_named, counted_setting
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Kind, Requirement

_ORDINAL = regex(
    r"\b(?P<low>first|second|third|1st|2nd|3rd)"
    r"(?:\s*(?:-?\s?line)?\s*(?:or|and|/|to|-)\s*(?P<high>second|third|2nd|3rd))?[\s-]+lines?\s+(?:of\s+)"
    r"(?P<class>[a-z-]+)"
)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}


def ordinals(passage: Passage) -> Iterator[Atom]:
    """Lines by their rank: "previously received first or second line of hormonotherapy": one to two lines were given."""
    lower = passage.lower
    if " line" not in lower:
        return
    for match in _ORDINAL.finditer(lower):
        if not re.search(
            r"\b(?:receiv\w+|treated|progress\w+|after|failed)\b[^,;.]{0,40}$",
            lower[max(0, match.start() - 70) : match.start()],
        ):
            continue
        low, high = _ORDINALS[match["low"]], _ORDINALS.get(match["high"] or "")
        value = Between(low, high, "lines") if high else Comparison(">=", low, "lines")
        concept = class_named(match["class"]) or "systemic therapy"
        yield Atom(
            match.start(),
            match.end(),
            Requirement(
                Kind.LINES,
                concept,
                value,
                None,
                counted_setting(lower, match.start(), match.start("class"), match.end()),
            ),
        )
