"""Owns the removal of repeats: a receptor, stage or diagnosis that one criterion states twice is one statement."""

from __future__ import annotations

from collections.abc import Hashable

from criteria.tree import All, Any, Kind, Leaf, Node, Not, Unless

_REPEATED = frozenset({Kind.BIOMARKER, Kind.STAGE, Kind.CANCER})


def without_repeats(node: Node, text: str) -> Node:
    """The same tree without parts that an earlier part has stated word for word, but for alternatives in lines of their own.

    Only what describes the disease itself is merged: texts spell out "HER2-negative" and then define it again.
    """
    return _pruned(node, set(), text) or node


def _pruned(node: Node, stated: set[Hashable], text: str) -> Node | None:
    match node:
        case All(nodes, span):
            kept = tuple(part for part in (_pruned(n, stated, text) for n in nodes) if part is not None)
            if not kept:
                return None
            return kept[0] if len(kept) == 1 else All(kept, span)
        case Any(nodes, span):
            told: list[Hashable] = []
            parts: list[Node] = []
            for part in nodes:
                meaning = _meaning(part)
                apart = bool(parts) and "\n" in text[parts[-1].span.end : part.span.start]
                if meaning is None or apart or meaning not in told:
                    parts.append(part)
                    told.append(meaning)
            return parts[0] if len(parts) == 1 else Any(tuple(parts), span)
        case Unless(inner, exception, span):
            left = _pruned(inner, set(), text)
            return Unless(left, exception, span) if left is not None else node
        case _:
            meaning = _meaning(node)
            if meaning is None:
                return node
            if meaning in stated:
                return None
            stated.add(meaning)
            return node


def _meaning(node: Node) -> Hashable | None:
    """What a plain statement says, wherever it stands; None for what may well be said twice."""
    inner = node.node if isinstance(node, Not) else node
    if not isinstance(inner, Leaf) or inner.requirement.kind not in _REPEATED:
        return None
    return isinstance(node, Not), inner.requirement
