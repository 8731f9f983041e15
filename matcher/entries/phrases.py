"""Owns what the conditions of a record say to a phrase that is no name of a condition: in its very words, or in most of them."""

from __future__ import annotations

from matcher.answer import Answer, no, yes
from matcher.entries.conditions import ABILITY, describe
from matcher.entries.names import Relation, by_words, overlap
from matcher.patient.record import Patient


def stated(patient: Patient, phrase: str) -> Answer | None:
    """What the record says in the very words of the phrase; None where it has no such entry."""
    for place, condition in enumerate(patient.conditions):
        if by_words(condition.name, phrase) is Relation.SAME:
            opposite = bool(ABILITY.search(condition.name)) != bool(ABILITY.search(phrase))
            evidence = describe(place, condition)
            return yes(evidence.text, evidence) if condition.present != opposite else no(evidence.text, evidence)
    return None


def closest(patient: Patient, phrase: str, least: float = 0.6) -> Answer | None:
    """The entry whose words the phrase holds best, as an answer; None where none shares enough of them."""
    best = max(enumerate(patient.conditions), key=lambda pair: overlap(pair[1].name, phrase), default=None)
    if best is None or overlap(best[1].name, phrase) < least:
        return None
    evidence = describe(*best)
    opposite = bool(ABILITY.search(best[1].name)) != bool(ABILITY.search(phrase))
    return yes(evidence.text, evidence) if best[1].present != opposite else no(evidence.text, evidence)
