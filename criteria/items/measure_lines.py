"""Owns what is asked of whoever has no measurable disease, beside what asks for it: "bone lesions in the absence of measurable disease"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.nodes import all_of
from criteria.patterns import regex
from criteria.tree import All, Any, If, Kind, Leaf, Node, Not, Section, walk

_LACKING = regex(
    r"\b(?:in (?:the )?absence of|(?:if|when|where) (?:there (?:is|are) )?no)\s+"
    r"(?:measurable|such) (?:disease|(?:target )?lesions?)\b"
)
_MEASURABLE = "measurable disease"
_OF_LESIONS = frozenset({Kind.METASTASIS, Kind.DISEASE_MEASURE})


def instead_of_measurable(text: str, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, measurable disease and what the next line takes in its place made one choice.

    Whoever has measurable disease is not asked for the bone lesions, and the other way round.
    """
    found: list[Criterion] = []
    for line in (replace(one, node=_if_none(one.node)) for one in criteria):
        over = found[-1] if found else None
        instead = _instead(line, text)
        if over is not None and instead is not None and over.arm == line.arm and _asks_for_it(over):
            span = over.span.cover(line.span)
            found[-1] = replace(over, span=span, node=_or(over.node, instead), read=min(over.read, line.read))
        else:
            found.append(line)
    return found


def _if_none(node: Node) -> Node:
    """A tree that asks for measurable disease, and of whoever has none for something else, as a choice of the two."""
    if not isinstance(node, All) or sum(map(_is_measurable, node.nodes)) != 1:
        return node
    asked = next(part for part in node.nodes if _is_measurable(part))
    instead = next((part for part in node.nodes if isinstance(part, If) and _denies_it(part.condition)), None)
    if not isinstance(instead, If):
        return node
    choice = Any((asked, instead.node), asked.span.cover(instead.span))
    return all_of([choice if part is asked else part for part in node.nodes if part is not instead])


def _denies_it(condition: Node) -> bool:
    named = [leaf.requirement.concept for leaf in walk(condition) if isinstance(leaf, Leaf)]
    return isinstance(condition, Not) and named == [_MEASURABLE]


def _instead(line: Criterion, text: str) -> Node | None:
    """The lesions that a line asks for of those alone who have no measurable disease; None where it asks for anything else."""
    if line.section is not Section.INCLUSION or _LACKING.search(line.span.of(text).lower()) is None:
        return None
    node = line.node.node if isinstance(line.node, If) else line.node
    asked = [leaf.requirement for leaf in walk(node) if isinstance(leaf, Leaf)]
    lesions = bool(asked) and all(one.kind in _OF_LESIONS and one.concept != _MEASURABLE for one in asked)
    return node if lesions else None


def _asks_for_it(line: Criterion) -> bool:
    """Whether a line asks for measurable disease, alone or beside other things."""
    parts = line.node.nodes if isinstance(line.node, All) else (line.node,)
    return line.section is Section.INCLUSION and sum(map(_is_measurable, parts)) == 1


def _is_measurable(node: Node) -> bool:
    return isinstance(node, Leaf) and node.requirement.concept == _MEASURABLE


def _or(node: Node, instead: Node) -> Node:
    """The tree of the line that asks for measurable disease, with the other choice beside that."""
    span = node.span.cover(instead.span)
    if isinstance(node, All):
        return All(tuple(_or(part, instead) if _is_measurable(part) else part for part in node.nodes), span)
    return Any((node, instead), span)
