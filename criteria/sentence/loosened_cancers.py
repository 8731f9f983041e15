"""Owns exclusions of other malignancies that a permission in an item of its own loosens."""

from __future__ import annotations

from criteria.atoms.cancers.other_cancer_words import AS_ANOTHER
from criteria.tree import All, Allow, Any, Leaf, Node, Not, Unless, walk


def loosened(before: Node, after: Node) -> Node | None:
    """An exclusion of other malignancies with a permission that stands in an item of its own; None where it is another matter."""
    granted = [part.node for part in (after.nodes if isinstance(after, All) else (after,)) if isinstance(part, Allow)]
    about = [leaf.requirement for part in granted for leaf in walk(part) if isinstance(leaf, Leaf)]
    if not about or not all(AS_ANOTHER in r.detail or r.concept == "other malignancy" for r in about):
        return None
    if isinstance(after, All) and len(granted) != len(after.nodes):
        return None
    lifting = granted[0] if len(granted) == 1 else Any(tuple(granted), after.span)
    return _loosened(before, lifting)


def _loosened(node: Node, lifting: Node) -> Node | None:
    match node:
        case Not(inner) if any(
            isinstance(n, Leaf) and n.requirement.concept == "other malignancy" for n in walk(inner)
        ):
            return Unless(node, lifting, node.span.cover(lifting.span))
        case Unless(inner):
            new = _loosened(inner, lifting)
            return None if new is None else Unless(node, lifting, node.span.cover(lifting.span))
        case All(nodes):
            parts = [(_loosened(part, lifting) or part) for part in nodes]
            return (
                None if all(new is old for new, old in zip(parts, nodes, strict=True)) else All(tuple(parts), node.span)
            )
        case _:
            return None
