"""Owns the items of a list that no recogniser knows although it knows their neighbours: "taxane, *new agent*, or platinum"."""

from __future__ import annotations

import re

from criteria.atoms import Atom
from criteria.passage import Passage
from criteria.span import Span
from criteria.tree import Kind, Unparsed

_LISTED = {Kind.THERAPY, Kind.COMORBIDITY}
_ITEM = r"(?!(?:and|or|but|including|except|unless|if|such|which|who|that|e\.?g|i\.?e)\b)[a-z][^,;:.()]{3,60}"
_ITEMS = re.compile(rf"\s*(?:\([^()]*\)\s*)?,\s*(?P<items>{_ITEM}(?:,\s*{_ITEM})*),\s*(?:(?:and/or|or|and)\s+)?")
_WHY = "an item of a list that was read in part"


def unread_items(passage: Passage, left: Atom, right: Atom) -> Unparsed | None:
    """The unread items between two neighbours of a list of therapies or of conditions; None where nothing stands there."""
    if left.requirement.kind is not right.requirement.kind or left.requirement.kind not in _LISTED:
        return None
    found = _ITEMS.fullmatch(passage.lower, left.end, right.start) if left.end < right.start else None
    if found is None:
        return None
    where: Span = passage.view.span(*found.span("items"))
    return Unparsed(where, _WHY)
