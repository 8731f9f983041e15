"""Owns unread items under a line that excludes: they are of the kind of what the line names, or of the items beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from criteria.patterns import regex
from criteria.text.lost_lists import only_names_a_state
from criteria.tree import Kind, Leaf, Node, Not, Unparsed, walk
from criteria.words.exposures import is_a_name, may_be_a_class

_KINDS = frozenset({Kind.THERAPY, Kind.COMORBIDITY, Kind.ALLERGY})
# what states, measures or limits something, and does not only name it
_STATES = regex(
    r"[<>≥≤=%:]"
    r"|\b(?:"
    r"must|should|shall|may|might|can|cannot|will|would|is|are|was|were|has|have|had|no|not|never|without|if|unless"
    r"|except|only|allowed|permitted|acceptable|eligible|excluded|required|mandatory|needed"
    r"|less|fewer|greater|more|least|most|below|above|over|under|within|exceed\w*|at the discretion)\b"
)
# a line that its items are examples, kinds or a choice of
_NAMES_THEM = regex(r"\b(?:includ(?:ing|es?)|such as|(?:the )?following|any of these|as follows|limited to|e\.g)\b")
_LOOKS_LIKE_A_NAME: Mapping[Kind | None, Callable[[str], bool]] = {
    Kind.THERAPY: is_a_name,
    Kind.COMORBIDITY: only_names_a_state,
}
_LONGEST = 12  # words
_ALIKE = 2  # items beside it that were read, where the line itself was not


def named_alike(words: str, line: Node | None, items: Sequence[tuple[str, Node]]) -> list[Node]:
    """The items of a list that excludes, unread ones that do no more than name something as unknown things of the kind of the rest.

    ``words`` are those of the line over the list and ``line`` what it comes to; an item is its words and what they come to.
    Under a line that says that its items are examples or a choice of what it names, all but statements are taken for names;
    under any other only what looks like the name of a treatment or of a state of health.
    """
    nodes = [node for _, node in items]
    introduced = _introduced(line, nodes) if _NAMES_THEM.search(words.lower()) is not None else None
    beside = _beside(nodes)
    return [_named(own, node, introduced, beside) for own, node in items]


def _introduced(line: Node | None, items: Sequence[Node]) -> Kind | None:
    """The kind of what the line excludes, or where that was not read, of all that its items exclude; None if of several."""
    named = _kinds(line) if line is not None else set()
    if not named:
        read = [node for node in items if isinstance(node, Not) and isinstance(node.node, Leaf)]
        named = set().union(*(_kinds(node) for node in read)) if len(read) >= _ALIKE else set()
    return _only(named & _KINDS) if len(named) == 1 else None


def _beside(items: Sequence[Node]) -> Kind | None:
    """The kind of all the items that were read, where each excludes something."""
    read = [node for node in items if not isinstance(node, Unparsed)]
    denied = all(any(isinstance(part, Not) for part in walk(node)) for node in read)
    return _only(set().union(*map(_kinds, read))) if denied else None


def _named(words: str, node: Node, introduced: Kind | None, beside: Kind | None) -> Node:
    if not isinstance(node, Unparsed) or node.kind is not None:
        return node
    if beside in _LOOKS_LIKE_A_NAME and _LOOKS_LIKE_A_NAME[beside](words):
        kind = beside
    elif introduced is not None and _may_name(words, introduced):
        kind = introduced
    else:
        return node
    return Not(Unparsed(node.span, node.why, kind), node.span)


def _may_name(words: str, kind: Kind) -> bool:
    if len(words.split()) > _LONGEST or _STATES.search(words.lower()):
        return False
    # "enzyme inducing agents" may be what a record calls by a name of its own
    return kind is not Kind.THERAPY or not may_be_a_class(words.lower())


def _only(kinds: set[Kind]) -> Kind | None:
    return next(iter(kinds)) if len(kinds) == 1 else None


def _kinds(node: Node) -> set[Kind]:
    return {leaf.requirement.kind for leaf in walk(node) if isinstance(leaf, Leaf)}
