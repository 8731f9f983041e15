"""Owns how often a complaint that a trial asks for must come, which only a count in the record settles: "28 hot flashes per week"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from criteria.atoms.atom import CLAUSE, UNREAD, Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement

_SIGN = r"(?:(?:≥|>\s?=?|at\s+least|more\s+than|(?:a\s+)?minimum\s+of)\s*)?"
_COUNT = regex(
    rf"{_SIGN}\d+(?:\s+(?:to|or\s+more)(?:\s+\d+)?)?(?:\s+(?!within|in|for|and|of\s+age)[a-z-]+){{0,6}}?\s*"
    r"(?:per|/|an?\s|each|every|dai)\s*(?:weeks?|wk|days?|ly)\b"
)
_NEAR = 60  # characters between the complaint and its count


def how_often(passage: Passage, atoms: Sequence[Atom]) -> Iterator[Atom]:
    """For each complaint that must be there, the words from it to its counts, as a statement that nobody has read."""
    lower = passage.lower
    for atom in atoms:
        if atom.requirement.kind is not Kind.COMORBIDITY or atom.polarity is not Polarity.MUST:
            continue
        near = (max(0, atom.start - _NEAR), min(len(lower), atom.end + _NEAR))
        counts = list(_COUNT.finditer(lower, *near))
        if counts:
            start, end = min(atom.start, counts[0].start()), max(atom.end, counts[-1].end())
            yield Atom(start, end, Requirement(Kind.COMORBIDITY, UNREAD, CLAUSE), Polarity.MUST)
