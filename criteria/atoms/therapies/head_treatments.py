"""Owns what was done of late for the symptoms of metastases of the brain, which keeps out beside active ones."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.windows import windows

# that they "required therapy to control symptoms from brain metastases within 60 days", whatever it was
_FOR_SYMPTOMS = regex(
    r"(?:"
    r"\b(?:brain|cns|central nervous system|cerebral) (?:metasta\w+|disease|lesions?) (?:that|which) (?:have |has )?)?"
    r"\b(?:required|needed|requir(?:e|es|ing)|received|history of|had)\b (?:(?!\bto control symptoms\b)[^.;]){0,140}?"
    r"\bto control symptoms(?:"
    r" (?:from|of|due to|related to) (?:the |their )?(?:brain|cns|central nervous system|cerebral) "
    r"(?:metasta\w+|disease|lesions?))?"
)
_OF_THE_BRAIN = regex(r"\b(?:brain|cns|central nervous system|cerebral)\b")
_NEAR = 40  # characters behind the symptoms in which the time of their treatment stands


def treated_for_symptoms(passage: Passage) -> list[Atom]:
    """A late treatment for the symptoms of metastases of the brain, which an exclusion names beside active ones."""
    lower = passage.lower
    if passage.base is not Effect.EXCLUDE or _OF_THE_BRAIN.search(lower) is None:
        return []
    for match in _FOR_SYMPTOMS.finditer(lower):
        behind = next(windows(lower, match.end(), min(len(lower), match.end() + _NEAR)), None)
        if behind is not None and behind.window.op in ("<", "<="):
            requirement = Requirement(Kind.METASTASIS, "brain", "any", behind.window, detail=(("treated", "yes"),))
            return [Atom(match.start(), behind.end, requirement)]
    return []
