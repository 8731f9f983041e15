"""Owns the next question: which missing fact, once known, decides most of the trials that are still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from criteria.tree import Kind, Requirement
from matcher.patient.record import Patient
from matcher.screening import LeafResult, Screening, Verdict

# Where one fact answers every requirement of a kind, whatever its bound.
_ONE_FACT = {
    Kind.AGE: ("age", "How old is the patient?", "How old are you?"),
    Kind.SEX: ("sex", "What is the patient's sex?", "What is your sex?"),
    Kind.MENOPAUSE: ("menopausal_status", "What is the menopausal status?", "Have your periods stopped for good?"),
    Kind.PERFORMANCE: ("ecog", "What is the ECOG performance status?", "How active are you in daily life?"),
}
_ASK = {
    Kind.BIOMARKER: ("What is the result for {0}?", "What does your pathology report say about {0}?"),
    Kind.LAB: ("What is the latest {0}?", "What was your latest {0}?"),
    Kind.THERAPY: ("Has there been any {0}, and when was it last given?", "Have you had {0}? If so, when was the last time?"),
    Kind.LINES: ("How many lines of {0} have there been?", "How many different courses of {0} have you had?"),
    Kind.METASTASIS: ("Is there {0} metastasis, and in what state?", "Has the cancer spread to: {0}?"),
    Kind.COMORBIDITY: ("Is there {0}, now or in the history?", "Do you have, or have you had, {0}?"),
    Kind.ALLERGY: ("Is there an allergy to {0}?", "Are you allergic to {0}?"),
    Kind.PREGNANCY: ("Is the patient {0}?", "Are you {0}?"),
    Kind.DISEASE_MEASURE: ("Is there {0}?", "Does your latest scan report say anything about: {0}?"),
    Kind.STAGE: ("Is the disease {0}?", "What stage is your cancer ({0})?"),
    Kind.CANCER: ("Is there {0}?", "Have you had {0}?"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both wordings; ``decides`` counts the open trials that hang on it alone or among others.

    ``rules_out`` is how many a contrary answer would close, ``completes`` how many it alone keeps from ``eligible``.
    """

    key: str
    text: str
    patient_text: str
    where: str
    decides: int
    rules_out: int
    completes: int
    answers: tuple[str, ...] = ("yes", "no", "not known")


def questions(patient: Patient, screenings: Iterable[Screening], limit: int = 5) -> tuple[Question, ...]:
    """The questions that decide most, best first; none when no answer would change a verdict.

    Every open, decisive requirement of a trial that is still open can rule it out; the one question that a trial
    lacks also completes it. Equal counts are ordered by name.
    """
    open_trials = [s for s in screenings if s.verdict is Verdict.UNKNOWN]
    asked: dict[str, LeafResult] = {}
    rules_out: defaultdict[str, int] = defaultdict(int)
    completes: defaultdict[str, int] = defaultdict(int)
    for screening in open_trials:
        keys: dict[str, LeafResult] = {}
        unread = False
        for result in screening.open:
            for leaf in result.leaves:
                if leaf.decisive and leaf.requirement is not None:
                    keys.setdefault(_key(leaf.requirement), leaf)
                unread |= leaf.decisive and leaf.requirement is None
        for key, leaf in keys.items():
            asked.setdefault(key, leaf)
            rules_out[key] += 1
            completes[key] += len(keys) == 1 and not unread
    ranked = sorted(asked, key=lambda key: (-(rules_out[key] + completes[key]), key))
    return tuple(_question(key, asked[key], rules_out[key], completes[key]) for key in ranked[:limit])


def _key(requirement: Requirement) -> str:
    if requirement.kind in _ONE_FACT:
        return _ONE_FACT[requirement.kind][0]
    return f"{requirement.kind}: {requirement.concept}"


def _question(key: str, leaf: LeafResult, rules_out: int, completes: int) -> Question:
    requirement = leaf.requirement
    assert requirement is not None  # noqa: S101  # questions() collects no unread words
    where = leaf.missing[0].where if leaf.missing else "the clinic notes"
    if requirement.kind in _ONE_FACT:
        _, text, plain = _ONE_FACT[requirement.kind]
    else:
        clinical, simple = _ASK.get(requirement.kind, ("What about {0}?", "What about {0}?"))
        text, plain = clinical.format(requirement.concept), simple.format(requirement.concept)
    return Question(key, text, plain, where, rules_out + completes, rules_out, completes)
