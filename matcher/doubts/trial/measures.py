"""Owns measurable disease that one line asks for although the trial also takes disease that cannot be measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from criteria.criterion import Criteria, Criterion
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, Kind, Leaf, Node, Unparsed, walk

_MEASURABLE = "measurable disease"
_BONE_ONLY = "bone only"
_INSTEAD = frozenset({"evaluable disease", _BONE_ONLY})
_WHY = "the trial also takes disease that cannot be measured"
# "measurable disease. Patients with bone-only disease are also eligible"
_LET_IN_WITHOUT = regex(
    r"\b(?:non-?\s?measurable|not measurable|evaluable|(?:only|no) (?:bone|measurable)"
    r"|(?<!measurable )bone(?: \w+)?[- ]only|bone (?:lesions|disease|metastas[ei]s) alone)\b"
    r"(?:(?!\bnot\b)[^.;\n]){0,60}\b(?:not excluded|eligible|allowed|permitted|acceptable|accepted|may (?:also )?(?:be|enter|enroll?|participate))\b"
    r"(?! (?:only )?(?:if|when|provided|as long as)\b[^.;\n]{0,80}\bmeasurable\b)"
)


def either_will_do(criteria: Criteria) -> Callable[[Criterion], Criterion]:
    """What leaves a lone "measurable lesions" open where the trial elsewhere says "measurable or evaluable disease"."""
    arms = {criterion.arm for criterion in criteria.criteria if _gives_a_choice(criterion.node)}

    def soften(criterion: Criterion) -> Criterion:
        if arms and (None in arms or criterion.arm in arms):
            node = _softened(criterion.node, None)
        else:
            node = _with_who_is_let_in(criterion, criteria.text)
        return criterion if node is criterion.node else replace(criterion, node=node)

    return soften


def _gives_a_choice(node: Node) -> bool:
    """Whether it asks for measurable disease or something else that is enough."""
    for part in walk(node):
        if isinstance(part, Any):
            concepts = {
                leaf.requirement.concept
                for leaf in part.nodes
                if isinstance(leaf, Leaf) and leaf.requirement.kind in (Kind.DISEASE_MEASURE, Kind.METASTASIS)
            }
            if _MEASURABLE in concepts and concepts & _INSTEAD:
                return True
    return False


def _with_who_is_let_in(criterion: Criterion, text: str) -> Node:
    """Its measurable disease, with those that the same criterion lets in without: bone only, or not clear who."""
    measurable = next((part for part in walk(criterion.node) if _is_measurable(part)), None)
    if measurable is None:
        return criterion.node
    let_in = _LET_IN_WITHOUT.search(text[measurable.span.end : criterion.span.end].lower())
    if let_in is None:
        return criterion.node
    permitted = (part.node for part in walk(criterion.node) if isinstance(part, Allow))
    bone_only = (part for part in permitted if isinstance(part, Leaf) and part.requirement.concept == _BONE_ONLY)
    return _softened(criterion.node, next(bone_only, None) if "bone" in let_in.group() else None)


def _softened(node: Node, let_in: Leaf | None) -> Node:
    """Measurable disease is one choice of two; ``let_in`` is the other as far as it is known."""
    match node:
        case Leaf(_, span) if _is_measurable(node):
            unclear = Unparsed(span, _WHY)
            return Any((node, unclear if let_in is None else All((let_in, unclear), let_in.span)), span)
        case All(nodes):
            parts = tuple(_softened(part, let_in) for part in nodes)
            return node if all(a is b for a, b in zip(parts, nodes, strict=True)) else replace(node, nodes=parts)
        case _:
            return node


def _is_measurable(node: Node) -> bool:
    return isinstance(node, Leaf) and node.requirement.concept == _MEASURABLE
