"""Owns permissions that have an exception: "patients with HIV are eligible unless their CD4 count is below 350" bars those."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.tree import All, Allow, Any, If, Kind, Leaf, Node, Not, Unless, Unparsed, walk

_BARS = regex(r"\b(?:unless|except|other than|excluding|with the exceptions? of)\b", re.IGNORECASE)
_NO_STATE = frozenset(
    {Kind.SEX, Kind.AGE, Kind.MENOPAUSE, Kind.PREGNANCY, Kind.CONTRACEPTION, Kind.ADMINISTRATIVE, Kind.LIFE_EXPECTANCY}
)
# what lets in more does not bar: "… are eligible, and so are those with Gilbert's syndrome"
_LETS_IN = regex(r"\b(?:eligible|allowed|permitted|acceptable|accepted|included|not (?:be )?excluded)\b", re.IGNORECASE)


def barred_by_exception(node: Unless, text: str) -> Node:
    """The permission, and beside it that who is permitted so is none of those excepted; the node itself where it says no such thing."""
    if not isinstance(node.node, Allow) or _tells_of_everyone(node.node):
        return node
    allowed, exception = node.node, node.exception
    bars = _BARS.search(text, min(allowed.span.end, exception.span.start), exception.span.end)
    if bars is None or _LETS_IN.search(text, bars.end(), exception.span.end) is not None:
        return node
    barred: Node = Not(exception, exception.span)
    if not _is_plain(exception):
        barred = Unparsed(exception.span, "an exception to what is permitted")
    return All((allowed, If(allowed.node, barred, node.span)), node.span)


def _tells_of_everyone(allowed: Allow) -> bool:
    """Whether it names what nobody is let in by, as a definition does: "all women are considered fertile unless …"."""
    return any(isinstance(part, Leaf) and part.requirement.kind in _NO_STATE for part in walk(allowed))


def _is_plain(exception: Node) -> bool:
    """Whether an exception names one thing, or several of which each is one."""
    return all(isinstance(part, Any | Leaf | Unparsed) for part in walk(exception))
