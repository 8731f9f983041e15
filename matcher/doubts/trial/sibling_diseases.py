"""Owns lines that each name a disease of which no patient has two: groups of patients that the trial takes side by side.

"Inflammatory carcinoma" below "Stage II with more than 3 positive nodes" is another way in, and so is "ductal carcinoma in
situ" beside "invasive ductal or papillary histology". A line about "normal controls" asks nothing of patients.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.items.stages_apart import asked as stages_asked
from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Node, Requirement, Section, Unless, Unparsed
from criteria.vocabulary import load

_INFLAMMATORY = "inflammatory breast cancer"
_IN_SITU = "ductal carcinoma in situ"
_LATE = frozenset({"IIIA", "IIIB", "IIIC", "IV"})
_CONTROLS = regex(
    r"\((?:[\w-]+ )?(?:normal|healthy|unaffected|non-?cancer) controls?\b[^()]{0,20}\)|\(controls?(?: group| arm)?\)\W*$"
)
_WHY = "one of several groups that the trial takes"


def with_sibling_diseases(criteria: Sequence[Criterion], text: str) -> tuple[Criterion, ...]:
    """The criteria, with each line that names another disease than a line beside it open to those of the other."""
    asking = [one for one in criteria if one.section is Section.INCLUSION and one.registry_field is None]
    opened = {id(one) for one in asking if _is_for_others(one, asking, text)}
    if not opened:
        return tuple(criteria)
    return tuple(_opened(one) if id(one) in opened else one for one in criteria)


def _is_for_others(one: Criterion, asking: Sequence[Criterion], text: str) -> bool:
    if _CONTROLS.search(one.span.of(text).lower()):
        return True
    cancers = [r for r in _asked(one.node) if r.kind is Kind.CANCER]
    if not cancers or isinstance(one.node, Any):
        return False
    beside = [other for other in asking if other is not one and other.arm == one.arm]
    if _names_first(one.node, _is_inflammatory):
        return any(_is_smaller(other.node) for other in beside)
    if _is_only(one.node, _is_in_situ):
        return any(_names_first(other.node, _is_invasive) for other in beside)
    return _is_only(one.node, _is_invasive) and any(_is_only(other.node, _is_in_situ) for other in beside)


def _opened(one: Criterion) -> Criterion:
    return replace(one, node=Any((one.node, Unparsed(one.span, _WHY)), one.node.span))


def _is_inflammatory(requirement: Requirement) -> bool:
    return requirement.kind is Kind.CANCER and requirement.concept == _INFLAMMATORY


def _is_smaller(node: Node) -> bool:
    """Whether a line asks for a stage, or a size, that no inflammatory tumor has."""
    stages = stages_asked(node)
    if stages:
        return not stages <= _LATE
    return any(
        isinstance(r.value, tuple) and r.concept == "T" and not any(value.startswith("T4") for value in r.value)
        for r in _asked(node)
        if r.kind is Kind.STAGE
    )


def _names_first(node: Node, holds: Callable[[Requirement], bool]) -> bool:
    first = next(_asked(node), None)
    return first is not None and holds(first)


def _is_only(node: Node, holds: Callable[[Requirement], bool]) -> bool:
    found = list(_asked(node))
    return bool(found) and all(r.kind is Kind.CANCER and holds(r) for r in found)


def _is_in_situ(requirement: Requirement) -> bool:
    return requirement.concept == _IN_SITU


def _is_invasive(requirement: Requirement) -> bool:
    own = load().is_a(Kind.CANCER, requirement.concept, "invasive breast cancer")
    return own or requirement.concept in ("ductal carcinoma", "lobular carcinoma", "mucinous breast cancer")


def _asked(node: Node) -> Iterator[Requirement]:
    """What a line asks for, and nothing that it excludes, permits or makes a condition."""
    match node:
        case Leaf(requirement):
            yield requirement
        case All(nodes) | Any(nodes):
            for part in nodes:
                yield from _asked(part)
        case Unless(inner, _):
            yield from _asked(inner)
        case _:
            return
