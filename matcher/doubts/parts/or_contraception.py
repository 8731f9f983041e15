"""Owns the choice between being unable to conceive and contraception, which whoever is able to can agree to."""

from __future__ import annotations

import re

from criteria.nodes import alternatives, cover
from criteria.patterns import regex
from criteria.tree import Allow, Any, If, Kind, Leaf, Node, Not, Unparsed

# what keeps anybody from conceiving, beside menopause
_UNABLE = regex(r"\b(?:steriliz|hysterectomy|oophorectomy|salpingectomy|tubal|vasectomy)")
# what may stand unread beside contraception: another way to keep from conceiving, and no test or duty
_LIKE_IT = regex(
    r"(?=[^;.]*\b(?:abst(?:ain|inen)|contracep|steril|vasectom|intercourse|child-?\s?bearing))(?!.*(?:pregnan|nurs|lactat|test))"
    r".{1,100}$",
    re.DOTALL | re.IGNORECASE,
)


def asked_of_the_fertile(node: Any, text: str) -> Node | None:
    """Contraception, asked of whom none of the other ways of a choice is true; None where something else is a way.

    It is settled in person, so that nobody is kept waiting for it who can still conceive.
    """
    ways = alternatives(node)
    asked = [way for way in ways if _kind(way) is Kind.CONTRACEPTION]
    others = tuple(way for way in ways if _kind(way) is not Kind.CONTRACEPTION)
    if not asked or not all(_cannot_conceive(way, text) for way in others):
        return None
    if not others:
        return asked[0]
    return If(Not(Any(others, cover(others)), cover(others)), asked[0], node.span)


def _kind(node: Node) -> Kind | None:
    return node.requirement.kind if isinstance(node, Leaf) else None


def _cannot_conceive(way: Node, text: str) -> bool:
    if isinstance(way, If):  # "women must be postmenopausal"
        return _kind(way.condition) is Kind.SEX and _cannot_conceive(way.node, text)
    if isinstance(way, Allow):
        return isinstance(way.node, Unparsed) and _cannot_conceive(way.node, text)
    if isinstance(way, Not):
        return isinstance(way.node, Leaf) and way.node.requirement.concept == "childbearing potential"
    if isinstance(way, Unparsed):
        return _LIKE_IT.match(way.span.of(text)) is not None
    if not isinstance(way, Leaf):
        return False
    asked = way.requirement
    return asked.kind is Kind.MENOPAUSE or (
        asked.kind is Kind.THERAPY and asked.value in ("prior", None) and _UNABLE.search(asked.concept) is not None
    )
