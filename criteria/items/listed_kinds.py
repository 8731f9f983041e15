"""Owns unread items under a line that excludes: they are of the kind of what the line names, or of the items beside them."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.patterns import regex
from criteria.tree import Kind, Leaf, Node, Not, Unparsed, walk
from criteria.words.exposures import may_be_a_class

_KINDS = frozenset({Kind.THERAPY, Kind.COMORBIDITY, Kind.ALLERGY})
# what states, measures or limits something, and does not only name it
_STATES = regex(
    r"[<>≥≤=%:]|\b(?:must|should|shall|may|might|can|cannot|will|would|is|are|was|were|has|have|had|no|not|never|without|if|unless|except|only|allowed|permitted|acceptable|eligible|excluded|required|mandatory|needed"
    r"|less|fewer|greater|more|least|most|below|above|over|under|within|exceed\w*|at the discretion)\b"
)
# a line that its items are examples, kinds or a choice of
_NAMES_THEM = regex(r"\b(?:includ(?:ing|es?)|such as|(?:the )?following|any of these|as follows|limited to|e\.g)\b")
_LONGEST = 12  # words
_ALIKE = 2  # items beside it that were read, where the line itself was not


def named_alike(words: str, line: Node | None, items: Sequence[tuple[str, Node]]) -> list[Node]:
    """The items under a line that excludes, unread ones that do no more than name something as unknown things of the kind of the rest.

    ``words`` are those of the line and ``line`` what it comes to; an item is its words and what they come to.
    """
    kind = _kind(line, [node for _, node in items]) if _NAMES_THEM.search(words.lower()) is not None else None
    return [node if kind is None else _as_one_of(kind, own, node) for own, node in items]


def _kind(line: Node | None, items: Sequence[Node]) -> Kind | None:
    """The kind of what the line excludes, or where that was not read, of all that its items exclude; None if of several."""
    named = _kinds(line) if line is not None else set()
    if not named:
        read = [node for node in items if isinstance(node, Not) and isinstance(node.node, Leaf)]
        named = set().union(*(_kinds(node) for node in read)) if len(read) >= _ALIKE else set()
    kind = named.pop() if len(named) == 1 else None
    return kind if kind in _KINDS else None


def _as_one_of(kind: Kind, words: str, node: Node) -> Node:
    if not isinstance(node, Unparsed) or node.kind is not None or len(words.split()) > _LONGEST:
        return node
    if _STATES.search(words.lower()) or (kind is Kind.THERAPY and may_be_a_class(words.lower())):
        return node  # "enzyme inducing agents" may be what a record calls by a name of its own
    return Not(Unparsed(node.span, node.why, kind), node.span)


def _kinds(node: Node) -> set[Kind]:
    return {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)}
