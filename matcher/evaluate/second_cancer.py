"""Owns the evaluation of second cancers in the list of conditions: any other, or a named one in its state, for its years."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from criteria.tree import Kind, Leaf, Node, Requirement, Unless, walk
from criteria.vocabulary import load
from matcher.answer import Answer, Evidence, Missing, either, no, presumed_absent, unknown
from matcher.bounds import leaves_window, within
from matcher.entries import conditions
from matcher.entries.names import Relation, by_words, relate, words
from matcher.entries.qualifiers import is_over as says_over
from matcher.entries.qualifiers import qualifiers
from matcher.evaluate.cancer_names import names_another
from matcher.evaluate.cancer_particulars import IN_SITU, all_described
from matcher.patient.dates import WRITTEN, Gap, PartialDate, date_told
from matcher.patient.record import Condition, Patient
from matcher.truth import Truth, all_of

_OF_THE_BREAST = re.compile(r"breast|\b(?:intra)?ductal\b|\blobular\b|\bdcis\b|\blcis\b", re.IGNORECASE)
_NON = re.compile(r"\bnon-?\s?(\w{4,})")
_ONGOING = re.compile(
    r"\bactive\b|(?<!\w)untreated|\bprogress|\bmetastatic\b|\bcurrent|\bongoing|\bon (?:treatment|therapy)\b|under treatment",
    re.IGNORECASE,
)
# how charts say that a cancer was dealt with
_DEALT_WITH = re.compile(
    r"\bned\b|\bremoved\b|\b(?:recurrence|relapse)[- ]free\b|\bno (?:relapse|residual)|\bcompleted\b|\bmohs\b|\b\w+ectomy\b|\bablat(?:ed|ion)\b|"
    r"\b(?:s/p|status post|after) |\b(?:definitive|curative) (?:surgery|treatment|therapy|radio\w+)|\bsurgery (?:alone|only)\b|\bsurgically\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:planned|scheduled|awaiting|pending|refused|declined|not|incompletely|partially)\b", re.IGNORECASE
)
_SINCE = re.compile(rf"since ({WRITTEN})")
_HISTORY = "the medical history"
_LONG_OVER = 365  # days: what a treatment takes at most, between a diagnosis and the start of freedom from disease


def is_cancer(condition: Condition) -> bool:
    """Whether an entry of the conditions is a malignancy other than the breast cancer of the record."""
    return names_another(condition.name)


def one_by_one(node: Node, patient: Patient) -> tuple[Patient, ...]:
    """The patient with each of her second cancers alone, where the criterion excepts some cancers and not others.

    "No other malignancy except basal cell carcinoma" holds of someone when it holds of each cancer that she has had.
    """
    return one_alone(patient) if has_several(patient) and excepts_some(node) else (patient,)


def one_alone(patient: Patient) -> tuple[Patient, ...]:
    """The patient with each of several second cancers alone."""
    if not has_several(patient):
        return (patient,)
    cancers = [c for c in patient.conditions if c.present and is_cancer(c)]
    return tuple(
        replace(patient, conditions=tuple(c for c in patient.conditions if c is one or c not in cancers))
        for one in cancers
    )


_SEVERAL = 2


def has_several(patient: Patient) -> bool:
    """Whether the record has more than one second cancer."""
    return sum(c.present and is_cancer(c) for c in patient.conditions) >= _SEVERAL


def excepts_some(node: Node) -> bool:
    """Whether a criterion excludes other malignancies with exceptions, whatever it calls them."""
    return any(
        isinstance(part, Unless) and (_is_second(part.node) or _is_second(part.exception)) for part in walk(node)
    )


def _is_second(node: Node) -> bool:
    """Whether a cancer beside that of the record is named."""
    return any(
        isinstance(part, Leaf) and (part.requirement.concept == _OTHER or ("as", _OTHER) in part.requirement.detail)
        for part in walk(node)
    )


_OTHER = "other malignancy"


def any_other(requirement: Requirement, patient: Patient) -> Answer:
    """A second cancer, ever or within the window; one that is over by the record's words still counts as history."""
    found = []
    for place, condition in enumerate(patient.conditions):
        if not is_cancer(condition):
            continue
        evidence = conditions.describe(place, condition)
        if not condition.present:
            if {"other", "additional", "second"} & set(condition.name.lower().split()):
                return no(evidence.text, evidence)
            continue
        found.append(counts(requirement, condition, evidence, patient))
    if "conditions" in patient.complete:
        otherwise = no("no other malignancy is in the complete list of conditions", Evidence("complete", "conditions"))
    else:
        otherwise = unknown("other malignancies are not recorded", Missing("other malignancies", _HISTORY))
    return either(found, otherwise)


def counts(requirement: Requirement, condition: Condition, evidence: Evidence, patient: Patient) -> Answer:
    """Whether a second cancer is of the state, and was there within the time, that is asked for."""
    # carcinoma in situ of the breast may or may not count as another malignancy
    in_breast = bool(IN_SITU.search(condition.name)) and bool(_OF_THE_BREAST.search(condition.name))
    if requirement.value in ("treated", "disease-free", "diagnosed"):
        return _in_state(requirement, condition, evidence, patient, Truth.TRUE)
    described = all_described(requirement, condition)
    named_by_kind = bool(described) and all(truth is Truth.TRUE for truth in described)  # "or noninvasive carcinomas"
    truths, until = [Truth.of(None if in_breast and not named_by_kind else True), *described], None
    asked = qualifiers(f"{requirement.concept} {requirement.value if requirement.value else ''}")
    if "active" in asked and requirement.when is None:
        truths.append(_active(condition))
    if requirement.when is not None:
        last = _last_date(condition)
        if last is None:
            truths.append(Truth.UNKNOWN)
        else:
            truths.append(within(requirement.when, Gap.since(last, patient.as_of)))
            until = leaves_window(requirement.when, last.last)
    return _decided(all_of(truths), condition, evidence, until=until)


def _active(condition: Condition) -> Truth:
    if _ONGOING.search(condition.status or "") and not is_over(condition):
        return Truth.TRUE
    return Truth.of(False if is_over(condition) else None)


def is_over(condition: Condition) -> bool:
    """Whether a cancer is gone by what the record says of its state or treatment."""
    status = condition.status or ""
    return says_over(condition) or (bool(_DEALT_WITH.search(status)) and not _TO_COME.search(status))


def _last_date(condition: Condition) -> PartialDate | None:
    """When the cancer was last treated or known to be there."""
    dates = [
        condition.date,
        condition.treated if isinstance(condition.treated, PartialDate) else None,
        _free_since(condition),
    ]
    known = [date for date in dates if date is not None]
    return max(known, key=lambda date: date.last) if known else None


def _free_since(condition: Condition) -> PartialDate | None:
    since = _SINCE.search(condition.status or "")
    return None if since is None else date_told(since[1])


def _decided(truth: Truth, condition: Condition, evidence: Evidence, until: date | None = None) -> Answer:
    if truth is Truth.UNKNOWN:
        missing = Missing(f"when {condition.name} was diagnosed and treated, and its state", _HISTORY)
        return unknown(f"{evidence.text}: its time or state decides", missing, evidence=(evidence,))
    return Answer(truth, evidence.text, (evidence,), until=until if truth is Truth.TRUE else None)


def named(requirement: Requirement, patient: Patient) -> Answer:
    """A cancer of this name in the list of conditions, in the state that is asked for; the diagnosis plays no part."""
    found = []
    for place, condition in enumerate(patient.conditions):
        if not is_cancer(condition):
            continue
        relation = _relation(condition.name, requirement.concept)
        evidence = conditions.describe(place, condition)
        if relation is Relation.OTHER:
            continue
        if not condition.present:
            if relation is not Relation.NARROWER:
                return no(evidence.text, evidence)
            continue
        own = Truth.UNKNOWN if relation is Relation.WIDER else Truth.TRUE
        found.append(_in_state(requirement, condition, evidence, patient, own))
    missing = Missing(requirement.concept, _HISTORY)
    if any(c.present and is_cancer(c) for c in patient.conditions):
        return either(found, no(f"no {requirement.concept} among the other cancers of the record"))
    if "conditions" in patient.complete:
        return either(
            found,
            no(f"{requirement.concept} is not in the complete list of conditions", Evidence("complete", "conditions")),
        )
    return either(found, presumed_absent(f"{requirement.concept} is not recorded", missing))


def _relation(ours: str, theirs: str) -> Relation:
    relation = relate(Kind.CANCER, ours, theirs)
    if relation is Relation.OTHER and any(m[1] in theirs.lower() for m in _NON.finditer(ours.lower())):
        return relation  # "non-melanoma" is no melanoma
    if relation is Relation.OTHER and by_words(ours, theirs) is Relation.NARROWER:
        return Relation.NARROWER  # "in situ" carcinoma of the skin is a kind of both
    if relation is Relation.OTHER and IN_SITU.search(ours) and IN_SITU.search(theirs):
        organ = words(theirs) - words("carcinoma in situ")
        return Relation.NARROWER if not organ else Relation.OTHER
    if relation is Relation.OTHER and (plain := _unqualified(ours)) is not None:
        return Relation.OTHER if relate(Kind.CANCER, plain, theirs) is Relation.OTHER else Relation.NARROWER
    return relation


def _unqualified(ours: str) -> str | None:
    """The cancer that the end of a name is, whose beginning only says which of it: "stage I colon cancer"."""
    if _NON.search(ours.lower()) or IN_SITU.search(ours) or load().find(Kind.CANCER, ours) is not None:
        return None
    parts = ours.split()
    ends = (" ".join(parts[at:]) for at in range(1, len(parts)))
    return next((end for end in ends if load().find(Kind.CANCER, end) is not None), None)


def _in_state(
    requirement: Requirement, condition: Condition, evidence: Evidence, patient: Patient, own: Truth
) -> Answer:
    """Whether a cancer is as an exception asks: treated, free of disease for so long, of that stage or kind."""
    truths = [own, *all_described(requirement, condition)]
    match requirement.value:
        case "treated":
            truths.append(_treated(condition))
        case "disease-free":
            truths.append(~_active(condition))
    if requirement.when is not None:
        truths.append(_for_so_long(requirement, condition, patient))
    return _decided(all_of(truths), condition, evidence)


def _treated(condition: Condition) -> Truth:
    if condition.treated:
        return Truth.TRUE
    if _ONGOING.search(condition.status or ""):
        return Truth.FALSE if "untreated" in (condition.status or "").lower() else Truth.UNKNOWN
    return Truth.of(True if is_over(condition) else None)


def _for_so_long(requirement: Requirement, condition: Condition, patient: Patient) -> Truth:
    """Whether the cancer has been diagnosed, treated or free of disease for the time that is asked.

    Freedom from disease starts where the record says so, else with the treatment; of a diagnosis alone it is known only
    that it cannot have started before, and has by a year after.
    """
    window = requirement.when
    assert window is not None  # noqa: S101  # asked only where there is one
    start = _free_since(condition) or (condition.treated if isinstance(condition.treated, PartialDate) else None)
    if start is not None or condition.date is None or requirement.value == "diagnosed":
        start = condition.date if requirement.value == "diagnosed" and condition.date is not None else start
        return Truth.UNKNOWN if start is None else within(window, Gap.since(start, patient.as_of))
    gap = Gap.since(condition.date, patient.as_of)
    earliest, latest = (
        within(window, gap),
        within(window, gap._replace(least=gap.least - _LONG_OVER, most=gap.most - _LONG_OVER)),
    )
    return earliest if earliest is latest or earliest is Truth.FALSE else Truth.UNKNOWN
