"""Owns unread lines about how much of the liver a tumor takes up: asked of whoever has metastases there."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import If, Kind, Leaf, Node, Requirement, Unparsed

_HOW_MUCH = r"(?:burden|replacement|involvement|invasion|infiltration|volume|load)"
_SHARE = r"(?:\d ?(?:%|percent\b)|\b\d/\d|\b(?:one[- ](?:third|half|quarter)|half|a (?:third|half|quarter)))"
_REST = r"(?:(?!\b(?:and|or|unless|except|if)\b)[^.;:])"
_TAKEN_UP = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|with|who have|must|have|has|no|the|estimated|extensive|total) )*"
    rf"(?:(?:liver|hepatic) (?:tumou?r |disease |metasta\w+ |parenchymal )?{_HOW_MUCH}\b(?= ?(?:by tumou?r)?{_REST}{{0,80}}{_SHARE})"
    rf"|(?:(?:tumou?r|cancer|metastatic) )?(?:{_HOW_MUCH}|metastas[ei]s)\b{_REST}{{0,60}}{_SHARE} (?:or more )?"
    rf"(?:of )?(?:the )?(?:total |whole )?(?:liver|hepatic)\b){_REST}*\.?\W*"
)


def of_the_liver(passage: Passage, where: Span) -> Node | None:
    """A line about the share of the liver that is tumor, asked of those with metastases there; None for any other line."""
    if _TAKEN_UP.fullmatch(passage.lower) is None:
        return None
    return If(Leaf(Requirement(Kind.METASTASIS, "liver", "any"), where), Unparsed(where), where)
