"""Owns the items of a list that no recogniser knows although it knows their neighbours: "taxane, *new agent*, or platinum"."""

from __future__ import annotations

import re

from criteria.atoms import Atom
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tree import Kind, Unparsed

_LISTED = {Kind.THERAPY, Kind.COMORBIDITY}
_ITEM = r"(?!(?:and|or|but|including|except|unless|if|such|which|who|that|e\.?g|i\.?e)\b)[a-z][^,;:.()]{3,60}"
_ITEMS = regex(rf"\s*(?:\([^()]*\)\s*)?,\s*(?P<items>{_ITEM}(?:,\s*{_ITEM})*),\s*(?:(?:and/or|or|and)\s+)?")
# a comparison, or another word for what was just read: "investigational drug or treatment"
_SAME_AGAIN = r"(?:greater|more|higher|above|older|worse|equal|drugs?|agents?|medications?|treatments?|therap(?:y|ies))"
_LAST_ITEM = regex(rf"\s*(?:\([^()]*\)\s*)?,?\s*(?:and/or|or)\s+(?!{_SAME_AGAIN}\b)(?P<items>{_ITEM}?)[\s.;]*")
_WHY = "an item of a list that was read in part"


def unread_items(passage: Passage, left: Atom, right: Atom) -> Unparsed | None:
    """The unread items between two neighbours of a list of therapies or of conditions; None where nothing stands there."""
    if left.requirement.kind is not right.requirement.kind or left.requirement.kind not in _LISTED:
        return None
    found = _ITEMS.fullmatch(passage.lower, left.end, right.start) if left.end < right.start else None
    return None if found is None else _unparsed(passage, found)


def unread_close(passage: Passage, last: Atom) -> Unparsed | None:
    """The unread item that closes a list behind the last thing read of a sentence: "…, or *an unheard-of agent*"."""
    if last.requirement.kind not in _LISTED:
        return None
    found = _LAST_ITEM.fullmatch(passage.lower, last.end)
    return None if found is None else _unparsed(passage, found)


def _unparsed(passage: Passage, found: re.Match[str]) -> Unparsed:
    return Unparsed(passage.view.span(*found.span("items")), _WHY)
