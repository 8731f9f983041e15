"""Owns whether the cancer came through a treatment: progressed on or after it, or is said to resist it."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.therapies.while_given import WHILE_GIVEN
from criteria.tree import Requirement, Window
from matcher.answer import Answer, Missing, Weight, either, no, unknown, yes
from matcher.bounds import within
from matcher.derive import therapy as derived
from matcher.derive.disease import extent, relapse_date
from matcher.derive.resistance import EARLY, has_held, tells_of
from matcher.entries import conditions
from matcher.evaluate.given import matching, open_answer, silence
from matcher.evaluate.particulars import narrows, of_treatment
from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth, all_of, any_of

_REFRACTORY = ("as", "refractory")
"""A detail: the disease is said to have withstood its treatment, without a word of progress."""
RESISTED = ("resisted", "treatment")
"""A detail: the cancer is said to resist it, which no cancer does that came back years after a course around an operation."""
_LONG_HELD = 730  # days; no trial's definition of resistance reaches so far behind the last dose
_AROUND_AN_OPERATION = frozenset({"neoadjuvant", "adjuvant", "early"})


def came_through(requirement: Requirement, patient: Patient) -> Answer:
    """Progressed on it by the treatments, or, where these leave it open, by an entry that says so."""
    answer = _progressed(requirement, patient)
    if answer.truth is Truth.TRUE or (answer.truth is Truth.FALSE and RESISTED not in requirement.detail):
        return answer
    for place, condition in enumerate(patient.conditions):
        if condition.present and tells_of(condition.name, requirement.concept):
            evidence = conditions.describe(place, condition)
            plain = requirement.when is None and requirement.setting is None and not narrows(requirement)
            said = unknown(evidence.text, *answer.missing, evidence=(evidence,), weight=Weight.NEVER)
            return yes(evidence.text, evidence) if plain else said
    return answer


def _progressed(requirement: Requirement, patient: Patient) -> Answer:
    """Progressed on or after it: an outcome of progression; a completed course before a relapse is open."""
    if requirement.concept in derived.ANTICANCER and requirement.setting is None:
        if not any(key == "relapse" for key, _ in requirement.detail):
            return _progressed_on_latest(requirement, patient)
        # after what was given for metastatic disease nothing relapses
        requirement = replace(requirement, setting="early")
    answers = []
    for place, treatment, belongs in matching(requirement, patient):
        evidence = derived.describe(place, treatment)
        outcome = {"progression": Truth.TRUE, "ongoing": Truth.FALSE}.get(treatment.outcome or "", Truth.UNKNOWN)
        if (
            _has_never_come_back(requirement, treatment, patient)
            or _was_given_to_its_end(requirement, treatment)
            or _held_for_years(requirement, treatment, patient)
        ):
            outcome = Truth.FALSE
        truths = [belongs] if _came_back_after(requirement, treatment) else [belongs, outcome]
        if requirement.when is not None:
            truths.append(_lately(requirement.when, treatment, patient))
        if narrows(requirement):
            truths.append(of_treatment(requirement, treatment, patient))
        truth = all_of(truths)
        if truth is Truth.UNKNOWN:
            answers.append(open_answer(requirement, treatment, evidence, "whether the cancer progressed after it"))
        else:
            answers.append(Answer(truth, evidence.text, (evidence,)))
    return either(answers, silence(requirement, patient))


def _lately(window: Window, treatment: Treatment, patient: Patient) -> Truth:
    """Whether the cancer came through it as lately as is asked: a treatment that ended by progression dates that itself.

    After a course that was completed the cancer came back later, nobody knows when: that is never too long ago.
    """
    counted = derived.counted_in(window, treatment)
    found = within(counted, derived.gap(patient, treatment), derived.half_life(treatment))
    if treatment.outcome == "progression" or found is Truth.TRUE:
        return found
    return Truth.UNKNOWN


def _has_never_come_back(requirement: Requirement, treatment: Treatment, patient: Patient) -> bool:
    """Whether the cancer is still the first one, which no treatment around an operation has failed to hold.

    What an operation left of it may be said to resist what was given before, where a trial asks for just that.
    """
    diagnosis = patient.diagnosis
    if diagnosis.presentation != "primary" or extent(patient)[0] not in ("early", "locally advanced"):
        return False
    withstood = requirement.setting in _AROUND_AN_OPERATION or _REFRACTORY in requirement.detail
    if diagnosis.residual_disease and withstood:
        return False
    return treatment.outcome is not None and has_held(treatment)


def _was_given_to_its_end(requirement: Requirement, treatment: Treatment) -> bool:
    """Whether a course beside an operation was completed, where a trial asks what came through it while it was given."""
    return WHILE_GIVEN in requirement.detail and treatment.outcome == "completed" and treatment.setting in EARLY


def _held_for_years(requirement: Requirement, treatment: Treatment, patient: Patient) -> bool:
    """Whether the cancer came back only years after a course that was completed beside an operation, and so does not resist it."""
    relapse, end = relapse_date(patient), derived.last_day(treatment)
    if RESISTED not in requirement.detail or relapse is None or end is None or treatment.outcome != "completed":
        return False
    return has_held(treatment) and (relapse.first - end.last).days > _LONG_HELD


def _came_back_after(requirement: Requirement, treatment: Treatment) -> bool:
    """Whether the day of the relapse decides how it went: a course that was completed says nothing of that itself."""
    return treatment.setting != "metastatic" and any(key == "relapse" for key, _ in requirement.detail)


def _progressed_on_latest(requirement: Requirement, patient: Patient) -> Answer:
    """Progression on or after treatment in general: the latest decides (gold guidelines, section 2)."""
    drugs = derived.latest(patient)
    if not drugs:
        return silence(requirement, patient)
    evidence = tuple(derived.describe(place, treatment) for place, treatment in drugs)
    outcomes = {treatment.outcome for _, treatment in drugs}
    particulars = tuple(pair for pair in requirement.detail if pair not in (("for", "breast cancer"), _REFRACTORY))
    if all(_has_never_come_back(requirement, treatment, patient) for _, treatment in drugs):
        return no(f"{evidence[0].text}: the cancer has not come back", *evidence)
    if "progression" in outcomes and not narrows(replace(requirement, detail=particulars)):
        progressed = [treatment for _, treatment in drugs if treatment.outcome == "progression"]
        when = requirement.when
        lately = any_of(_lately(when, treatment, patient) for treatment in progressed) if when else Truth.TRUE
        if lately is not Truth.UNKNOWN:
            return Answer(lately, evidence[0].text, evidence)
    missing = Missing("progression on the latest therapy", "the latest CT or MRI report")
    return unknown(f"{evidence[0].text}: whether the cancer progressed after it decides", missing, evidence=evidence)
