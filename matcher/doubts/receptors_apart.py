"""Owns receptors of which no tumour has both states: criteria that ask for each of them are other ways to join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.tree import All, Any, Kind, Leaf, Node, Not, Section, Unparsed

_WHY = "another criterion asks for the contrary, so that they are for different patients"
# what a requirement says of the hormone receptors and of HER2; triple negative is both
_SAYS = {
    ("TNBC", "positive"): {"HR": False, "HER2": False},
    ("HR", "positive"): {"HR": True},
    ("ER", "positive"): {"HR": True},
    ("HR", "negative"): {"HR": False},
    ("HER2", "positive"): {"HER2": True},
    ("HER2", "negative"): {"HER2": False},
}


def without_opposites(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where the receptors that they ask for exclude each other."""
    asked = [_asked(c.node) if c.section is Section.INCLUSION and c.registry_field is None else {} for c in criteria]
    in_arm: dict[str | None, dict[str, set[bool]]] = {}
    for one, own in zip(criteria, asked, strict=True):
        for receptor, state in own.items():
            in_arm.setdefault(one.arm, {}).setdefault(receptor, set()).add(state)
    return tuple(
        _left_open(one) if any(len(in_arm[one.arm][receptor]) > 1 for receptor in own) else one
        for one, own in zip(criteria, asked, strict=True)
    )


def _asked(node: Node) -> dict[str, bool]:
    """What a tree asks of the receptors of everyone; nothing where it asks for several states."""
    match node:
        case Leaf(requirement) if requirement.kind is Kind.BIOMARKER and isinstance(requirement.value, str):
            return _SAYS.get((requirement.concept, requirement.value), {})
        case Not(Leaf(requirement)) if requirement.kind is Kind.BIOMARKER and requirement.value == "positive":
            return _SAYS.get((requirement.concept, "negative"), {})
        case All(nodes):
            found: dict[str, bool] = {}
            for part in nodes:
                for receptor, state in _asked(part).items():
                    if found.setdefault(receptor, state) is not state:
                        return {}
            return found
        case _:
            return {}


def _left_open(criterion: Criterion) -> Criterion:
    return replace(criterion, node=Any((criterion.node, Unparsed(criterion.span, _WHY)), criterion.node.span))
