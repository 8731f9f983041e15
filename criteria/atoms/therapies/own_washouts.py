"""Owns washouts of one treatment that are shorter than that of its class: "3 weeks since chemotherapy (1 week for capecitabine)"."""

from __future__ import annotations

from dataclasses import replace

from criteria import vocabulary
from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.therapies.sooner import DAYS
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Window

# "(1 week for weekly paclitaxel)": the time of all of it is the longer one
_QUALIFIED = regex(
    r"\b(?:(?:bi-?|tri-?)?weekly|daily|oral|low[- ]dose|metronomic|limited|focal|small|short\w*|non[- ][\w-]+)\s+$"
)


def with_own_washouts(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, a class without those of its kind that a shorter time is given for behind it."""
    washouts = [atom for atom in atoms if _is_washout(passage, atom)]
    if len(washouts) < 2:
        return atoms
    found = []
    for atom in atoms:
        shorter = [other for other in washouts if _is_shorter(passage, other, atom)] if atom in washouts else []
        left_out = {("not", other.requirement.concept) for other in shorter}
        detail = tuple(sorted({*atom.requirement.detail, *left_out}))
        found.append(replace(atom, requirement=replace(atom.requirement, detail=detail)) if left_out else atom)
    return found


def _is_washout(passage: Passage, atom: Atom) -> bool:
    """Whether the treatment must not have been given within a time."""
    requirement = atom.requirement
    if requirement.kind is not Kind.THERAPY or requirement.value != "prior" or _days(requirement.when) is None:
        return False
    if atom.polarity is Polarity.FOLLOW:
        return passage.base is Effect.EXCLUDE or passage.scopes.negations(atom.start) % 2 == 1
    return atom.polarity is Polarity.MUST_NOT


def _is_shorter(passage: Passage, own: Atom, general: Atom) -> bool:
    """Whether a washout is that of a kind of the other's treatment, and sooner over."""
    one, other = own.requirement, general.requirement
    days, longer = _days(one.when), _days(other.when)
    if own.start < general.start or one.concept == other.concept or days is None or longer is None or days >= longer:
        return False
    qualified = _QUALIFIED.search(passage.lower, 0, own.start) is not None
    return not (one.detail or other.detail or qualified) and vocabulary.load().is_a(
        Kind.THERAPY, one.concept, other.concept
    )


def _days(window: Window | None) -> float | None:
    """The days of a time within which something must not be; None for any other."""
    if window is None or window.op not in ("<", "<=") or window.half_lives is not None or window.unit not in DAYS:
        return None
    return window.number * DAYS[window.unit]
