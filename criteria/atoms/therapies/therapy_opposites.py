"""Owns classes that share the target of the one before them: "LHRH agonists or antagonists" names two."""

from __future__ import annotations

from collections.abc import Sequence

from criteria import vocabulary
from criteria.atoms.therapies.therapy_name import Name
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Kind

_HINTS = hints("antagonist")
_AGONIST = " agonist"
_OR_ANTAGONIST = regex(r"(?:\s*/\s*|,?\s+(?:or|and|and/or)\s+)(?P<other>antagonists?)\b")


def opposites(passage: Passage, found: Sequence[Name]) -> list[Name]:
    """The antagonists of what a name before them is the agonist of, where the vocabulary knows them."""
    if not _HINTS.search(passage.lower):
        return []
    known = vocabulary.load()
    others = []
    for name in found:
        match = _OR_ANTAGONIST.match(passage.lower, name.end) if name.concept.endswith(_AGONIST) else None
        row = match and known.find(Kind.THERAPY, name.concept.removesuffix(_AGONIST) + " antagonist")
        if match is not None and row is not None:
            others.append(Name(*match.span("other"), row.name))
    return others
