"""Owns blood pressure as two numbers, "140/90 mmHg": the systolic and the diastolic bound."""

from __future__ import annotations

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.labs.lab_sense import polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.words.lab_units import Quantity
from criteria.words.numbers import comparator_after, comparator_before, number

PRESSURES = frozenset({"systolic blood pressure", "diastolic blood pressure"})
"""The two labs of blood pressure."""
_NAMES_BOTH = regex(r"\bsystolic|\bdiastolic")
_PRESSURE = regex(
    r"(?<![\d/])(?P<systolic>\d{2,3})\s*(?:mm\s?hg\s*)?(?:\(?systolic\)?\s*)?/\s*(?P<diastolic>\d{2,3})(?:\s*mm\s?/?\s?hg)?"
)


def is_both(labs: tuple[str, ...], lower: str, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` name blood pressure as a whole, and neither of its labs."""
    both = set(labs) >= PRESSURES and "blood pressure" in lower[start:end]
    return both and not _NAMES_BOTH.search(lower, start, end)


def pressure(passage: Passage, start: int, end: int, limit: int) -> list[Atom]:
    """Blood pressure as two numbers, "140/90 mmHg": the systolic and the diastolic bound."""
    match = _PRESSURE.search(passage.lower, end, limit)
    if match is None:
        return []
    _, op = comparator_before(passage.lower, match.start(), end)
    finish = match.end()
    if op is None:
        finish, op = comparator_after(passage.lower, finish)
    lost = op is None or op == "="
    if op is None or op == "=":
        op = ">" if passage.base is Effect.EXCLUDE else "<="
    atoms = []
    for lab in ("systolic blood pressure", "diastolic blood pressure"):
        value = Comparison(op, number(match[lab.split()[0]]), "mmHg")
        how = polarity(passage, lab, value, Quantity(match.start(), match.end(), op, value.number, "mmHg"))
        if how is None and "control" in passage.lower:
            continue  # nobody is asked to have badly controlled hypertension
        how = how if lost and how is not None else Polarity.FOLLOW
        atoms.append(Atom(start, finish, Requirement(Kind.LAB, lab, value), how))
    return atoms
