"""Owns brackets within a sentence that let some in whom the words right before them keep out: "brain metastases (treated ones are allowed) or …"."""

from __future__ import annotations

from criteria.nodes import all_of, conjuncts
from criteria.sentence.afterthoughts import attach
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import Allow, Kind, Leaf, Node, Not, Unless, Unparsed
from criteria.words.let_in_after_all import LETS_IN
from criteria.words.moods import Mood

_DISEASES = frozenset({Kind.CANCER, Kind.METASTASIS, Kind.COMORBIDITY})
"""Of these the same name outside and inside a bracket is read once; bounds and treatments in brackets have readers of their own."""


def with_permitted_asides(passage: Passage, node: Node) -> Node:
    """The tree of a sentence, each such bracket as an exception of the disease that is excluded right before it."""
    for aside in passage.scopes.asides:
        if aside.mood is Mood.PERMITTED:
            node = _loosened(node, passage.view.span(aside.start, aside.end), passage.text[aside.start : aside.end])
    return node


def _loosened(node: Node, where: Span, words: str) -> Node:
    parts = conjuncts(node)
    if any(isinstance(part, Unless) and part.span.end > where.start for part in parts):
        return node  # it has been read as an exception
    before = [part for part in parts if part.span.end <= where.start]
    last = max(before, key=lambda part: part.span.end, default=None)
    if not isinstance(last, Not) or not isinstance(last.node, Leaf) or last.node.requirement.kind not in _DISEASES:
        return node
    said: list[Node] = [
        part for part in parts if isinstance(part, Allow) and where.start <= part.span.start < where.end
    ]
    inside = words.strip("()")
    if not said and LETS_IN.search(inside.lower()) is None:
        return node
    lifted: list[Node] = [last]
    attach(lifted, all_of(said) if said else Allow(Unparsed(where), where), inside, where, permits=True)
    if len(lifted) > 1:
        return node
    return all_of([lifted[0] if part is last else part for part in parts if part not in said])
