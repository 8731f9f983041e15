"""Owns how often a complaint that a trial asks for must come, which a count in the record settles: "28 hot flashes per week"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from criteria.atoms.atom import CLAUSE, UNREAD, Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Kind, Requirement

_SIGN = r"(?:(?:≥|>\s?=?|at\s+least|more\s+than|(?:a\s+)?minimum\s+of)\s*)?"
_COUNT = regex(
    rf"{_SIGN}\d+(?:\s+(?:to|or\s+more)(?:\s+\d+)?)?(?:\s+(?!within|in|for|and|of\s+age)[a-z-]+){{0,6}}?\s*"
    r"(?:per|/|an?\s|each|every|dai)\s*(?:weeks?|wk|days?|ly)\b"
)
# a count of the complaint itself, and not of those that are severe
_PLAIN = regex(
    r"(?P<more>>(?!\s?=)|more\s+than)?\D*(?P<number>\d+)(?:\s+or\s+more)?(?:\s+(?:times|episodes|occurrences|or|more|of))*"
    r"\s*(?P<what>[a-z -]*?)\s*(?:per|/|an?\s|each|every|dai)\s*(?:(?P<week>weeks?|wk)|days?|ly)"
)
_NEAR = 60  # characters between the complaint and its count


def how_often(passage: Passage, atoms: Sequence[Atom]) -> Iterator[Atom]:
    """For each complaint that must be there, its count as a measurement; several counts, or one of some kind of it, stay unread."""
    lower = passage.lower
    for atom in atoms:
        if atom.requirement.kind is not Kind.COMORBIDITY or atom.polarity is not Polarity.MUST:
            continue
        near = (max(0, atom.start - _NEAR), min(len(lower), atom.end + _NEAR))
        counts = list(_COUNT.finditer(lower, *near))
        if not counts:
            continue
        start, end = min(atom.start, counts[0].start()), max(atom.end, counts[-1].end())
        counted = _counted(atom.requirement.concept, str(lower[atom.start : atom.end]), counts)
        if counted is not None:
            yield Atom(start, end, counted, Polarity.MUST)
        else:
            yield Atom(start, end, Requirement(Kind.COMORBIDITY, UNREAD, CLAUSE), Polarity.MUST)


def _counted(concept: str, words: str, counts: Sequence[re.Match[str]]) -> Requirement | None:
    plain = _PLAIN.fullmatch(str(counts[0].group())) if len(counts) == 1 else None
    if plain is None or plain["what"] not in ("", words):
        return None
    op = ">" if plain["more"] else ">="  # one whose sign is lost, or was never written, is how often at least
    return Requirement(Kind.LAB, concept, Comparison(op, float(plain["number"]), "/week" if plain["week"] else "/day"))
