"""Owns the second test of those who fail a dipstick: "(patients with 2+ must have ≤ 1 g of protein in 24 hours)"."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.labs.lab_fit import fits
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Kind, Requirement
from criteria.words.lab_units import quantities

_LAB = "proteinuria"
# whom the dipstick has found, what is then done, and the bound that they must keep to
_SECOND = regex(
    r"(?P<whom>\(?\b(?:patients|subjects|participants|women|those|if)\b[^.;()]{0,90}?\d ?\+(?:(?!\b(?:not|ineligible|excluded)\b)[^.;()]){0,120}?)"
    r"\b(?:must|should|will|to|need to|has to|have to)\b(?:(?!\b(?:not|or)\b)[^.;()]){0,160}?\b(?:24|twenty-four)[ -]?h"
)
_BEGINS = regex(r"(?:demonstrat\w+|show\w*|be|have|contain\w*|with|of)\s+(?:an? )?$")
_REST = regex(
    r"\s*(?:of )?(?:(?:urinary )?protein\s*)?(?:(?:in|per|/|a) ?(?:24|twenty-four)[ -]?(?:h|hr|hour)s?\b|/ ?day)?"
    r"(?: to (?:be eligible|allow participation[\w ]{0,20}|participate))?\s*\)?"
)
_CLAUSE = 260


class Second(NamedTuple):
    """Where the words of a second test begin, and the bound of it."""

    start: int
    atom: Atom


def second_test(passage: Passage) -> Second | None:
    """The bound that those with a bad dipstick must keep to, where one is named before their words; all of these are then read."""
    found = _SECOND.search(passage.lower) if "24" in passage.lower or "twenty" in passage.lower else None
    named = [m for m in passage.of_kind(Kind.LAB) if m.name == _LAB] if found is not None else []
    if found is None or not named or named[0].end > found.start():
        return None
    limit = min(found.end() + _CLAUSE, len(passage.lower))
    for quantity in quantities(passage.lower, _LAB, found.end("whom"), limit):
        fitting = fits(_LAB, quantity)
        if fitting is None or quantity.op not in ("<", "<="):
            continue
        if not _BEGINS.search(passage.lower, found.end("whom"), quantity.start):
            continue
        rest = _REST.match(passage.lower, quantity.end)
        end = rest.end() if rest else quantity.end
        passage.claimed.append((found.start(), end))
        value = Comparison(quantity.op, fitting.number, fitting.unit)
        return Second(found.start(), Atom(found.start(), end, Requirement(Kind.LAB, _LAB, value), Polarity.MUST))
    return None


def with_second(atoms: list[Atom], second: Second | None) -> list[Atom]:
    """The atoms, those of the dipstick joined with the second test as ways in of which one is enough."""
    first = [a for a in atoms if a.requirement.concept == _LAB]
    if second is None or not first:
        return atoms
    shared = f"lab {first[-1].start}"
    kept = [replace(a, alternatives=shared) if a is first[-1] else a for a in atoms]
    return [*kept, replace(second.atom, alternatives=shared)]
