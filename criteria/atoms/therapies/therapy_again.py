"""Owns names of a list that only say again what stands before them: in short, by its amount, as an example of what is limited."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_detail import amounts
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_statement import Statement, around
from criteria.patterns import regex
from criteria.text.passage import Passage

_MEASURES = regex(
    r"\s*\(\W*\d+(?:\s*(?:-|to)\s*\d+)?\s*(?:weeks?|days?|months?|fractions?|cycles?|courses?|gy)?\s+of\s+"
)
_CLASS_ENDS = regex(r"\s*(?:therapy|treatment|agents?|drugs?)?\s*")


def is_measured(lower: str, before: Name | None, name: Name) -> bool:
    """Whether brackets only say how much of the name before them is meant: "palliative radiation (< 2 weeks of radiotherapy)"."""
    if before is None or before.concept != name.concept:
        return False
    return _MEASURES.fullmatch(lower, before.end, name.start) is not None


def is_one_of_the_limited(passage: Passage, statement: Statement, run: list[Name], name: Name) -> bool:
    """Whether it is an example in brackets of a class that is limited, and so read: "more than 6 months of an inhibitor (A, B)"."""
    opened = passage.lower.rfind("(", run[0].end, name.start) if name is not run[0] else -1
    if opened < 0 or ")" in passage.lower[opened : name.start]:
        return False
    head = [other for other in run if other.end <= opened][-1]
    if _CLASS_ENDS.fullmatch(passage.lower, head.end, opened) is None:
        return False
    if not amounts(around(passage, statement, run, head)):
        return False
    passage.claimed.append((name.start, name.end))
    return True


def is_abbreviated(lower: str, run: list[Name], name: Name) -> bool:
    """Whether the name is the one before it in parentheses: "an aromatase inhibitor (AI)"."""
    before = run[run.index(name) - 1]
    return before.concept == name.concept and lower[before.end : name.start] == " ("
