"""Owns the evaluation of how many lines of therapy there were."""

from __future__ import annotations

from dataclasses import replace

from criteria.tree import Between, Comparison, Kind, Requirement
from matcher.answer import Answer, Missing, unknown
from matcher.bounds import bound, satisfies, undecided, words_of
from matcher.derive.disease import is_metastatic
from matcher.derive.lines import count_lines
from matcher.derive.therapy import is_instance
from matcher.evaluate.progressed import came_through
from matcher.patient.record import Patient
from matcher.truth import Truth


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """The number of lines of a class in a setting.

    Where the trial names no setting, the lines for metastatic disease and all lines must agree for a verdict; of who has no
    metastatic disease all lines are meant where a range is asked, or lines on which it must have progressed. Where it names
    both early and advanced disease, all lines count.
    """
    asked = bound(requirement.value)
    missing = Missing(f"number of lines of {requirement.concept}", "the treatment history")
    if asked is None:
        return unknown("the trial names no number of lines", missing)
    told = dict(requirement.detail)
    settings = (requirement.setting,) if requirement.setting or "settings" in told else (None, "metastatic")
    counting, without = told.get("counting"), told.get("without")
    counts = [
        count_lines(patient, requirement.concept, setting, counting=counting, without=without) for setting in settings
    ]
    if "settings" in told and _around_surgery(requirement.concept, patient):
        counts = [replace(count, least=count.least - 1) for count in counts]
    truths = [satisfies(asked, count.least, count.most) for count in counts]
    meant = "outcome" in told or isinstance(asked, Between)
    told_by_all = meant and truths[0] is Truth.TRUE and is_metastatic(patient)[0] is False
    truth = truths[0] if told_by_all or len(set(truths)) == 1 else Truth.UNKNOWN
    if truth is Truth.FALSE and isinstance(asked, Comparison) and asked.op == "=":
        truth = Truth.UNKNOWN  # "three prior regimens": registries lose the sign before a number
    if truth is Truth.FALSE and isinstance(asked, Comparison) and asked.op in ("<", "<="):
        truth = _of_those_before(requirement, asked, patient)
    if truth is Truth.TRUE and undecided(requirement, "counting", "without", "outcome", "settings"):
        truth = Truth.UNKNOWN
    if truth is Truth.TRUE and "outcome" in told:
        truth = _came_through(requirement, patient)
    count = counts[0 if told_by_all else -1]
    number = str(count.least) if count.least == count.most else f"{count.least} or more"
    where = f" for {requirement.setting} disease" if requirement.setting else ""
    why = f"{number} lines of {requirement.concept}{where}; the trial says {words_of(asked)}"
    if truth is Truth.UNKNOWN:
        return unknown(why, missing, evidence=count.evidence)
    return Answer(truth, why, count.evidence)


def _around_surgery(concept: str, patient: Patient) -> bool:
    """Whether lines were given before and after the operation, which some trials count as one."""
    given = {t.setting for t in patient.treatments if is_instance(t, concept) is not Truth.FALSE}
    return {"neoadjuvant", "adjuvant"} <= given


def _came_through(requirement: Requirement, patient: Patient) -> Truth:
    """Whether the cancer is known to have come through a treatment that is counted; on which of them it did not is not for us to say."""
    progressed = replace(requirement, kind=Kind.THERAPY, value="progressed", detail=())
    return Truth.TRUE if came_through(progressed, patient).truth is Truth.TRUE else Truth.UNKNOWN


def _of_those_before(requirement: Requirement, asked: Comparison, patient: Patient) -> Truth:
    """What a ceiling that was passed comes to: whether a line that still goes on is a prior one is not for us to say."""
    earlier = replace(patient, treatments=tuple(t for t in patient.treatments if t.outcome != "ongoing"))
    if len(earlier.treatments) == len(patient.treatments):
        return Truth.FALSE
    answer = evaluate(requirement, earlier)
    return Truth.FALSE if answer.truth is Truth.FALSE else Truth.UNKNOWN
