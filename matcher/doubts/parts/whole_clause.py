"""Owns how far the unread words beside what excludes reach: over its whole clause, which a record may deny as it stands.

"Liver lesions that need zorbling: no" tells more than "that need zorbling" alone could be asked of a record.
"""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.span import Span
from criteria.tree import All, Allow, Any, If, Leaf, Node, Not, Unless, Unparsed
from matcher.doubts.parts.surely_read import Reading
from matcher.words.asked import is_negated


def with_whole_clauses(criterion: Criterion, text: str) -> Criterion:
    """The criterion, in which unread words that exclude only together with what stands beside them are the clause of both."""
    if criterion.registry_field is not None:
        return criterion
    node = _node(criterion.node, Reading(text, criterion), text)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _node(node: Node, read: Reading, text: str) -> Node:
    match node:
        case Not(All() as inner):
            new: Node = _widened(inner, read, text)
            return node if new is inner else replace(node, node=new)
        case All(nodes) | Any(nodes):
            parts = tuple(_node(part, read, text) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case Unless(inner, _) | If(_, inner) | Allow(inner):
            new = _node(inner, read, text)
            return node if new is inner else replace(node, node=new)
        case _:
            return node


def _widened(node: All, read: Reading, text: str) -> All:
    beside = [part.span for part in node.nodes if isinstance(part, Leaf | All)]
    if not beside:
        return node
    clause = read.clause(beside[0])
    parts = tuple(
        _widened(part, read, text)
        if isinstance(part, All)
        else replace(part, span=clause)
        if isinstance(part, Unparsed) and _is_within(part, clause, text) and not _goes_on(part, beside[0], clause, text)
        else part
        for part in node.nodes
    )
    return node if all(a is b for a, b in zip(parts, node.nodes, strict=True)) else replace(node, nodes=parts)


def _is_within(unread: Unparsed, clause: Span, text: str) -> bool:
    """Whether unread words that are no item of a list lie in a clause that denies nothing itself."""
    inside = clause.start <= unread.span.start and unread.span.end <= clause.end
    return inside and unread.kind is None and not is_negated(clause.of(text))


_OR = re.compile(r"\s*,?\s*(?:and/)?or\b", re.IGNORECASE)


def _goes_on(unread: Unparsed, beside: Span, clause: Span, text: str) -> bool:
    """Whether what narrows goes on behind an "or" ("metastases that need surgery or steroids"): one of the two denies not both."""
    return unread.span.start >= beside.end and _OR.match(text, clause.end) is not None
