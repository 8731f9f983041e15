"""Owns receptors of which no tumour has both states: criteria that ask for each of them are other ways to join.

Neighbouring lines that share the receptors out among them ("Triple-negative …" / "Hormone receptor-positive …") are each
met by whoever meets one of them; lines that stand apart, or beside another about receptors, are left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Any, Kind, Leaf, Node, Not, Section
from matcher.doubts.trial.opened import left_open

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


_OF_RECEPTORS = regex(r"\b(?:her-?2|er|pr|hr|tnbc|receptors?|o?estrogen|triple)\b", re.IGNORECASE)


def without_opposites(criteria: Sequence[Criterion], text: str) -> tuple[Criterion, ...]:
    """The criteria, inclusions of one arm left open where the receptors that they ask for exclude each other."""
    asked = [_asked(c.node) if c.section is Section.INCLUSION and c.registry_field is None else {} for c in criteria]
    in_arm: dict[str | None, dict[str, set[bool]]] = {}
    for one, own in zip(criteria, asked, strict=True):
        for receptor, state in own.items():
            in_arm.setdefault(one.arm, {}).setdefault(receptor, set()).add(state)
    apart = [any(len(in_arm[one.arm][r]) > 1 for r in own) for one, own in zip(criteria, asked, strict=True)]
    places = [place for place, found in enumerate(apart) if found]
    if _share_them_out(places, criteria, text):
        ways = tuple(criteria[place].node for place in places)
        return tuple(_met_by(one, ways) if found else one for one, found in zip(criteria, apart, strict=True))
    return tuple(left_open(one, _WHY) if found else one for one, found in zip(criteria, apart, strict=True))


def _share_them_out(places: Sequence[int], criteria: Sequence[Criterion], text: str) -> bool:
    """Whether lines about contrary receptors stand beside each other and no other line about receptors beside them."""
    if not places or places[-1] - places[0] + 1 > len(places) or len({criteria[place].arm for place in places}) > 1:
        return False
    beside = [criteria[place] for place in (places[0] - 1, places[-1] + 1) if 0 <= place < len(criteria)]
    return not any(one.registry_field is None and _OF_RECEPTORS.search(one.span.of(text)) for one in beside)


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


def _met_by(criterion: Criterion, ways: tuple[Node, ...]) -> Criterion:
    return replace(criterion, node=Any(ways, criterion.node.span))
