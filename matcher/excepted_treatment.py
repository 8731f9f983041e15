"""Owns exceptions to what is asked of treatments, read from their words: contraindicated or refused, palliative radiation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.tree import Kind, Leaf, Node, Requirement, Window, walk
from matcher import conditions
from matcher.answer import Answer, no, yes
from matcher.bounds import within
from matcher.derive import therapy as derived
from matcher.names import words
from matcher.patient.record import Patient, Treatment
from matcher.treatment_names import treatments_named
from matcher.truth import Truth

# why a treatment that is asked for need not have been had; an entry gives one of the reasons that the text takes
_REASONS = (
    re.compile(
        r"contra-?indicat|ineligib|inappropriate|unsuitable|\bunfit\b|\bnot (?:be |been )?(?:an? |medically |clinically |considered )*"
        r"(?:appropriate|indicated|suitable|eligible|candidates?|fit)\b",
        re.IGNORECASE,
    ),
    re.compile(r"intoleran|intolerable|not (?:be )?tolerat", re.IGNORECASE),
    re.compile(r"\bdeclin|\brefus", re.IGNORECASE),
)
_PALLIATIVE = re.compile(
    r"\bpalliat|\bpain|\bsymptom|\blimited[- ](?:field|radi)|\bsingle[- ](?:fraction|dose)", re.IGNORECASE
)
_SINGLE = re.compile(r"\b(?:single|one|1)\s*(?:x\s*8|[- ]?fraction|[- ]?dose)|\b1\s*x\s*8", re.IGNORECASE)
_TO_BONE = re.compile(r"\bbon[ey]|skelet|fracture", re.IGNORECASE)
_A_BONE = words(
    "bone spine vertebra rib femur hip pelvis sacrum humerus skull sternum shoulder scapula lumbar thoracic cervix ilium acetabulum tibia"
)
# what else such an exception may ask for, which is not looked up
_MORE = re.compile(
    r"\bnon-?\s?target|\bgy\b|\bgray\b|\bcgy\b|%|\bdays?\b|\bweeks?\b|\bmonths?\b|\bbrain|\brecover|\bprior to\b|\bcomplet|\bonly\b",
    re.IGNORECASE,
)


def is_excepted(phrase: str, of: Node) -> bool:
    """Whether the words may be of such an exception; ``exception`` has nothing to say of others."""
    if not any(True for _ in _therapies(of)):
        return False
    return _PALLIATIVE.search(phrase) is not None or any(reason.search(phrase) for reason in _REASONS)


def is_affected(patient: Patient) -> bool:
    """Whether the record holds radiation or such a reason; ``exception`` has nothing to say of records without."""
    told = any(reason.search(condition.name) for condition in patient.conditions for reason in _REASONS)
    return told or any(t.kind == "radiation" or t.outcome == "intolerance" for t in patient.treatments)


def exception(phrase: str, of: Node, patient: Patient) -> Answer | None:
    """Whether the exception holds; None where its words, or the record, are of something else."""
    asked = tuple(_therapies(of))
    if not asked:
        return None
    if _PALLIATIVE.search(phrase) and all(derived.is_instance(_RADIATION, one.concept) is Truth.TRUE for one in asked):
        return _only_palliative(phrase, asked, patient)
    concepts = {one.concept for one in asked}
    return _could_not_be_had(phrase, next(iter(concepts)), patient) if len(concepts) == 1 else None


_RADIATION = Treatment("radiation therapy", "radiation")


def _therapies(node: Node) -> Iterator[Requirement]:
    return (part.requirement for part in walk(node) if isinstance(part, Leaf) and part.requirement.kind is Kind.THERAPY)


def _could_not_be_had(phrase: str, concept: str, patient: Patient) -> Answer | None:
    reasons = [reason for reason in _REASONS if reason.search(phrase)]
    for place, condition in enumerate(patient.conditions):
        if any(reason.search(condition.name) for reason in reasons) and _names(condition.name, concept):
            evidence = conditions.describe(place, condition)
            return yes(evidence.text, evidence) if condition.present else no(evidence.text, evidence)
    return None


def _names(entry: str, concept: str) -> bool:
    if words(concept) <= words(entry):
        return True
    return any(derived.medicine_is(one, concept) is Truth.TRUE for one in treatments_named(entry))


def _only_palliative(phrase: str, asked: tuple[Requirement, ...], patient: Patient) -> Answer | None:
    """Whether all radiation that is meant was palliative: what was given for metastatic disease, outside the brain."""
    meant = [
        (place, treatment)
        for place, treatment in enumerate(patient.treatments)
        if treatment.kind == "radiation" and any(_in(one.when, treatment, patient) for one in asked)
    ]
    if not meant or _MORE.search(phrase):
        return None
    evidence = tuple(derived.describe(place, treatment) for place, treatment in meant)
    if any(treatment.setting in ("neoadjuvant", "adjuvant") for _, treatment in meant):
        return no(evidence[0].text, *evidence)
    if all(_is_palliative(phrase, treatment) for _, treatment in meant):
        return yes(evidence[0].text, *evidence)
    return None


def _in(window: Window | None, treatment: Treatment, patient: Patient) -> bool:
    return window is None or within(window, derived.gap(patient, treatment), None) is not Truth.FALSE


def _is_palliative(phrase: str, treatment: Treatment) -> bool:
    told = f"{treatment.name} {treatment.dose or ''}"
    site = words(treatment.site or "")
    if "palliat" not in told.lower() and (treatment.setting != "metastatic" or not site or site & words("brain")):
        return False
    if _SINGLE.search(phrase) and not _SINGLE.search(told):
        return False
    return not _TO_BONE.search(phrase) or bool(site & _A_BONE)
