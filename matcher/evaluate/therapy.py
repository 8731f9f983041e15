"""Owns the evaluation of treatments: had before, being given, progressed on, not tolerated, planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from criteria.atoms.therapies.surgery_site import is_elsewhere
from criteria.atoms.therapies.washout import TOO_LONG_AGO
from criteria.tree import Requirement, Window
from matcher.answer import Answer, Evidence, Missing, Weight, either, no, unknown, yes
from matcher.bounds import bound, leaves_window, limits, undecided, window_days, within
from matcher.derive import therapy as derived
from matcher.derive.steroids import taken_is
from matcher.entries import conditions
from matcher.entries.names import Relation, by_words, words
from matcher.entries.treatment_names import needed_now, operation_named, told_of
from matcher.evaluate import amount
from matcher.evaluate.apart import medicine_counts
from matcher.evaluate.begun import has_gone_on, taken_so_long
from matcher.evaluate.given import HISTORY, as_known_for, matching, open_answer, over_by_then, silence
from matcher.evaluate.particulars import in_particular, narrows, of_medicine, of_treatment
from matcher.evaluate.plans import PLANNED, planned
from matcher.evaluate.progressed import came_through
from matcher.evaluate.told_there import told_there
from matcher.evaluate.used_up import USED_UP, used_up
from matcher.patient.dates import Gap
from matcher.patient.record import Condition, Patient, Treatment
from matcher.truth import Truth, all_of


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """Dispatch by what is asked of the treatment."""
    value = requirement.value
    parts = derived.components(requirement.concept)
    if parts:
        return _regimen([evaluate(replace(requirement, concept=part), patient) for part in parts])
    if bound(value) is not None:
        given = in_particular(requirement, matching(requirement, patient), patient)
        return amount.evaluate(requirement, patient, given, silence(requirement, patient))
    if isinstance(value, str) and value in _BY_VALUE:
        return _BY_VALUE[value](requirement, patient)
    if value in (None, "prior"):
        return _prior(requirement, patient)
    return unknown(f"{requirement.concept} {value} is not recorded", Missing(f"{requirement.concept} {value}", HISTORY))


def _regimen(answers: list[Answer]) -> Answer:
    """A regimen was had where each of its drugs was: the drug that was not, or that is open, decides."""
    for truth in (Truth.FALSE, Truth.UNKNOWN):
        for answer in answers:
            if answer.truth is truth:
                return answer
    return answers[0]._replace(evidence=tuple(fact for answer in answers for fact in answer.evidence))


def _prior(requirement: Requirement, patient: Patient) -> Answer:
    """Has had it, inside the window if there is one.

    "At least 4 weeks since X", read as a window with ``>=``, asks that there was no X within 4 weeks; whoever never
    had X meets it (gold guidelines, section 3).
    """
    window = requirement.when
    if window is not None and window.op in (">=", ">"):
        washed_out = _washed_out(requirement, patient)
        if TOO_LONG_AGO not in requirement.detail or washed_out.truth is not Truth.TRUE:
            return washed_out
        return _prior(replace(requirement, when=None), patient)
    answers = [_had(requirement, patient, *found) for found in matching(requirement, patient)]
    answers += _taken(requirement, patient) if requirement.setting is None else []
    stated = _stated(requirement, patient)
    if stated is not None and not any(answer.truth is Truth.TRUE for answer in answers):
        return (told_there(requirement, patient) or stated) if stated.truth is Truth.UNKNOWN else stated
    found = either(answers, silence(requirement, patient))
    return (told_there(requirement, patient) or found) if found.truth is Truth.UNKNOWN else found


def _stated(requirement: Requirement, patient: Patient) -> Answer | None:
    """An entry among the conditions that names the treatment itself, such as a transfusion in the last week."""
    sites = [value for key, value in requirement.detail if key == "site" and is_elsewhere(value)]
    sites = sites if requirement.concept == "surgery" else []
    for place, condition in enumerate(patient.conditions):
        if condition.present and any(_is_operation_there(condition.name, site) for site in sites):
            evidence = conditions.describe(place, condition)
            return unknown(evidence.text, Missing(f"more of {evidence.text}", HISTORY), evidence=(evidence,))
        if by_words(condition.name, requirement.concept) is Relation.SAME:
            evidence = conditions.describe(place, condition)
            return yes(evidence.text, evidence) if condition.present else no(evidence.text, evidence)
        if condition.present and (
            requirement.concept in needed_now(condition.name) or _is_worn(requirement.concept, condition.name)
        ):
            evidence = conditions.describe(place, condition)
            return yes(evidence.text, evidence)
        if condition.present and requirement.concept in operation_named(condition.name):
            return _operated(requirement, condition, conditions.describe(place, condition), patient)
        if condition.present and requirement.concept in told_of(condition.name):
            evidence = conditions.describe(place, condition)
            return unknown(
                evidence.text, Missing(f"when it was, as a treatment: {evidence.text}", HISTORY), evidence=(evidence,)
            )
    return None


def _is_operation_there(entry: str, site: str) -> bool:
    """Whether an entry names the treatment and the place: "stomach surgery", but not "pain of the stomach"."""
    told = words(entry)
    return "surgery" in told and not told.isdisjoint(words(site))


# what stays in the body once it was put there, so that records list it as a condition: "silicone implant in the left breast"
_WORN = frozenset({"implant", "pacemaker", "defibrillator", "prosthesis", "expander"})


def _is_worn(concept: str, entry: str) -> bool:
    """Whether an entry is of the device that is asked for, with more words about it."""
    asked = words(concept)
    return not asked.isdisjoint(_WORN) and asked <= words(entry)


def _operated(requirement: Requirement, condition: Condition, evidence: Evidence, patient: Patient) -> Answer:
    """What an operation among the conditions says: it was done, and when where the entry has its date."""
    if requirement.when is None:
        return yes(evidence.text, evidence)
    truth = Truth.UNKNOWN
    if condition.date is not None:
        truth = within(requirement.when, Gap.since(condition.date, patient.as_of))
    if truth is Truth.UNKNOWN:
        return unknown(evidence.text, Missing(f"when it was: {evidence.text}", HISTORY), evidence=(evidence,))
    return Answer(truth, evidence.text, (evidence,))


def _had(requirement: Requirement, patient: Patient, place: int, treatment: Treatment, belongs: Truth) -> Answer:
    evidence = derived.describe(place, treatment)
    truths, last = [belongs], None
    if requirement.when is not None:
        window, half_life = derived.counted_in(requirement.when, treatment), derived.half_life(treatment)
        truths.append(within(window, derived.gap(patient, treatment), half_life))
        last = derived.last_day(treatment)
    if narrows(requirement):
        truths.append(of_treatment(requirement, treatment, patient))
    truth = all_of(truths)
    if truth is Truth.UNKNOWN:
        answer = open_answer(requirement, treatment, evidence, _what_decides(requirement, belongs))
        # a special kind of radiation would have been named as such; one that the exception lets in would have been too
        special = derived.is_instance(treatment, requirement.concept) is Truth.UNKNOWN
        plain = belongs is Truth.UNKNOWN and special and treatment.kind == "radiation"
        return answer._replace(weight=Weight.REQUIRED) if plain else answer
    until = leaves_window(window, last.last, half_life) if last and truth is Truth.TRUE else None
    return Answer(truth, evidence.text, (evidence,), until=until)


def _what_decides(requirement: Requirement, belongs: Truth) -> str:
    if belongs is Truth.UNKNOWN:
        return f"whether it counts as {requirement.setting or ''} {requirement.concept}".replace("  ", " ")
    if requirement.when is not None:
        return "the last day"
    return "; ".join(undecided(requirement)) or "more detail"


def _taken(requirement: Requirement, patient: Patient) -> list[Answer]:
    """Medicines that are taken now, where their class is certain: what is being taken has been had."""
    found = []
    for place, medicine in enumerate(patient.medications):
        if over_by_then(requirement) and derived.is_treated_with(patient, medicine.name):
            continue  # the treatments tell whether it is what has to be over
        belongs = taken_is(medicine, requirement.concept)
        evidence = Evidence(f"medications[{place}]", f"takes {medicine.name}")
        if belongs is Truth.UNKNOWN and _may_serve_as(medicine.name, requirement.concept):
            opened = unknown(f"{evidence.text}, which may be of the class or not", evidence=(evidence,))
            found.append(as_known_for(opened, medicine.name, requirement.concept))
        if belongs is Truth.TRUE:
            missing = Missing(f"details of {medicine.name}", HISTORY)
            truth = all_of((medicine_counts(requirement, medicine), of_medicine(requirement, medicine)))
            if truth is Truth.UNKNOWN and derived.is_treated_with(patient, medicine.name):
                continue  # the treatments tell since when and what for
            found.append(Answer(truth, evidence.text, (evidence,), (missing,) if truth is Truth.UNKNOWN else ()))
    return found


def _may_serve_as(medicine: str, concept: str) -> bool:
    """Whether a known medicine may be taken for what a class is named by; by which route it is taken does not matter here."""
    return derived.known_concept(medicine) and derived.medicine_is(medicine, concept) is Truth.UNKNOWN


def _washed_out(requirement: Requirement, patient: Patient) -> Answer:
    """TRUE when nothing of the class was given within the window; the day on which that comes is known from the last."""
    window = requirement.when
    limit = window_days(window) if window else None
    answers = []
    for place, treatment, belongs in matching(requirement, patient):
        evidence = derived.describe(place, treatment)
        gap, half_life = derived.gap(patient, treatment), derived.half_life(treatment)
        ends = limits(derived.counted_in(window, treatment), half_life) if window else None
        if ends is None:
            return unknown("the window is not one of days", evidence=(evidence,))
        passed = Truth.of(True if gap.least >= ends[1] else False if gap.most < ends[0] else None)
        if treatment.outcome == "ongoing" and not derived.is_anticancer_class(requirement.concept):
            passed = Truth.UNKNOWN  # of a medicine that goes on, "for at least 4 weeks" may be meant
        if passed is Truth.FALSE and belongs is Truth.TRUE:
            last = derived.last_day(treatment)
            until = leaves_window(replace(window, op="<"), last.last, half_life) if last and window else None
            return no(f"{evidence.text}: less than {ends[0]:g} days ago", evidence, until=until)
        answers.append((passed, treatment, evidence))
    for passed, treatment, evidence in answers:
        if passed is not Truth.TRUE:
            return open_answer(requirement, treatment, evidence, "the last day")
    if "treatments" not in patient.complete:
        return unknown(f"{requirement.concept} is not recorded", Missing(f"last {requirement.concept}", HISTORY))
    return yes(f"no {requirement.concept} within {limit:g} days" if limit else "none", *(e for _, _, e in answers))


def _concurrent(requirement: Requirement, patient: Patient) -> Answer:
    """Being given or taken now."""
    answers = []
    given, so_long = matching(requirement, patient), _so_long(requirement)
    for place, treatment, belongs in given:
        evidence = derived.describe(place, treatment)
        truth = all_of((belongs, Truth.of(derived.is_ongoing(treatment))))
        if so_long is not None and truth is not Truth.FALSE:
            truth = all_of((truth, has_gone_on(so_long, patient, treatment, [t for _, t, _ in given])))
        if requirement.when is not None and requirement.when.op in ("<", "<=") and truth is Truth.FALSE:
            window = derived.counted_in(requirement.when, treatment)
            truth = all_of((belongs, within(window, derived.gap(patient, treatment), derived.half_life(treatment))))
        if truth is Truth.TRUE and narrows(requirement):
            truth = of_treatment(requirement, treatment, patient)
        if truth is Truth.UNKNOWN:
            what = "whether it is still given" if so_long is None else "how long it has been given"
            answers.append(open_answer(requirement, treatment, evidence, what))
        else:
            answers.append(Answer(truth, evidence.text, (evidence,)))
    answers += _medicines(requirement, patient)
    stated = _stated(requirement, patient)
    if stated is not None and not any(answer.truth is Truth.TRUE for answer in answers):
        if stated.truth is not Truth.TRUE or so_long is None:
            return stated
        missing = Missing(f"since when {requirement.concept} is given", HISTORY)
        return unknown(stated.why, missing, evidence=stated.evidence)
    return either(answers, silence(requirement, patient, _lists_for(requirement)))


def _medicines(requirement: Requirement, patient: Patient) -> list[Answer]:
    """What the list of medicines says of something that is being taken; since when, other entries may tell."""
    answers = []
    so_long = _so_long(requirement)
    narrowed = requirement.setting is not None or so_long is not None
    for place, medicine in enumerate(patient.medications):
        truth = taken_is(medicine, requirement.concept)
        evidence = Evidence(f"medications[{place}]", f"takes {medicine.name}")
        if truth is Truth.TRUE:
            if narrowed and derived.is_treated_with(patient, medicine.name):
                continue  # the treatments tell in which setting, and since when
            missing = Missing(f"{'dose' if so_long is None else 'start'} and purpose of {medicine.name}", HISTORY)
            particular = all_of((medicine_counts(requirement, medicine), of_medicine(requirement, medicine)))
            if narrowed:
                told = taken_so_long(so_long, patient, medicine) if so_long is not None else Truth.UNKNOWN
                particular = all_of((particular, told if requirement.setting is None else Truth.UNKNOWN))
            answers.append(
                Answer(particular, evidence.text, (evidence,), (missing,) if particular is Truth.UNKNOWN else ())
            )
        elif truth is Truth.UNKNOWN and (
            "medications" not in patient.complete or _may_serve_as(medicine.name, requirement.concept)
        ):
            opened = unknown(f"{evidence.text}, of a class that is not known", evidence=(evidence,))
            answers.append(as_known_for(opened, medicine.name, requirement.concept))
    return answers


def _so_long(requirement: Requirement) -> Window | None:
    """How long what is being given must have gone on, where the requirement asks for that."""
    window = requirement.when
    return window if window is not None and window.op in (">=", ">") else None


def _lists_for(requirement: Requirement) -> tuple[str, ...]:
    """Which lists must be whole to rule something out: cancer treatment stands under treatments, the rest may be both."""
    cancer = derived.is_anticancer_class(requirement.concept)
    return ("treatments",) if cancer else ("treatments", "medications")


def _intolerant(requirement: Requirement, patient: Patient) -> Answer:
    """Stopped for intolerance, by the recorded outcome."""
    answers = []
    for place, treatment, belongs in matching(requirement, patient):
        evidence = derived.describe(place, treatment)
        outcome = Truth.of(None if treatment.outcome is None else treatment.outcome == "intolerance")
        truth = all_of((belongs, outcome))
        if truth is Truth.TRUE and narrows(requirement):
            truth = of_treatment(requirement, treatment, patient)
        if truth is Truth.UNKNOWN:
            answers.append(open_answer(requirement, treatment, evidence, "how it was tolerated"))
        else:
            answers.append(Answer(truth, evidence.text, (evidence,)))
    return either(answers, silence(requirement, patient))


_BY_VALUE: dict[str, Callable[[Requirement, Patient], Answer]] = {
    "concurrent": _concurrent,
    "progressed": came_through,
    "intolerant": _intolerant,
    PLANNED: planned,
    USED_UP: used_up,
}
