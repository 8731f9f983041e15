"""Owns the outline of a criterion's logic: one node a line, its parts below it."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.facts import requirement_words
from criteria.tree import All, Allow, Any, AtLeast, If, Leaf, Node, Not, Unless, Unparsed, children


def outline(node: Node, text: str, depth: int = 0) -> Iterator[str]:
    """The lines of the outline, each indented by its depth; leaves quote the words that they were read from."""
    yield f"{'  ' * depth}{_label(node, text)}"
    for child in children(node):
        yield from outline(child, text, depth + 1)


def _label(node: Node, text: str) -> str:
    match node:
        case Leaf(requirement, span):
            return f"{requirement_words(requirement)}  “{_words(span.of(text))}”"
        case Unparsed(span, why):
            return f"unread ({why})  “{_words(span.of(text))}”"
        case AtLeast(count, nodes):
            return f"at least {count} of {len(nodes)}"
        case _:
            return _NAMES[type(node)]


def _words(text: str) -> str:
    return " ".join(text.split())


_NAMES = {
    All: "all of",
    Any: "any of",
    Not: "not",
    Unless: "this, unless",
    If: "if … then",
    Allow: "allowed",
}
