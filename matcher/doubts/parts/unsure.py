"""Owns how surely a requirement was read: in a sentence that permits or remarks, or beside unread words, it is left open.

Language-model readers judged 450 rule-outs of real trials that rested on one criterion. Where these signs stand, two in
three were wrong (28 of 41); where they do not, one in eight. Values, scores, receptors and ages are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.tree import (
    All,
    Any,
    AtLeast,
    If,
    Kind,
    Leaf,
    Node,
    Not,
    Unless,
    Unparsed,
    walk,
)
from matcher.doubts.parts.surely_read import BESIDE, Reading
from matcher.doubts.words.kind_of_treatment import kinds_of_others
from matcher.doubts.words.suits import is_judged


def without_the_unsure(criterion: Criterion, text: str) -> Criterion:
    """The criterion with each requirement that was not surely read left open where it would rule out."""
    if criterion.registry_field is not None:
        return criterion
    node = _node(criterion.node, Reading(text, criterion), wanted=True, spared=False)
    return criterion if node is criterion.node else replace(criterion, node=node)


def _node(node: Node, read: Reading, *, wanted: bool, spared: bool) -> Node:
    """``spared``: an exception to it was read whole. Conditions and exceptions themselves rule nobody out."""
    match node:
        case Leaf() if is_judged(node):
            return node
        case Leaf(requirement, span):
            why = read.why_unsure(requirement, span, wanted=wanted, spared=spared)
            if why is None:
                return node
            unread = Unparsed(span, why)
            if why is BESIDE and not wanted:  # a record that denies the whole clause settles it
                unread = Unparsed(read.clause(span), why, Kind.STAGE)
            return Any((node, unread), span) if wanted else All((node, unread), span)
        case Not(inner):
            new = _node(inner, read, wanted=not wanted, spared=spared)
            return node if new is inner else replace(node, node=new)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            sure = _sure_choices(nodes, read) if wanted and isinstance(node, Any) else ()
            parts = tuple(part if part in sure else _node(part, read, wanted=wanted, spared=spared) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case Unless(inner, exception):
            whole = not any(isinstance(part, Unparsed) for part in walk(exception))
            new = _node(inner, read, wanted=wanted, spared=whole)
            return node if new is inner else replace(node, node=new)
        case If(_, inner):
            new = _node(inner, read, wanted=wanted, spared=spared)
            return node if new is inner else replace(node, node=new)
        case _:
            return node


def _sure_choices(nodes: Sequence[Node], read: Reading) -> list[Node]:
    """Choices that a later sentence lets in, and kinds of another choice."""
    let_in = [node for node in nodes if isinstance(node, Leaf) and read.is_let_in_besides(node.span, nodes)]
    return let_in + kinds_of_others(nodes)
