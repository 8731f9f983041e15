"""Owns the evaluation of how much of a treatment was given: cumulative dose, cycles, duration."""

from __future__ import annotations

import re
from typing import TypeGuard

from criteria.tree import Between, Comparison, Requirement, Window
from matcher.answer import Answer, Evidence, Missing, either, unknown, yes
from matcher.bounds import bound, satisfies, words_of
from matcher.derive import therapy as derived
from matcher.derive.steroids import taken_is
from matcher.entries import conditions
from matcher.entries.names import words
from matcher.evaluate.begun import taken_so_long
from matcher.patient.dates import days
from matcher.patient.record import Lab, Medication, Patient, Treatment
from matcher.truth import Truth, all_of

_HISTORY = "the treatment history"


def evaluate(
    requirement: Requirement, patient: Patient, matching: list[tuple[int, Treatment, Truth]], silence: Answer
) -> Answer:
    """A bound on a dose, a number of cycles or a length of time; ``silence`` answers for a treatment never given."""
    asked = bound(requirement.value)
    if asked is None:
        return silence
    if ("planned", "yes") in requirement.detail:
        return _planned(requirement, asked, patient)
    for place, lab in enumerate(patient.labs):
        if _is_dose_of(lab, requirement.concept, matching) and isinstance(lab.value, int | float):
            evidence = Evidence(f"labs[{place}]", f"{lab.name} {lab.value:g} {lab.unit or ''}".strip())
            return Answer(satisfies(asked, lab.value, lab.value), evidence.text, (evidence,))
    if not matching and (found := _is_taken(requirement.concept, patient)) is not None:
        taken, medicine = found
        if (
            _is_a_length(asked)
            and taken_so_long(Window(asked.op, asked.number, asked.unit), patient, medicine) is Truth.TRUE
        ):
            return yes(taken.text, taken)
        missing = Missing(f"how much of it was taken, and for how long: {taken.text}", _HISTORY)
        return unknown(f"{taken.text}; {words_of(asked)} decides", missing, evidence=(taken,))
    if not matching:
        # who never had it has had none: no cycle, no dose; of a length of time that is not asked
        none_at_all = silence.truth is Truth.FALSE and days(1, asked.unit) is None
        return silence._replace(truth=satisfies(asked, 0, 0)) if none_at_all else silence
    answers = [_one(asked, patient, *found) for found in matching]
    short = len(answers) > 1 and all(answer.truth is Truth.FALSE for answer in answers)
    if short and _could_reach(asked, patient, [treatment for _, treatment, _ in matching]):
        facts = [fact for answer in answers for fact in answer.evidence]
        missing = Missing(f"how long {requirement.concept} was given in all", _HISTORY)
        return unknown(f"whether they count together ({words_of(asked)}) decides", missing, evidence=facts)
    return either(answers[:-1], answers[-1])


def _is_taken(concept: str, patient: Patient) -> tuple[Evidence, Medication] | None:
    """The medicine of the class that is taken now; how much in all its entry does not tell."""
    for place, medicine in enumerate(patient.medications):
        if taken_is(medicine, concept) is Truth.TRUE:
            return Evidence(f"medications[{place}]", f"takes {medicine.name}"), medicine
    return None


def _is_a_length(asked: Comparison | Between) -> TypeGuard[Comparison]:
    """Whether at least so much time is asked for."""
    return isinstance(asked, Comparison) and asked.op in (">=", ">") and days(1, asked.unit) is not None


def _could_reach(asked: Comparison | Between, patient: Patient, given: list[Treatment]) -> bool:
    """Whether treatments of one class, each too short for a length of time, may be long enough together."""
    scale = days(1, asked.unit)
    if scale is None or not _is_a_length(asked):
        return False
    lengths = [_length(scale, patient, treatment) for treatment in given]
    total = sum(length[1] for length in lengths if length is not None)
    return satisfies(asked, 0, total) is not Truth.FALSE


def _planned(requirement: Requirement, asked: Comparison | Between, patient: Patient) -> Answer:
    """An amount that is planned, from an entry about the plan such as "scheduled for 4 months of chemotherapy"."""
    scale = days(1, asked.unit)
    for place, condition in enumerate(patient.conditions):
        own = words(condition.name)
        told = _AMOUNT.search(condition.name)
        length = days(float(told[1]), told[2]) if told else None
        if (
            "planned" in own
            and words(requirement.concept) <= own
            and length is not None
            and scale
            and condition.present
        ):
            evidence = conditions.describe(place, condition)
            return Answer(satisfies(asked, length / scale, length / scale), evidence.text, (evidence,))
    missing = Missing(f"the planned amount of {requirement.concept}", "the treating team")
    return unknown(f"the planned amount of {requirement.concept} is not recorded", missing)


_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(day|week|month|year)s?", re.IGNORECASE)


def _is_dose_of(lab: Lab, concept: str, matching: list[tuple[int, Treatment, Truth]]) -> bool:
    """Whether a measurement is the cumulative dose of the drug or class asked for."""
    name = lab.name.lower()
    if "cumulative" not in name or "dose" not in name:
        return False
    drugs = {treatment.name.split()[0].lower() for _, treatment, _ in matching} | {concept.lower()}
    return any(drug in name for drug in drugs)


def _one(asked: Comparison | Between, patient: Patient, place: int, treatment: Treatment, belongs: Truth) -> Answer:
    evidence = derived.describe(place, treatment)
    found = _measure(asked.unit.lower(), patient, treatment)
    truth = all_of((belongs, Truth.UNKNOWN if found is None else satisfies(asked, *found)))
    if truth is Truth.UNKNOWN:
        what = f"amount or length ({words_of(asked)})"
        missing = Missing(f"{what} of {treatment.name}", _HISTORY)
        return unknown(f"{evidence.text}: {what} decides", missing, evidence=(evidence,))
    return Answer(truth, evidence.text, (evidence,))


def _measure(unit: str, patient: Patient, treatment: Treatment) -> tuple[float, float] | None:
    """The amount in the unit asked for, at least and at most; None where the record does not hold it."""
    if "cycle" in unit or "course" in unit:
        return None if treatment.cycles is None else (treatment.cycles, treatment.cycles)
    scale = days(1, unit)
    if scale is not None:
        return _length(scale, patient, treatment)
    dose = derived.number_in(treatment.cumulative_dose)
    if dose is None and "cumulative" in (treatment.dose or ""):
        dose = derived.number_in(treatment.dose)
    return None if dose is None or "mg" not in unit else (dose, dose)


def _length(scale: float, patient: Patient, treatment: Treatment) -> tuple[float, float] | None:
    if treatment.start is None or (treatment.end is None and treatment.outcome != "ongoing"):
        return None
    last = treatment.end.last if treatment.end else patient.as_of
    first = treatment.end.first if treatment.end else patient.as_of
    return max(0, (first - treatment.start.last).days) / scale, (last - treatment.start.first).days / scale
