"""Owns what excludes only those whom the line over its list names: nobody else is asked for anything there."""

from __future__ import annotations

from criteria.text.excludes_some import excluded_if, names_some_with
from criteria.tree import Any, If, Leaf, Node, Not, Unparsed


def only_of_some(words: str, node: Node | None) -> Node | None:
    """Those whom alone a list excludes, where the line over it, which has come to ``node``, does no more than name them."""
    said = excluded_if(words) is not None
    if node is None or not (said or names_some_with(words)):
        return None
    match node:
        case If(Unparsed(), inner):  # "are excluded if any of the following:"
            return only_of_some(words, inner)
        case Not(Leaf() | Any() as whom):
            return whom
        case Leaf() | Unparsed() if said:
            return node
        case _:
            return None
