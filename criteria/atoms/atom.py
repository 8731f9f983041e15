"""Owns what a recogniser hands over: a requirement, where it was read, and how sure its polarity is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from criteria.tree import Requirement

UNREAD = "unread"
"""The concept of an atom that stands for words which nobody has read."""

CLAUSE = "clause"
"""The value of an unread atom that is a statement of its own and no item of a list."""


class Polarity(StrEnum):
    """How the effect of an atom follows from its sentence."""

    FOLLOW = "follow"  # as the section, the negations and the mood of the sentence say
    FLIP = "flip"  # the same, turned round: the words hold a negation of their own ("chemotherapy-naive", "unable to")
    MUST = "must"  # required wherever it stands
    MUST_NOT = "must not"  # excluded wherever it stands ("at least 4 weeks since X")
    MAY = "may"  # named only to say that it restricts nobody ("men or women")


@dataclass(frozen=True, slots=True)
class Atom:
    """A requirement read at characters ``start`` to ``end`` of a passage.

    ``alternatives`` names a set of which one is enough ("AST or ALT", "BRCA1/2"); atoms of one passage with the same
    name are joined by "or". ``exception`` is the stretch of an exception that the recogniser itself has read,
    ``unless`` what stands in it. Of alternatives, those with the same ``together`` count as one: "HR+/HER2- or
    triple-negative". ``condition`` says to whom it is limited ("< 470 ms for women"): it holds for everyone else.
    """

    start: int
    end: int
    requirement: Requirement
    polarity: Polarity = Polarity.FOLLOW
    alternatives: str | None = None
    exception: tuple[int, int] | None = None
    unless: tuple[Atom, ...] = ()
    condition: Atom | None = None
    together: str | None = None

    @property
    def is_unread(self) -> bool:
        """Whether it stands for words that nobody has read: it joins as its neighbours do, and means nothing."""
        return self.requirement.concept == UNREAD

    @property
    def is_clause(self) -> bool:
        """Whether it is unread and a statement of its own."""
        return self.is_unread and self.requirement.value == CLAUSE
