"""Owns the ways into a trial: its arms, each with the criteria of the parts that it lies in, and the rest of the trial."""

from __future__ import annotations

from dataclasses import dataclass

from criteria.criterion import Criteria
from criteria.tree import Section

IN = ": "
"""What stands between an arm and what lies in it: "Phase 1: Part 2"."""


@dataclass(frozen=True, slots=True)
class Way:
    """An arm, or the rest of the trial where ``name`` is None, and the names by which criteria are its own."""

    name: str | None
    arms: frozenset[str] = frozenset()


def arm_names(criteria: Criteria) -> tuple[str, ...]:
    """The arms of a trial: those that the text introduces, and any other that a criterion is limited to."""
    return tuple(dict.fromkeys((*criteria.arms, *(c.arm for c in criteria.criteria if c.arm))))


def ways(criteria: Criteria) -> tuple[Way, ...]:
    """The ways into a trial besides its general criteria; none where it has no arms.

    A part with several arms is entered by one of them. A single way leaves the rest of the trial as another, unless
    its heading stands over all that the trial asks for; so do headings that add to what all are asked.
    """
    names = arm_names(criteria)
    parted = {name for name in names if sum(other.startswith(name + IN) for other in names) > 1}
    found = [
        Way(name, frozenset(other for other in names if name == other or name.startswith(other + IN)))
        for name in names
        if name not in parted
    ]
    further = bool(found) and all("additional" in (way.name or "").lower() for way in found)
    if further or len(found) == 1 and not _has_all_that_is_asked(found[0], criteria):
        found.append(Way(None))
    return tuple(found)


def _has_all_that_is_asked(way: Way, criteria: Criteria) -> bool:
    """Whether every line under inclusion, of which there are several, is of the arm: its heading stands over them all."""
    asked = [c for c in criteria.criteria if c.registry_field is None and c.section is Section.INCLUSION]
    return len(asked) > 1 and all(c.arm in way.arms for c in asked)
