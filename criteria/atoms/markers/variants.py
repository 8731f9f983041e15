"""Owns which change of an amino acid a trial names beside a gene: "TP53 Y220C", "BRAF V600E/K"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention

_ONE = r"(?:p\.)?[A-Z]\d{2,4}[A-Z](?:/[A-Z](?![\w]))?"
# behind a name in brackets, too: "Kirsten rat sarcoma (KRAS) G12C"
_BEHIND = regex(rf"(?:\s*\([^()]{{1,60}}\)|\))?\s*\(?(?P<named>{_ONE}(?:(?:,? or |, ?|/|,? and ){_ONE})*)(?!\w)")
_BEFORE = regex(rf"(?<!\w)(?P<named>{_ONE})(?:-(?:activating|mutated|mutant|positive))? $")
_CHANGE = regex(r"([A-Z]\d{2,4})([A-Z])(?:/([A-Z])(?!\w))?")
_FAR = 24  # characters of the longest words in front of a gene


def named_variant(passage: Passage, mention: Mention) -> tuple[tuple[str, str], ...]:
    """The changes that are named directly beside a gene, any of which is enough, as a detail; none where it is the gene alone."""
    found = _BEHIND.match(passage.text, mention.end) or _BEFORE.search(
        passage.text, max(0, mention.start - _FAR), mention.start
    )
    if found is None:
        return ()
    changes = [place + letter for place, *letters in _CHANGE.findall(found["named"]) for letter in letters if letter]
    return (("variant", "/".join(dict.fromkeys(changes))),)
