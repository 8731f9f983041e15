"""Owns the two bounds of one value that an exclusion means together: "glucose of 126 or more and below 200"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from criteria.atoms import Atom
from criteria.atoms.atom import Polarity
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind

_MEASURED = frozenset({Kind.LAB, Kind.AGE, Kind.DISEASE_MEASURE, Kind.PERFORMANCE})
_UP_TO = regex(r"[^,;.]{0,24},? ?(?:\band\b|\bbut\b|\bto\b|&|-)(?!/or)")
_OR = regex(r"\bor\b(?! (?:equal|more|older|greater|higher|less|younger|lower|above|below))")
_AND = regex(r"[\s,)]*\band\b[^,;.]{0,40}")


def with_ranges(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, both bounds of an excluded range as one way to be excluded.

    What an "and" adds, where an "or" stands before, is a part of that way, as it is where the value alone has another
    bound: "creatinine > 2, or > 1.5 and a clearance < 40".
    """
    if passage.base is not Effect.EXCLUDE or len(atoms) < 2:
        return atoms
    found = list(atoms)
    for at, (low, high) in enumerate(pairwise(atoms)):
        added = at + 2 < len(atoms) and _is_added(passage, high, atoms[at + 2])
        if _is_range(passage, low, high):
            members = [at, at + 1, at + 2] if added else [at, at + 1]
        elif added and _is_weaker(low, high):
            members = [at + 1, at + 2]
        else:
            continue
        way = f"way {high.start}.{high.end}"
        for place in members:
            found[place] = replace(atoms[place], polarity=Polarity.FOLLOW, alternatives=way, together=way)
    return found


def _is_range(passage: Passage, low: Atom, high: Atom) -> bool:
    """Whether two bounds enclose the values that exclude; "below 18 and above 30" is two ways to be excluded."""
    one, other = low.requirement, high.requirement
    if one.kind not in _MEASURED or one.kind is not other.kind or one.concept != other.concept:
        return False
    if not (isinstance(one.value, Comparison) and isinstance(other.value, Comparison)):
        return False
    below, above = sorted((one.value, other.value), key=lambda value: value.number)
    apart = below.number < above.number and below.op[0] == ">" and above.op[0] == "<"
    if not apart or below.unit != above.unit or any(a.exception or a.condition for a in (low, high)):
        return False
    if effect(passage, replace(high, polarity=Polarity.FOLLOW)) is not Effect.EXCLUDE:
        return False
    return _UP_TO.match(passage.lower, low.end, high.end) is not None and not _OR.search(
        passage.lower, low.end, high.end
    )


def _is_weaker(low: Atom, high: Atom) -> bool:
    """Whether the second bound of a value takes in all that the first does: it can only exclude with something else."""
    one, other = low.requirement, high.requirement
    if one.kind is not Kind.LAB or one.kind is not other.kind or one.concept != other.concept:
        return False
    if not (isinstance(one.value, Comparison) and isinstance(other.value, Comparison)) or low.exception:
        return False
    first, second = one.value, other.value
    if first.op[0] != second.op[0] or first.unit != second.unit:
        return False
    return second.number < first.number if first.op[0] == ">" else second.number > first.number


def _is_added(passage: Passage, high: Atom, atom: Atom) -> bool:
    """Whether another value is asked for with a range that is itself one of several ways."""
    return (
        atom.requirement.kind is Kind.LAB
        and not atom.exception
        and effect(passage, atom) is Effect.EXCLUDE
        and _OR.search(passage.lower, 0, high.start + 1) is not None
        and _AND.fullmatch(passage.lower, high.end, atom.start) is not None
    )
