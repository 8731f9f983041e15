"""Owns stages of which no patient has both: what asks for each of them are other ways to join, whatever stands between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import cover
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, AtLeast, If, Kind, Leaf, Node, Section, Unless, Unparsed, walk

_GROUP = regex(r"(?P<base>0|IV|I{1,3})(?P<letter>[ABC])?\d?")
_LETTERS = {"0": ("",), "I": ("A", "B"), "II": ("A", "B"), "III": ("A", "B", "C"), "IV": ("",)}
_DISEASE = frozenset({Kind.STAGE, Kind.CANCER, Kind.BIOMARKER, Kind.METASTASIS, Kind.DISEASE_MEASURE})
_ASKED = ("stage", "N")  # what is asked for of a stage, and of the nodes
_SHORT = 12  # statements of a line that is about the disease and no more
ELSEWHERE = "other stages are asked for elsewhere"


def joined(nodes: Sequence[Node]) -> list[Node]:
    """The sentences of an item, neighbours that ask for stages apart made one of alternatives."""
    found: list[Node] = []
    for node in nodes:
        if found and _are_apart(asked(found[-1]), asked(node)) and _is_about_disease(found[-1], node):
            before = found.pop()
            parts = before.nodes if isinstance(before, Any) else (before,)
            found.append(Any((*parts, node), cover([before, node])))
        else:
            found.append(node)
    return found


def lines_apart(criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, inclusions of one arm that ask for stages apart made alternatives where they are neighbours, else doubtful."""
    found: list[Criterion] = []
    for criterion in criteria:
        last = found[-1] if found else None
        merged = _either(last, criterion) if last is not None else None
        if merged is not None:
            found[-1] = merged
        else:
            found.append(criterion)
    for concept in _ASKED:
        found = _doubted_elsewhere(found, concept)
    return found


def _doubted_elsewhere(found: Sequence[Criterion], concept: str) -> list[Criterion]:
    """The criteria, each doubtful that asks for what another of its arm asks no patient together with."""
    sets = [_asked_of(c, concept) for c in found]
    in_arm: dict[str | None, set[frozenset[str]]] = {}
    for one, own in zip(found, sets, strict=True):
        if let_in := own or _let_in(one, concept):
            in_arm.setdefault(one.arm, set()).add(let_in)
    return [
        _doubted(one, concept) if own and any(_are_apart(own, theirs) for theirs in in_arm[one.arm]) else one
        for one, own in zip(found, sets, strict=True)
    ]


def _let_in(criterion: Criterion, concept: str) -> frozenset[str]:
    """The nodes that a line says may be there as well: "node-negative disease allowed"."""
    if concept == "stage" or criterion.section is not Section.INCLUSION:
        return frozenset()
    permitted = (asked(part.node, concept) for part in walk(criterion.node) if isinstance(part, Allow))
    return next((found for found in permitted if found), frozenset())


def _either(one: Criterion, other: Criterion) -> Criterion | None:
    if one.arm != other.arm or not any(
        _are_apart(_asked_of(one, concept), _asked_of(other, concept)) for concept in _ASKED
    ):
        return None
    if not _is_about_disease(one.node, other.node):
        return None
    span = one.span.cover(other.span)
    first, last = _as_way(one.node), _as_way(other.node)
    parts = first.nodes if isinstance(first, Any) else (first,)
    return Criterion(span, Section.INCLUSION, Any((*parts, last), span), one.arm, min(one.read, other.read))


def _as_way(node: Node) -> Node:
    """A line about a disease as one of several ways to join, which its condition belongs to: "node-negative if ER-negative"."""
    match node:
        case If(condition, inner) if inner.span.end <= condition.span.start:
            return All((inner, condition), node.span)
        case _:
            return node


def _asked_of(criterion: Criterion, concept: str) -> frozenset[str]:
    return asked(_as_way(criterion.node), concept) if criterion.section is Section.INCLUSION else frozenset()


def asked(node: Node, concept: str = "stage") -> frozenset[str]:
    """The stages that a tree asks for, each to its letter ("IIA"); empty where it asks for none or for some that are no group.

    With the ``concept`` "N" it is the nodes: some, or none.
    """
    match node:
        case Leaf(requirement) if requirement.kind is Kind.STAGE and isinstance(requirement.value, tuple):
            if requirement.concept != concept:
                return frozenset()
            return _groups(requirement.value) if concept == "stage" else _nodes(requirement.value)
        case All(nodes):
            sets = [found for part in nodes if (found := asked(part, concept))]
            return frozenset.intersection(*sets) if sets else frozenset()
        case Any(nodes):
            each = [asked(part, concept) for part in nodes]
            return frozenset().union(*each) if concept == "stage" or all(each) else frozenset()
        case Unless(inner):
            return asked(inner, concept)
        case _:
            return frozenset()


def _nodes(values: Sequence[str]) -> frozenset[str]:
    """Whether nodes are asked for or none, or both."""
    return frozenset("none" if value.startswith("N0") else "some" for value in values if value.startswith("N"))


def _groups(values: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for value in values:
        match = _GROUP.fullmatch(value)
        if match is None:
            return frozenset()
        letters = (match["letter"],) if match["letter"] else _LETTERS[match["base"]]
        found.update(match["base"] + letter for letter in letters)
    return frozenset(found)


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _is_about_disease(*nodes: Node) -> bool:
    """Whether each of the lines begins with what disease it is, and is short."""
    for node in nodes:
        leaves = [leaf.requirement for leaf in walk(node) if isinstance(leaf, Leaf)]
        if len(leaves) > _SHORT or leaves[0].kind not in _DISEASE:
            return False
    return True


def _doubted(criterion: Criterion, concept: str) -> Criterion:
    """The criterion as one that may be for others: all of a line about a disease, of another what it says of the stage."""
    if _is_about_disease(criterion.node):
        doubt = Unparsed(criterion.node.span, ELSEWHERE)
        return replace(criterion, node=Any((criterion.node, doubt), criterion.node.span))
    return replace(criterion, node=_with_doubt(criterion.node, concept))


def _with_doubt(node: Node, concept: str) -> Node:
    match node:
        case Leaf(requirement, span) if requirement.kind is Kind.STAGE and requirement.concept == concept:
            return Any((node, Unparsed(span, ELSEWHERE)), span)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            return replace(node, nodes=tuple(_with_doubt(part, concept) for part in nodes))
        case Unless(inner) | If(_, inner):
            return replace(node, node=_with_doubt(inner, concept))
        case _:
            return node
