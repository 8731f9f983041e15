"""Owns the answer to one requirement: its truth, what the record says to it, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from matcher.truth import Truth, any_of


class Weight(StrEnum):
    """Whether an open answer keeps a verdict from ``eligible``.

    ``REQUIRED``: only where the requirement must be true; where it must not be, a record that is whole and silent on
    it is taken to mean that there is nothing. ``NEVER``: what is settled in person, such as consent.
    ``SETTLED``: it is taken to be as it should, wherever it stands, for the record says it in the trial's own words.
    """

    ALWAYS = "always"
    REQUIRED = "required"
    NEVER = "never"
    SETTLED = "settled"


class Evidence(NamedTuple):
    """A fact of the record that was used; ``path`` is its place, as in ``labs[3]``."""

    path: str
    text: str


class Missing(NamedTuple):
    """A fact that would decide, and where one finds it."""

    what: str
    where: str


class Answer(NamedTuple):
    """What a record says to a requirement; ``until`` is the day from which the answer turns over by time alone."""

    truth: Truth
    why: str
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    weight: Weight = Weight.ALWAYS
    until: date | None = None


def yes(why: str, *evidence: Evidence, until: date | None = None) -> Answer:
    """The requirement is true of the patient."""
    return Answer(Truth.TRUE, why, evidence, until=until)


def no(why: str, *evidence: Evidence, until: date | None = None) -> Answer:
    """The requirement is not true of the patient."""
    return Answer(Truth.FALSE, why, evidence, until=until)


def known(truth: bool | None, why: str, *evidence: Evidence) -> Answer:
    """An answer from a bool, or open for None."""
    return Answer(Truth.of(truth), why, evidence)


def unknown(why: str, *missing: Missing, evidence: Iterable[Evidence] = (), weight: Weight = Weight.ALWAYS) -> Answer:
    """The record leaves it open."""
    return Answer(Truth.UNKNOWN, why, tuple(evidence), missing, weight)


def presumed_absent(why: str, *missing: Missing) -> Answer:
    """Not spelt out by the record, whose list is whole: open where it is required, no obstacle where it is excluded."""
    return Answer(Truth.UNKNOWN, why, (), missing, Weight.REQUIRED)


def either(answers: Iterable[Answer], otherwise: Answer) -> Answer:
    """The first that is TRUE, else the first that is open, else ``otherwise`` (which may itself be open).

    Where all are FALSE, the entries that do not do are told: "only doxorubicin (adjuvant, 2020-05 to 2020-09)".
    """
    seen = [*answers, otherwise]
    if len(seen) == 1:
        return otherwise
    truth = any_of(answer.truth for answer in seen)
    if truth is not Truth.FALSE:
        alike = [answer for answer in seen if answer.truth is truth]
        # an open answer that always matters outranks one that matters only where it is required
        return min(alike, key=lambda answer: answer.weight is not Weight.ALWAYS)
    evidence = tuple(dict.fromkeys(fact for answer in seen for fact in answer.evidence))
    told = dict.fromkeys(answer.why for answer in seen[:-1] if answer.evidence)
    return otherwise._replace(why=f"only {'; '.join(told)}" if told else otherwise.why, evidence=evidence)
