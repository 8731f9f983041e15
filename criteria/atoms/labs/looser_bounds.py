"""Owns the looser bounds that some have beside the bound of a lab: where their exception stands, and what it asks of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.labs.lab_fit import fits
from criteria.atoms.labs.lab_sense import values
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement, Value
from criteria.words.context import Cue
from criteria.words.cue_ends import end_of
from criteria.words.lab_units import Quantity, quantities

FOR_WHOM = regex(
    r"\b(?:if|provided|providing|(?:so|as) long as|in|for|with|unless|except\w*|when|where|due to|secondary|because"
    r"|patients?|subjects?|participants?|those|liver|hepatic|metasta\w*|gilbert\w*|bone|documented|known|case"
    r"|presence|involvement|receiving|taking|anti-?coag\w*|warfarin)\b"
)
"""Words by which a text says for whom a further bound of the same lab is."""


@dataclass(slots=True)
class Looser:
    """The looser bounds read so far behind the ``first`` of a lab, whose words end at ``limit``, and where they stand."""

    passage: Passage
    first: Quantity
    limit: int
    stretch: tuple[int, int] | None = None
    bounds: list[Quantity] = field(default_factory=list)

    def holds(self, at: int) -> bool:
        """Whether a character stands in the exception."""
        return self.stretch is not None and at < self.stretch[1]

    def take_within(self, quantity: Quantity) -> bool:
        """Whether a further quantity of the exception is one more looser bound, which is then kept."""
        further = quantity.unit == self.bounds[-1].unit and not opposite(self.first, quantity)
        if further:
            self.bounds.append(replace(quantity, op=quantity.op or self.first.op))
        return further

    def take(self, quantity: Quantity, behind: int) -> None:
        """Keep a looser bound, whose words begin ``behind`` what was read; one of the same unit stands beside those before."""
        stretch = stretch_of(self.passage, behind, quantity.start, self.limit)
        if self.stretch is not None and quantity.unit == self.first.unit and not opposite(self.first, quantity):
            self.stretch, self.bounds = (self.stretch[0], stretch[1]), [*self.bounds, quantity]
        else:  # "(≤ 5 x ULN if …), or ≤ 8 x ULN if …"
            self.stretch, self.bounds = stretch, [quantity]

    def excepted(self, atom: Atom) -> Atom:
        """The atom with its exception, where there is one."""
        return atom if self.stretch is None else excepting(self.passage, atom, self.stretch, self.bounds)


def opposite(first: Quantity, quantity: Quantity) -> bool:
    """Whether one is a lower and the other an upper bound."""
    return bool(first.op and quantity.op and {first.op[0], quantity.op[0]} == {"<", ">"})


def stretch_of(passage: Passage, start: int, at: int, limit: int) -> tuple[int, int]:
    """The stretch of an exception; where its brackets hold nothing but the bound, with the words before and behind them."""
    begin, end = _stretch(passage.lower, start, at, limit)
    if passage.lower[begin] in "([" and not FOR_WHOM.search(passage.lower, begin, end):
        scope = passage.scopes.over(at, Cue.EXCEPTION) or passage.scopes.over(at, Cue.CONDITION)
        if scope is not None and start <= scope.at < begin:
            return scope.at, min(max(scope.end, end), limit)
    return begin, end


def excepting(passage: Passage, atom: Atom, exception: tuple[int, int], looser: Sequence[Quantity]) -> Atom:
    """The atom with its exception, and in that the looser bounds of the same lab."""
    lab = atom.requirement.concept
    unless: list[Atom] = []
    for quantity in looser:
        fitting = fits(lab, quantity)
        stated = [] if fitting is None else values(passage, lab, fitting)
        unless.extend(_looser(passage, atom, quantity, stated))
    spread = atom.condition is not None and atom.condition.requirement.kind is Kind.METASTASIS
    return replace(atom, exception=exception, unless=tuple(unless), condition=None if spread else atom.condition)


def _looser(passage: Passage, atom: Atom, quantity: Quantity, stated: Sequence[Value]) -> list[Atom]:
    """The bounds that a quantity states for some, in the sense of the one that they loosen."""
    kept = atom.requirement.value
    good = passage.base is Effect.EXCLUDE and isinstance(kept, Comparison)
    good = good and any(
        isinstance(v, Comparison) and isinstance(kept, Comparison) and v.op[0] != kept.op[0] for v in stated
    )
    sense = Polarity.MUST if good else Polarity.FOLLOW
    lab = atom.requirement.concept
    return [Atom(quantity.start, quantity.end, Requirement(Kind.LAB, lab, value), sense) for value in stated]


# the words of a bracket right behind a bound, up to where it names the lab again
_ASIDE = regex(
    r"[(\[]\s*(?:however,? )?(?:for|in|if|when|where|with|unless|patients?|subjects?|participants?|those)\b[^()\[\];.]*"
)


def named_again(
    passage: Passage, before: Sequence[Atom], labs: tuple[str, ...], names: tuple[int, int], limit: int
) -> list[Atom]:
    """The bounds ``before`` with that of a bracket behind them as their exception; none where it holds no other bound.

    "INR ≤ 1.5 (for patients on warfarin, INR ≤ 3)": the labs at ``names`` are those of the bracket.
    """
    start, end = names
    opens = max(passage.lower.rfind(sign, before[-1].start, start) for sign in "([")
    known = {a.requirement.concept for a in before}
    if opens < 0 or not known.issuperset(labs) or _ASIDE.fullmatch(passage.lower, opens, start) is None:
        return []
    if passage.lower[before[-1].end : opens].strip(" ,"):
        return []  # it stands behind something else
    looser = next(iter(quantities(passage.lower, labs[0], end, limit)), None)
    if looser is None:
        return []
    stretch = stretch_of(passage, opens, looser.start, limit)
    excepted = [excepting(passage, a, stretch, [looser]) if a.requirement.concept in labs else a for a in before]
    loosened = [a for a in excepted if a.exception == stretch]
    return excepted if loosened and all(_lets_in_more(passage, a) for a in loosened) else []


def _lets_in_more(passage: Passage, atom: Atom) -> bool:
    """Whether each bound of its exception lies beyond that of the atom: no value under which another test is done."""
    kept = atom.requirement.value
    if not isinstance(kept, Comparison) or not atom.unless:
        return False
    excludes = passage.base is Effect.EXCLUDE and atom.polarity is not Polarity.MUST
    upward = (kept.op[0] == "<") != excludes
    return all(_beyond(kept, other.requirement.value, upward=upward) for other in atom.unless)


def _beyond(kept: Comparison, value: Value | None, *, upward: bool) -> bool:
    if isinstance(value, Between):
        return kept.op[0] == "<" and value.high > kept.number
    if not isinstance(value, Comparison) or value.op[0] != kept.op[0] or value.unit != kept.unit:
        return False
    return value.number > kept.number if upward else value.number < kept.number


_CLAUSE_END = regex(r";|\.\s|,\s+and\b|$")


def _stretch(lower: str, start: int, at: int, limit: int) -> tuple[int, int]:
    """Where the words of an exception stand that holds the quantity at ``at``: a parenthesis, or the rest of the clause."""
    opening = max(lower.rfind("(", start, at), lower.rfind("[", start, at))
    if opening >= 0:  # with another lab of theirs: "(with Gilbert's syndrome ≤ 3 x ULN and direct bilirubin ≤ ULN)"
        return opening, min(end_of(lower, at, len(lower)), len(lower) - 1) + 1
    end = _CLAUSE_END.search(lower, at, limit)
    words = re.search(r"\S", lower[start:at])
    return start + (words.start() if words else 0), end.start() if end else limit
