"""Owns texts whose sentences run over several lines: their criteria as if each sentence stood on one, and the way back.

Whoever looks at the words around a requirement so sees the same whether the registry has wrapped them or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from criteria.criterion import Criteria
from criteria.span import Span
from criteria.text.layout import blocks
from criteria.tree import All, Allow, Any, AtLeast, If, Leaf, Node, Not, Unless, Unparsed

_Places = list[int]
_ENDS = ".:;"


def with_whole_sentences(criteria: Criteria, change: Callable[[Criteria], Criteria]) -> Criteria:
    """What ``change`` makes of the criteria where no sentence of their text is broken over lines, in the places of the text itself."""
    breaks = list(_breaks(criteria.text))
    if not breaks:
        return change(criteria)
    text, there, back = _joined(criteria.text, breaks)
    moved = tuple(replace(one, span=_moved(one.span, there), node=_node(one.node, there)) for one in criteria.criteria)
    joined = replace(criteria, text=text, criteria=moved)
    changed = change(joined)
    if changed is joined:
        return criteria
    own = {id(new): old for new, old in zip(moved, criteria.criteria, strict=True)}
    returned = tuple(
        own[id(one)] if id(one) in own else replace(one, span=_moved(one.span, back), node=_node(one.node, back))
        for one in changed.criteria
    )
    return replace(changed, text=criteria.text, criteria=returned)


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where a sentence is broken: the blanks between two lines that belong together, the first of which does not end one."""
    for lines in blocks(text):
        for line, following in pairwise(lines):
            words, others = text[line.start : line.end], text[following.start : following.end]
            start = line.start + len(words.rstrip())
            end = following.start + len(others) - len(others.lstrip())
            if start < end and text[start - 1] not in _ENDS:
                yield start, end


def _joined(text: str, breaks: list[tuple[int, int]]) -> tuple[str, _Places, _Places]:
    """The text with a blank for each break, where each of its places is then, and where each place then was."""
    pieces: list[str] = []
    there: _Places = []
    back: _Places = []
    at = 0
    for start, end in breaks:
        there.extend(range(len(back), len(back) + start - at))
        back.extend(range(at, start))
        there.extend([len(back)] * (end - start))
        back.append(start)
        pieces.append(text[at:start])
        at = end
    there.extend(range(len(back), len(back) + len(text) - at + 1))
    back.extend(range(at, len(text) + 1))
    return " ".join((*pieces, text[at:])), there, back


def _moved(span: Span, places: _Places) -> Span:
    """The span elsewhere; it ends behind its last character."""
    start = places[span.start]
    return Span(start, max(start, places[span.end - 1] + 1) if span.end > span.start else start)


def _node(node: Node, places: _Places) -> Node:
    span = _moved(node.span, places)
    match node:
        case Leaf() | Unparsed():
            return replace(node, span=span)
        case Not(inner) | Allow(inner):
            return replace(node, node=_node(inner, places), span=span)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            return replace(node, nodes=tuple(_node(part, places) for part in nodes), span=span)
        case Unless(inner, exception):
            return Unless(_node(inner, places), _node(exception, places), span)
        case If(condition, inner):
            return If(_node(condition, places), _node(inner, places), span)
