"""Owns the evaluation of diagnoses: the breast cancer itself and other malignancies."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.atoms.cancers.other_cancer_words import AS_ANOTHER
from criteria.tree import Kind, Requirement
from matcher.answer import Answer, Evidence, Missing, Weight, either, no, presumed_absent, unknown, yes
from matcher.derive.disease import category_parts, is_metastatic
from matcher.derive.no_cancer import without_cancer
from matcher.entries import conditions
from matcher.entries.names import Relation, by_words, relate, words
from matcher.evaluate import second_cancer
from matcher.evaluate.cancer_times import HAD_BEFORE, earlier, earlier_in_situ, of_the_other_breast, timed
from matcher.evaluate.one_focus import of_one_place
from matcher.patient.record import Patient
from matcher.primaries import AS_PRIMARY
from matcher.truth import Truth

_ANY_CANCER = re.compile(
    r"^(?:advanced |malignant |invasive )*(?:cancers?|solid (?:tumou?r|malignanc|cancer)\w*|malignanc\w+|"
    r"solid neoplasms?|neoplasms?|tumou?rs?|carcinomas?|adenocarcinomas?|epithelial \w+)$"
)
_OTHER = re.compile(r"\b(?:other|second|secondary|another|additional|concurrent|prior|previous|non-?breast)\b")
_BREAST_FORMS = (
    "ductal",
    "lobular",
    "metaplastic",
    "mucinous",
    "tubular",
    "papillary",
    "medullary",
    "apocrine",
    "mixed",
)
_OTHERWISE = (
    "bilateral",
    "multicentric",
    "multifocal",
    "contralateral",
    "synchronous",
    "metachronous",
    "gestational",
    "paget",
)
_OTHER_TISSUES = ("phyllodes", "sarcoma", "squamous", "neuroendocrine", "adenoid", "secretory")
_IN_SITU = re.compile(r"in situ|\bdcis\b|\blcis\b", re.IGNORECASE)
_IN_SITU_OF_BREAST = re.compile(r"\b(?:ductal|lobular) carcinoma in situ\b")
_INVASIVE = re.compile(r"invasive|infiltrating|adenocarcinoma|metaplastic|carcinoma", re.IGNORECASE)
# what a whole list of conditions would name beside the cancer of the record
_AS_A_SECOND = re.compile(r"bilateral|contralateral|synchronous|metachronous|paget|phyllodes|sarcoma")
_NO_CANCER_YET = re.compile(r"hyperplasia|atypi|lobular carcinoma in situ|\blcis\b", re.IGNORECASE)
_HISTORY = "the medical history"


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """A diagnosis: of this cancer, or of another one in the list of conditions."""
    concept = requirement.concept.lower()
    if AS_ANOTHER in requirement.detail:
        return second_cancer.named(requirement, patient)
    if _OTHER.search(concept) and not re.search(r"prior \w* ?breast|previous breast", concept):
        return second_cancer.any_other(requirement, patient)
    if _is_breast(concept):
        return _breast(requirement, concept, patient)
    if _ANY_CANCER.match(concept) and requirement.value == "prior":
        return second_cancer.any_other(requirement, patient)  # "prior malignancy" is another than the one she has
    if _ANY_CANCER.match(concept):
        if patient.diagnosis.cancer is None:
            return _of_any_organ(patient)
        return yes(patient.diagnosis.cancer, Evidence("diagnosis.cancer", patient.diagnosis.cancer))
    return _elsewhere(requirement, patient)


@lru_cache(maxsize=16384)
def _is_breast(concept: str) -> bool:
    if "lymphoma" in concept or "implant" in concept:
        return False
    if "breast" in concept or concept in ("dcis", "lcis") or _IN_SITU_OF_BREAST.search(concept):
        return True
    if concept in ("invasive carcinoma", "invasive cancer", "carcinoma in situ of the breast"):
        return True
    rest = words(concept) - {"cancer", "invasive", "ductal", "lobular", "situ", "infiltrating"}
    return not rest - set(_BREAST_FORMS) and bool(words(concept) & {*_BREAST_FORMS})


def _breast(requirement: Requirement, concept: str, patient: Patient) -> Answer:
    diagnosis = patient.diagnosis
    if diagnosis.cancer is None and diagnosis.histology is None:
        return _undiagnosed(requirement, concept, patient)
    text = ", ".join(part for part in (diagnosis.cancer, diagnosis.histology) if part)
    evidence = Evidence("diagnosis", text)
    if diagnosis.cancer is not None and not _is_breast(diagnosis.cancer.lower()):
        return no(text, evidence)
    if requirement.value == HAD_BEFORE and "in situ" in concept:
        return earlier_in_situ(concept, patient)
    if "contralateral" in concept and (other := of_the_other_breast(requirement.when, patient)) is not None:
        return other
    if "ipsilateral" in concept:
        return earlier(patient, ipsilateral=True)  # her own is of that side too
    if (found := of_one_place(requirement, text.lower(), patient)) is not None:
        return found
    truth, why = _breast_form(concept, text.lower(), patient)
    if truth is Truth.UNKNOWN:
        recorded = conditions.answer(requirement, patient)
        if recorded.evidence and recorded.truth is not Truth.UNKNOWN:
            return recorded
        text = f"whether it is {concept} is not recorded"
        if "conditions" in patient.complete and _AS_A_SECOND.search(concept):
            return presumed_absent(text, Missing(concept, why))
        return unknown(text, Missing(concept, why), evidence=(evidence,))
    if truth is Truth.FALSE and (elsewhere := _in_situ_besides(concept, patient)) is not None:
        return elsewhere
    return timed(requirement, Answer(truth, text, (evidence,)), patient)


def _in_situ_besides(concept: str, patient: Patient) -> Answer | None:
    """Cancer in situ that the conditions hold beside an invasive one: whether the trial means that decides; None for another."""
    found = earlier_in_situ(concept, patient) if _IN_SITU.search(concept) is not None else None
    if found is None or found.truth is Truth.FALSE or not found.evidence:
        return None
    if found.truth is Truth.UNKNOWN:
        return found  # in one breast and not in the other
    missing = Missing(f"whether {found.why} is what the trial means by {concept}", _HISTORY)
    return unknown(f"{found.why}; whether it is meant decides", missing, evidence=found.evidence)


def _undiagnosed(requirement: Requirement, concept: str, patient: Patient) -> Answer:
    """A form of breast cancer, or what may become one, of someone who has no diagnosis: as the conditions say it."""
    healthy = without_cancer(patient)
    if healthy is None:
        return unknown("the diagnosis is not recorded", Missing("the diagnosis", "the pathology report"))
    recorded = conditions.answer(requirement, patient)
    if recorded.evidence and recorded.truth is not Truth.UNKNOWN:
        return recorded
    if "conditions" in patient.complete or not _NO_CANCER_YET.search(concept):
        return no(healthy.text, healthy)
    return unknown(f"{concept} is not recorded", Missing(concept, _HISTORY), evidence=(healthy,))


def _of_any_organ(patient: Patient) -> Answer:
    """Any cancer, of someone who has no diagnosis: none where the whole list of conditions holds none."""
    healthy = without_cancer(patient)
    others = any(one.present and second_cancer.is_cancer(one) for one in patient.conditions)
    if healthy is not None and "conditions" in patient.complete and not others:
        return no(healthy.text, healthy)
    return unknown("the diagnosis is not recorded", Missing("the diagnosis", "the pathology report"))


def _breast_form(concept: str, text: str, patient: Patient) -> tuple[Truth, str]:
    """Whether the breast cancer is of the asked form, and which report would tell."""
    report = "the pathology report"
    if "inflammatory" in concept:
        return _inflammatory(text, patient), "the clinic notes"
    if "occult" in concept:
        return _occult(patient), report
    if "de novo" in concept:
        return _de_novo(patient), "the clinic notes"
    if "male" in concept and "female" not in concept:
        return Truth.of(None if patient.sex is None else patient.sex == "male"), "the patient"
    for word in (*_OTHERWISE, *_OTHER_TISSUES):
        if word in concept and word not in text:
            histology = patient.diagnosis.histology is not None and word in _OTHER_TISSUES
            return (Truth.FALSE if histology else Truth.UNKNOWN), "mammography or MRI of both breasts"
    if "microinvasi" in concept:
        return _microinvasive(text, patient), report
    if "in situ" in concept or concept in ("dcis", "lcis") or "noninvasive" in concept:
        return _in_situ(text, patient), report
    forms = [form for form in _BREAST_FORMS if form in concept]
    if forms:
        recorded = (patient.diagnosis.histology or "").lower()
        return Truth.of(any(form in recorded for form in forms) if recorded else None), report
    if "invasive" in concept or "infiltrating" in concept:
        in_situ = _in_situ(text, patient)
        return ~in_situ, report
    return Truth.TRUE, report


def _occult(patient: Patient) -> Truth:
    """Whether no tumour is found in the breast, which is T0."""
    parts = category_parts(patient.diagnosis.t or "")
    return Truth.of(None if parts is None or parts[1] == "x" else parts[1] == "0")


def _de_novo(patient: Patient) -> Truth:
    """Whether the cancer had spread when it was found."""
    spread, _ = is_metastatic(patient)
    presentation = patient.diagnosis.presentation
    if spread is False or presentation == "recurrent":
        return Truth.FALSE
    return Truth.of(True if spread and presentation == "de_novo" else None)


def _microinvasive(text: str, patient: Patient) -> Truth:
    """T1mi; a larger category, or T1 with a letter, is of more, and T1 alone may be either."""
    if "microinva" in text:
        return Truth.TRUE
    parts = category_parts(patient.diagnosis.t or "")
    if parts is None or parts[1] == "x" or parts[1:] == ("1", ""):
        return Truth.UNKNOWN
    return Truth.of(parts[2] == "mi")


def _inflammatory(text: str, patient: Patient) -> Truth:
    parts = category_parts(patient.diagnosis.t or "")
    if "inflammatory" in text or (parts is not None and parts[1:] == ("4", "d")):
        return Truth.TRUE
    return Truth.FALSE


def _in_situ(text: str, patient: Patient) -> Truth:
    if _IN_SITU.search(text):
        return Truth.of(True if "invasi" not in text else None)
    metastatic, _ = is_metastatic(patient)
    if metastatic or _INVASIVE.search(patient.diagnosis.histology or "") or "invasive" in text:
        return Truth.FALSE
    parts = category_parts(patient.diagnosis.t or "")
    return Truth.FALSE if parts is not None and parts[1] in "1234" else Truth.UNKNOWN


def _elsewhere(requirement: Requirement, patient: Patient) -> Answer:
    """A cancer of another organ: in the list of conditions, or by a diagnosis of the record that is not of the breast."""
    recorded = patient.diagnosis.cancer
    if recorded is not None and relate(Kind.CANCER, recorded, requirement.concept) in (
        Relation.SAME,
        Relation.NARROWER,
    ):
        return yes(recorded, Evidence("diagnosis.cancer", recorded))
    found, denied = _of_the_list(requirement, patient)
    if denied:
        return either(found, denied[0])
    healthy = without_cancer(patient) if recorded is None and "conditions" in patient.complete else None
    if healthy is not None:
        otherwise = no(f"{healthy.text}; no {requirement.concept} in the complete list of conditions", healthy)
    elif recorded is None:
        otherwise = unknown("the diagnosis is not recorded", Missing("the diagnosis", "the pathology report"))
    elif AS_PRIMARY in requirement.detail and _is_breast(recorded.lower()):
        otherwise = no(f"{recorded}, and not {requirement.concept}", Evidence("diagnosis.cancer", recorded))
    elif "conditions" in patient.complete:
        otherwise = no(f"{recorded}; no {requirement.concept} in the complete list of conditions",
                       Evidence("diagnosis.cancer", recorded))  # fmt: skip
    else:
        otherwise = presumed_absent(f"{recorded}; no {requirement.concept} recorded",
                                    Missing(requirement.concept, _HISTORY))  # fmt: skip
    return either(found, otherwise)


def _of_the_list(requirement: Requirement, patient: Patient) -> tuple[list[Answer], list[Answer]]:
    """What the conditions say for a cancer of another organ, and what they say against it."""
    found, denied = list[Answer](), list[Answer]()
    for place, condition in enumerate(patient.conditions):
        relation = relate(Kind.CANCER, condition.name, requirement.concept)
        if relation is Relation.OTHER and by_words(condition.name, requirement.concept) is Relation.NARROWER:
            relation = Relation.NARROWER  # an in situ form counts as a form of the organ's cancer
        if relation is Relation.OTHER or not second_cancer.is_cancer(condition):
            continue
        evidence = conditions.describe(place, condition)
        if not condition.present:
            if relation is not Relation.NARROWER:  # without one form of it there may be another
                denied.append(no(evidence.text, evidence))
            continue
        if (
            AS_PRIMARY in requirement.detail
            and patient.diagnosis.cancer is not None
            and second_cancer.is_over(condition)
        ):
            continue  # the trial treats it
        if relation is not Relation.WIDER and requirement.when is not None:
            found.append(second_cancer.counts(requirement, condition, evidence, patient))
        elif relation is not Relation.WIDER:
            found.append(_as_in_situ(requirement, evidence) or yes(evidence.text, evidence))
    return found, denied


def _as_in_situ(requirement: Requirement, evidence: Evidence) -> Answer | None:
    """Carcinoma in situ of no named organ, of one that is recorded: the trial may mean that of its own; None for another cancer."""
    if requirement.concept != "carcinoma in situ":
        return None
    missing = Missing(f"whether {evidence.text} is what the trial means by carcinoma in situ", _HISTORY)
    return unknown(
        f"{evidence.text}: of which organ it must be is not said", missing, evidence=(evidence,), weight=Weight.REQUIRED
    )
