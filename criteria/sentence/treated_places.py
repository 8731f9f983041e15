"""Owns unread sentences about places that were treated, "Previously irradiated lesions must …": asked of whoever had that treatment."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, If, Kind, Leaf, Node, Requirement, Unparsed

_PLACES = r"(?:(?:target|index|marker|measurable|tumou?r|bone|brain) )*(?:areas?|lesions?|sites?|fields?|disease|tumou?rs?)(?:\(s\))?"
_SAYS = r"(?: of (?:disease|tumou?r))? (?:must|should|shall|may|can|cannot|will|is|are)\b"
_IRRADIATED = regex(
    rf"\W*(?:(?:however|in addition|additionally|note),? |note: )?(?:any |all |the )?"
    rf"(?P<places>(?:(?:previously|prior) )?(?:ir)?radiated {_PLACES}|{_PLACES} (?:that|which) (?:have|has|had|were|was) (?:been )?(?:previously )?(?:ir)?radiated){_SAYS}"
)


def of_whoever_was_irradiated(passage: Passage, unread: Unparsed) -> Node | None:
    """An unread sentence about irradiated places as asked of those who had radiotherapy; None for any other sentence."""
    match = _IRRADIATED.match(passage.lower) if passage.base is Effect.REQUIRE else None
    if match is None:
        return None
    had = Leaf(Requirement(Kind.THERAPY, "radiation therapy", "prior"), passage.view.span(*match.span("places")))
    return If(had, unread, unread.span)
