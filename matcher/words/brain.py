"""Owns the exceptions that trials make for brain metastases, read from their words: treated, stable, without steroids.

Nearly every trial words them in its own way and out of the same few parts; each part is looked up in the record.
"""

from __future__ import annotations

import re

from criteria.tree import Kind, Requirement
from matcher.answer import Answer, Evidence, Missing, no, unknown, yes
from matcher.derive.steroids import taken_is
from matcher.evaluate.metastasis import never_treated, symptoms, treatments_of
from matcher.patient.dates import Gap, PartialDate, days
from matcher.patient.record import Metastasis, Patient
from matcher.truth import Truth, all_of

_STATE = re.compile(
    r"\bstable\b|\bstability\b|\basymptomatic\b|\btreated\b|\bno evidence of progression\b|only site|sole site", re.I
)
_STABLE = re.compile(
    r"\bstable\b|\bstability\b|\bno (?:evidence of |radiographic )?progression\b|\bcontrolled\b|\binactive\b", re.I
)
_TREATED = re.compile(
    r"(?<!un)\btreated\b|\btherapy completion\b|\bafter (?:radiation|radiotherapy|surgery)\b", re.IGNORECASE
)
_WITHOUT_SYMPTOMS = re.compile(r"\basymptomatic\b|\bno symptoms\b|\bwithout symptoms\b", re.IGNORECASE)
_STEROIDS = re.compile(r"\b(?:cortico)?steroids?\b|\bdexamethasone\b", re.IGNORECASE)
_ANTICONVULSANTS = re.compile(r"\banti-?(?:epileptic|convulsant|seizure)\w*|\benzyme[- ]inducing\b", re.IGNORECASE)
_NOT_ALONE = re.compile(r"\bnot the (?:only|sole) site\b", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "twelve": 12}
_LENGTH = re.compile(
    r"(?:≥|>=?|at least|more than|for|minimum of|of)\s*(?:a duration of\s*)?(\d+|"
    + "|".join(_NUMBERS)
    + r")\s*(day|week|month)s?",
    re.IGNORECASE,
)
_SITES = ("brain", "cns", "central nervous system", "leptomeningeal")


def is_about(requirement: Requirement) -> bool:
    """Whether a requirement is one of metastases in the brain or its coverings."""
    return requirement.kind is Kind.METASTASIS and requirement.concept.lower() in _SITES


def is_affected(patient: Patient) -> bool:
    """Whether a metastasis of the brain or its coverings is recorded; ``exception`` has nothing to say without."""
    return any(m.present and m.site.lower() in _SITES for m in patient.metastases)


def is_excepted(phrase: str) -> bool:
    """Whether the words are of a state of brain metastases; ``exception`` has nothing to say of others."""
    return _STATE.search(phrase) is not None


def exception(phrase: str, patient: Patient) -> Answer | None:
    """Whether the exception holds; None where the words are of something else, or no brain metastasis is recorded.

    FALSE as soon as one part is contradicted; TRUE only if the lesions are stable or treated and every part holds.
    """
    lesions = [(i, m) for i, m in enumerate(patient.metastases) if m.present and m.site.lower() in _SITES]
    if not lesions or not is_excepted(phrase):
        return None
    evidence = tuple(
        Evidence(f"metastases[{i}]", f"{m.site} metastasis ({m.status or 'state not given'})") for i, m in lesions
    )
    parts = [part for _, lesion in lesions for part in _parts(phrase, lesion, patient)]
    truth = all_of(parts) if parts else Truth.UNKNOWN
    if truth is Truth.FALSE:
        return no(f"the exception asks for more: {evidence[0].text}", *evidence)
    if truth is Truth.TRUE:
        return yes(f"the exception holds: {evidence[0].text}", *evidence)
    missing = Missing(
        "treatment, stability, symptoms and steroids of the brain metastases", "the latest brain MRI report"
    )
    return unknown("whether the exception holds is not recorded", missing, evidence=evidence)


def _parts(phrase: str, lesion: Metastasis, patient: Patient) -> list[Truth]:
    parts = []
    if _STABLE.search(phrase):
        parts.append(Truth.of(None if lesion.status is None else lesion.status == "stable"))
    if _TREATED.search(phrase):
        treated = lesion.treated or treatments_of("brain", patient)
        parts.append(Truth.of(True if treated else False if never_treated(lesion, patient) else None))
    length = _LENGTH.search(phrase)
    if length:
        parts.append(_long_enough(length, lesion, patient))
    if _WITHOUT_SYMPTOMS.search(phrase):
        parts.append(~symptoms(lesion, patient))
    if _STEROIDS.search(phrase):
        parts.append(~_takes(patient, "corticosteroid"))
    if _ANTICONVULSANTS.search(phrase):
        parts.append(~_takes(patient, "anticonvulsant"))
    if _NOT_ALONE.search(phrase):
        others = any(m.present and m.site.lower() not in _SITES for m in patient.metastases)
        parts.append(Truth.of(True if others else None))
    return parts


def _long_enough(length: re.Match[str], lesion: Metastasis, patient: Patient) -> Truth:
    """Whether the last treatment of the brain, or the start of stability, lies at least that long back."""
    number = _NUMBERS.get(length[1].lower()) or int(length[1])
    asked = days(number, length[2]) or 0.0
    when = lesion.stable_since or (lesion.treated if isinstance(lesion.treated, PartialDate) else None)
    gaps = ([Gap.since(when, patient.as_of)] if when else []) + treatments_of("brain", patient)
    if not gaps:
        return Truth.UNKNOWN
    last = min(gaps, key=lambda one: one.least)
    return Truth.of(True if last.least >= asked else False if last.most < asked else None)


def _takes(patient: Patient, drug_class: str) -> Truth:
    taken = [taken_is(medicine, drug_class) for medicine in patient.medications]
    if Truth.TRUE in taken:
        return Truth.TRUE
    return Truth.of(False if "medications" in patient.complete else None)
