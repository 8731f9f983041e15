"""Owns exclusions of which the trial's own team decides: "anticoagulants must be approved by the sponsor" bars nobody by itself."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage

_PUT_TO_THEM = regex(
    r"(?:(?!\b(?:unless|except|without|not|no|never|who|that|which|if)\b)[^.;:]){0,80}?"
    r"(?P<said>\b(?:(?:must|should|will|needs?\s+to|has\s+to|have\s+to)\s+(?:first\s+)?be\s+"
    r"(?:approved|discussed|reviewed|cleared|agreed)\b"
    r"|requires?\s+(?:(?:the|prior|written|documented|explicit)\s+)*"
    r"(?:approval|discussion|consultation|permission|agreement|clearance)\b)[^.;]*)"
)


def put_to_the_team(passage: Passage, atom: Atom) -> tuple[int, int] | None:
    """Where the words behind an excluded thing say that somebody must approve of it; None where none do.

    >>> _PUT_TO_THEM.match(" of any kind requires prior approval")["said"]
    'requires prior approval'
    """
    said = _PUT_TO_THEM.match(passage.lower, atom.end)
    return None if said is None else said.span("said")
