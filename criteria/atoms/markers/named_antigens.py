"""Owns antigens and antibodies that no table has a name for: "K7 antigen on at least 20% of tumor cells", "HAMA negative"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.numbers import COMPARATOR, number, operator

_HINTS = hints("tumor cells", "tumour cells", "cancer cells", "titer", "titre", "antibod", "hama")
_CELLS = r"(?:(?:the|their|malignant) )*(?:tumou?r|cancer|carcinoma|malignant) cells"
# a name with a figure or of capitals, which is looked for in the words as they are written
_NAME = r"(?P<name>(?=[\w/-]*(?:\d|[A-Z]{2}))[A-Za-z][\w/-]{1,15})"
_ON_CELLS = regex(
    rf"\b(?:[Pp]resence|[Ee]xpression) of (?:the )?{_NAME}(?P<kind> antigen)?(?: protein)? (?:expression )?(?:on|in) (?:the surface of )?"
    rf"{COMPARATOR} ?(?P<number>\d+) ?(?:%|percent) of {_CELLS}"
)
# antibodies against the antibody of a mouse, which whoever was given one may have
_ANTI_MOUSE = regex(
    r"\W*(?:(?:no|must|have|has|patients?|serum|human|with|an?) )*(?P<what>(?:hama|haca|haha|(?:human )?anti-?\s?(?:mouse|murine|chimeric) antibod(?:y|ies)"
    r"(?: \((?:hama|haca|haha)\))?)(?: (?:titers?|titres?|levels?|tests?|response|is|must be|should be|are))*) (?P<state>negative|positive)\W*"
)


def read(passage: Passage) -> list[Atom]:
    """The antigens by their own names, with the share of cells that must show them, or the state of antibodies."""
    if not _HINTS.search(passage.lower) or passage.base is Effect.ALLOW:
        return []
    return [a for a in _atoms(passage) if passage.is_free(a.start, a.end)]


def _atoms(passage: Passage) -> Iterator[Atom]:
    for match in _ON_CELLS.finditer(passage.text):
        if not _is_known(passage, match) and (op := operator(match)) is not None:
            share = Comparison(op, number(match["number"]), "%")
            yield Atom(*match.span(), Requirement(Kind.BIOMARKER, f"{match['name']}{match['kind'] or ''}", share))
    antibody = _ANTI_MOUSE.fullmatch(passage.lower)
    if antibody is not None:
        yield Atom(
            antibody.start("what"), antibody.end("state"), Requirement(Kind.BIOMARKER, "HAMA", str(antibody["state"]))
        )


def _is_known(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a table has the name, which is then read elsewhere."""
    return any(m.start < match.end("name") and match.start("name") < m.end for m in passage.mentions)
