"""Owns when a breast cancer was found and whether there was one before it: newly diagnosed, within some years, an earlier one."""

from __future__ import annotations

import re

from criteria.atoms.cancers.diagnosed import NEWLY, NEWLY_SPREAD
from criteria.tree import Requirement, Window
from matcher.answer import Answer, Evidence, Missing, either, known, no, unknown, yes
from matcher.bounds import within
from matcher.derive.disease import is_metastatic
from matcher.entries import conditions
from matcher.patient.dates import Gap
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth

_IN_SITU = re.compile(r"in situ|\bdcis\b|\blcis\b", re.IGNORECASE)
_HISTORY = "the medical history"
_NEW, _OLD = 366, 731  # days: up to a year is new, more than two are old
HAD = "had"
"""The cancer of the record itself, now or before."""
HAD_BEFORE = "had before"
"""A cancer before this one, or this one where it has come back."""


def timed(requirement: Requirement, answer: Answer, patient: Patient) -> Answer:
    """``newly diagnosed`` and the like hold for primary disease and not for recurrence; what else narrows is open."""
    value = requirement.value if isinstance(requirement.value, str) else None
    if answer.truth is not Truth.TRUE:
        return answer
    if requirement.detail in (NEWLY, NEWLY_SPREAD):
        answer = _newly(answer, patient, spread=requirement.detail == NEWLY_SPREAD)
        if answer.truth is not Truth.TRUE:
            return answer
    if value is None:
        return answer if requirement.when is None else _since(requirement.when, answer, patient)
    presentation = patient.diagnosis.presentation
    if value == "newly diagnosed" and presentation is not None:
        return known(presentation != "recurrent", f"{presentation} disease", *answer.evidence)
    if value == "prior":
        return earlier(patient, requirement.when)
    if value == HAD:
        window = requirement.when
        lasting = window is None or (window.op in ("<", "<=") and is_metastatic(patient)[0])
        return answer if window is None or lasting else _since(window, answer, patient)
    if value == HAD_BEFORE:
        return _came_back(requirement.when, patient) or earlier(patient)
    return unknown(f"whether it is {value} is not recorded", Missing(value, _HISTORY), evidence=answer.evidence)


def _newly(answer: Answer, patient: Patient, *, spread: bool) -> Answer:
    """Whether the disease, or its spread, was found of late: not what came back, nor what is known for more than two years."""
    diagnosis = patient.diagnosis
    found = diagnosis.metastatic_since if spread else diagnosis.diagnosed
    if diagnosis.presentation == "recurrent" and not spread:
        return known(False, "recurrent disease", *answer.evidence)
    if found is None:
        return answer
    evidence = (
        *answer.evidence,
        Evidence("diagnosis.metastatic_since" if spread else "diagnosis.diagnosed", str(found)),
    )
    gap = Gap.since(found, patient.as_of)
    if gap.least > _OLD:
        return no(f"known since {found}", *evidence)
    if gap.most <= _NEW and diagnosis.presentation != "recurrent":
        return answer
    return unknown(f"whether {found} is of late is not clear", Missing("newly diagnosed", _HISTORY), evidence=evidence)


def _since(window: Window, answer: Answer, patient: Patient) -> Answer:
    """Whether the diagnosis is as old as is asked; where it may have come back, it is not clear which diagnosis is meant."""
    diagnosed = patient.diagnosis.diagnosed
    if diagnosed is None or _may_have_come_back(patient):
        return unknown(
            "when it was diagnosed is not clear", Missing("the date of diagnosis", _HISTORY), evidence=answer.evidence
        )
    evidence = (*answer.evidence, Evidence("diagnosis.diagnosed", str(diagnosed)))
    return Answer(within(window, Gap.since(diagnosed, patient.as_of)), f"diagnosed {diagnosed}", evidence)


def _may_have_come_back(patient: Patient) -> bool:
    """Whether the disease of today may be another finding than the first one: recurrent, or spread since."""
    presentation = patient.diagnosis.presentation
    return presentation == "recurrent" if presentation is not None else is_metastatic(patient)[0] is not False


def _came_back(window: Window | None, patient: Patient) -> Answer | None:
    """A cancer that was there before, since that of today is its recurrence; None where it is none, or the window may not hold."""
    diagnosis = patient.diagnosis
    if diagnosis.presentation != "recurrent":
        return None
    if window is not None:
        gap = None if diagnosis.diagnosed is None else Gap.since(diagnosis.diagnosed, patient.as_of)
        if gap is None or within(window, gap) is not Truth.TRUE:
            return None
    text = f"recurrence of a cancer of {diagnosis.diagnosed}" if diagnosis.diagnosed else "recurrent disease"
    return yes(text, Evidence("diagnosis.presentation", text))


_EARLIER = re.compile(r"\b(?:prior|previous|earlier|past|history|contralateral|ipsilateral)\b", re.IGNORECASE)
_SAME_SIDE = re.compile(r"\b(?:ipsilateral|same)\b", re.IGNORECASE)
_OTHER_SIDE = re.compile(r"\b(?:contralateral|other|opposite)\b", re.IGNORECASE)
_OF_THE_BREAST = re.compile(
    r"^(?!.*\b(?:family|familial|mother|sister|relatives?|risk|benign)\b).*"
    r"(?:breast.*(?:cancer|carcinoma|malignan|tumou?r)|(?:cancer|carcinoma|malignan\w*|tumou?r).*breast|\bdcis\b"
    r"|(?:ductal|(?:invasive|infiltrating) lobular) carcinoma)",
    re.IGNORECASE,
)


def earlier(patient: Patient, window: Window | None = None, *, ipsilateral: bool = False) -> Answer:
    """A breast cancer before this one, of her side or in a window where that is asked: in the conditions, which cover it where they are whole.

    Whether one in situ counts is not clear, nor of which side one is that does not say.
    """
    found = []
    denied = None  # one form of it, which says nothing of another that is recorded
    for place, condition in enumerate(patient.conditions):
        name = condition.name
        if not _OF_THE_BREAST.search(name) or not _was_before(condition, patient):
            continue
        if ipsilateral and _OTHER_SIDE.search(name):
            continue
        evidence = conditions.describe(place, condition)
        if not condition.present:
            denied = denied or no(evidence.text, evidence)
            continue
        in_time = _in_time(condition, window, patient)
        if in_time is Truth.FALSE:
            continue
        if in_time is Truth.UNKNOWN or _IN_SITU.search(name) or (ipsilateral and not _SAME_SIDE.search(name)):
            missing = Missing("which earlier breast cancer there was, and when", _HISTORY)
            found.append(unknown(f"{evidence.text}: its kind, side or time decides", missing, evidence=(evidence,)))
        else:
            found.append(yes(evidence.text, evidence))
    if denied is not None:
        return either(found, denied)
    if "conditions" in patient.complete and patient.diagnosis.presentation != "recurrent":
        whole = Evidence("complete", "conditions")
        return either(found, no("no earlier breast cancer in the complete list of conditions", whole))
    missing = Missing("earlier breast cancers", _HISTORY)
    return either(found, unknown("earlier breast cancers are not recorded", missing))


def of_the_other_breast(window: Window | None, patient: Patient) -> Answer | None:
    """A cancer of the other breast among the conditions, in whatever words; None where no entry speaks of one.

    Whether one in situ counts, few trials say.
    """
    found = []
    for place, condition in enumerate(patient.conditions):
        name = condition.name
        if not condition.present or not _OTHER_SIDE.search(name) or not _OF_THE_BREAST.search(name):
            continue
        evidence = conditions.describe(place, condition)
        in_time = _in_time(condition, window, patient)
        if in_time is Truth.TRUE and not _IN_SITU.search(name):
            found.append(yes(evidence.text, evidence))
        elif in_time is not Truth.FALSE:
            missing = Missing("which cancer of the other breast there was, and when", _HISTORY)
            found.append(unknown(f"{evidence.text}: its kind or time decides", missing, evidence=(evidence,)))
    return either(found[1:], found[0]) if found else None


def _in_time(condition: Condition, window: Window | None, patient: Patient) -> Truth:
    """Whether a cancer among the conditions is as recent as is asked."""
    if window is None:
        return Truth.TRUE
    return Truth.UNKNOWN if condition.date is None else within(window, Gap.since(condition.date, patient.as_of))


# that of the cervix or the skin is none of the breast
_IN_SITU_OF_THE_BREAST = re.compile(
    r"\b(?:[dl]cis\b|(?:breast|mammary|intra-?ductal|ductal|lobular)\b.*\bin situ\b|in situ\b.*\b(?:breast|ductal|lobular)\b)",
    re.IGNORECASE,
)
_ONE_FORM = re.compile(r"\b(?:ductal|lobular|dcis|lcis)\b", re.IGNORECASE)
_LOBULAR = re.compile(r"\blobular|\blcis\b", re.IGNORECASE)


def earlier_in_situ(concept: str, patient: Patient) -> Answer:
    """A cancer in situ before the present one, by the conditions; where the present one is in situ it is not clear which is meant."""
    lobular, either_form = "lobular" in concept, concept == "carcinoma in situ of the breast"
    found: list[Answer] = []
    denied: Answer | None = None
    for place, condition in enumerate(patient.conditions):
        alike = either_form or (_LOBULAR.search(condition.name) is not None) is lobular
        if alike and _IN_SITU_OF_THE_BREAST.search(condition.name):
            evidence = conditions.describe(place, condition)
            if condition.present:
                found.append(yes(evidence.text, evidence))
            elif not either_form or _ONE_FORM.search(condition.name) is None:
                denied = denied or no(evidence.text, evidence)
    if denied is not None and found:  # in one breast and not in the other, of which the trial may mean either
        both = (*found[0].evidence, *denied.evidence)
        return unknown(
            f"{found[0].why}, but {denied.why}", Missing(f"which {concept} is meant", _HISTORY), evidence=both
        )
    if denied is not None:
        return denied
    form = "lobular carcinoma in situ" if lobular else concept if either_form else "ductal carcinoma in situ"
    missing = Missing(f"earlier {form}", _HISTORY)
    own = f"{patient.diagnosis.cancer} {patient.diagnosis.histology}"
    if "conditions" in patient.complete and _IN_SITU.search(own) is None:
        whole = Evidence("complete", "conditions")
        return either(found, no(f"no earlier {form} in the complete list of conditions", whole))
    return either(found, unknown(f"earlier {form} is not recorded", missing))


def _was_before(condition: Condition, patient: Patient) -> bool:
    """Whether an entry is of a cancer before the present one, by its words or its date."""
    if _EARLIER.search(condition.name):
        return True
    diagnosed = patient.diagnosis.diagnosed
    return condition.date is not None and diagnosed is not None and condition.date.last < diagnosed.first
