"""Owns exclusions of a treatment from which somebody has not recovered: neither the treatment nor what it left excludes alone."""

from __future__ import annotations

import re

from criteria.nodes import all_of, conjuncts
from criteria.patterns import regex
from criteria.tree import All, If, Kind, Leaf, Node, Not, Unless

# "radiotherapy within 4 weeks and who has not recovered from it"; with "or" each excludes
_AND = regex(
    r"(?<!/)\band (?:(?:who|that|the (?:patient|subject|participant)s?) )?(?:(?:has|have|had) )?$", re.IGNORECASE
)
_NOT = regex(r"(?:(?:who|that|has|have|had) )*(?:not|never)\b", re.IGNORECASE)
_LEFT_BEHIND = frozenset({"unresolved toxicity", "surgical complications"})
_REACH = 60  # characters


def only_with_what_it_left(node: Node, text: str) -> Node:
    """The same tree, where "chemotherapy within 2 weeks and has not recovered from it" excludes nobody who has recovered."""
    match node:
        case If(condition, asked, span):
            return If(condition, only_with_what_it_left(asked, text), span)
        case Unless(excluded, exception, span):
            return Unless(only_with_what_it_left(excluded, text), exception, span)
        case All():
            parts = [part for part in conjuncts(node) if isinstance(part, Not)]
            left = next((part for part in parts if _is_left(part, text)), None)
            given = [] if left is None else [part for part in parts if _is_given_before(part, left, text)]
            if left is None or not given:
                return node
            ids = {id(part) for part in (left, *given)}
            together = [_both(part, left) for part in given]
            return all_of([*together, *(part for part in conjuncts(node) if id(part) not in ids)])
        case _:
            return node


def _is_left(part: Not, text: str) -> bool:
    """Whether a part excludes what treatment has left behind, by words that add it to the treatment."""
    match part.node:
        case Leaf(left) if left.concept in _LEFT_BEHIND:
            start = part.node.span.start
            added = _AND.search(text, max(0, start - _REACH), start) is not None
            return added and _NOT.match(text, start) is not None
        case _:
            return False


def _is_given_before(part: Not, left: Not, text: str) -> bool:
    """Whether a part excludes a treatment that stands before what is left of it, in its sentence."""
    if not isinstance(part.node, Leaf) or part.node.requirement.kind is not Kind.THERAPY:
        return False
    return part.span.end <= left.span.start and not set(";.") & set(text[part.span.end : left.span.start])


def _both(given: Not, left: Not) -> Node:
    span = given.span.cover(left.span)
    return Not(All((given.node, left.node), span), span)
