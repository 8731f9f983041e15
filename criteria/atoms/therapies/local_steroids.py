"""Owns the steroids that act where they are put: "topical, inhaled, nasal and ophthalmic steroids"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.text.tag import Mention

_LOCALLY = r"(?:topical|inhaled|intra-?nasal|nasal|ophthalmic|ocular|intra-?articular)"
_LOCAL_LIST = regex(rf"\b{_LOCALLY}(?:\s*(?:,\s*(?:(?:and|or|and/or)\s+)?|/|\b(?:and|or|and/or)\s+){_LOCALLY})*\s+$")
_REACH = 80  # characters
# as where a text lists creams and inhalers among the uses of steroids that it permits
_LET_IN = regex(r"\s+(?:is|are)\s+(?:permitted|allowed|acceptable)\s*:[^.]*\b(?:topical|inhal\w+|eye drops|creams?)\b")


def acts_in_one_place(lower: str, mention: Mention) -> int | None:
    """Where the name of a steroid begins with the routes before it, by all of which it acts in one place; None for any other."""
    routes = _LOCAL_LIST.search(lower, max(0, mention.start - _REACH), mention.start)
    if routes is not None:
        return routes.start()
    return mention.start if _LET_IN.match(lower, mention.end) is not None else None
