"""Owns the evaluation of what can be measured of the disease: measurable lesions, tumour size, progression."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container

from criteria.atoms.cancers.disease_free import CONCEPT as DISEASE_FREE
from criteria.atoms.cancers.disease_measure import OR_NOT
from criteria.atoms.cancers.measured_for import OF_ANOTHER
from criteria.atoms.cancers.tumor_grade import CONCEPT as GRADE
from criteria.atoms.person.menstruation import REGULAR
from criteria.tree import Between, Comparison, Requirement
from matcher.answer import Answer, Evidence, Missing, Weight, known, no, unknown, yes
from matcher.bounds import bound, satisfies, undecided, words_of
from matcher.derive.disease import category_parts, extent, is_metastatic, primary_resected
from matcher.derive.no_cancer import without_cancer
from matcher.derive.receptors import describe as describe_marker
from matcher.derive.therapy import describe, latest
from matcher.entries import conditions, phrases
from matcher.entries.names import Relation, by_words
from matcher.evaluate import (
    breast_findings,
    disease_free,
    margins,
    named_findings,
    palpable,
    periods,
    side,
    tumor_grade,
)
from matcher.evaluate.metastasis import BRAIN
from matcher.patient.record import Patient
from matcher.truth import Truth

_SCAN = "the latest CT or MRI report"
_OF_CANCER = (
    "measurable disease",
    "evaluable disease",
    "residual disease",
    "residual invasive disease",
    "progressive disease",
)
_FINDINGS = {breast_findings.CONCEPT: breast_findings.evaluate, palpable.CONCEPT: palpable.evaluate}
_LEAST = 1.0  # cm, of a lesion that can be measured
_SITES = {"brain": BRAIN, "skin": frozenset({"skin", "cutaneous", "dermal", "subcutaneous"})}
_COUNTED = ("positive axillary lymph nodes", "positive lymph nodes")
# How many nodes hold cancer by N category (AJCC 8); N3 and the b categories are of other nodes too.
_NODES_OF_N = {"0": (0.0, 0.0), "1": (1.0, 3.0), "2": (4.0, 9.0)}
_FELT = {
    "0": (0.0, 0.0),
    "1": (1.0, math.inf),
    "2": (1.0, math.inf),
}  # cN1 and cN2 say whether they move, not how many there are
# Largest diameter in cm by T category (AJCC 8): T1 up to 2, T2 over 2 to 5, T3 over 5.
_SIZE_OF_T = {"1": (0.01, 2.0), "2": (2.01, 5.0), "3": (5.01, 60.0)}


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """Dispatch by concept; what has no rule of its own is looked for in the record by its words."""
    if requirement.concept in _OF_CANCER and (healthy := without_cancer(patient)) is not None:
        return no(healthy.text, healthy)
    match requirement.concept:
        case "measurable disease" | "evaluable disease" if OF_ANOTHER in requirement.detail:
            return _open(requirement)
        case concept if concept in _RULES:
            return _RULES[concept](requirement, patient)
        case "residual disease" | "residual invasive disease":
            return _residual(patient)
        case "pathologic complete response" | "pathological complete response":
            return _complete_response(patient)
        case finding if finding in _FINDINGS:
            return _FINDINGS[finding](patient)
        case "positive surgical margins" | "surgical margins" as which:
            return margins.width(requirement, patient) if which == "surgical margins" else margins.positive(patient)
        case "no evidence of disease":
            return _open(requirement) if requirement.detail else _no_evidence(patient)
        case grade if grade == GRADE:
            return tumor_grade.evaluate(requirement, patient)
        case _ if named_findings.is_one(requirement):
            return named_findings.evaluate(requirement, patient)
        case _:
            return _by_words(requirement, patient)


def _open(requirement: Requirement) -> Answer:
    concept = requirement.concept
    return unknown(f"{concept} is not recorded", Missing(concept, _SCAN))


def _measurable(requirement: Requirement, patient: Patient) -> Answer:
    found = patient.diagnosis.measurable_disease
    if found is None:
        return _open(requirement)
    text = "measurable disease" if found else "no measurable disease"
    if found and isinstance(requirement.value, str):
        missing = Missing(f"whether the disease is measurable {requirement.value}", _SCAN)
        return unknown(f"{text}; {requirement.value} is not recorded", missing, weight=Weight.REQUIRED)
    site = next((value for key, value in requirement.detail if key == "site"), None)
    if found and site is not None and not _measured_there(_SITES[site], patient):
        return unknown(f"{text}; whether it is that of the {site} is not recorded", Missing("its size", _SCAN))
    return known(found, text, Evidence("diagnosis.measurable_disease", text))


def _measured_there(names: Container[str], patient: Patient) -> bool:
    """Whether what can be measured lies in a site of these names: nothing else is there, or it is of that size."""
    spread = [metastasis for metastasis in patient.metastases if metastasis.present]
    there = [metastasis for metastasis in spread if metastasis.site.lower() in names]
    return bool(there) and (len(there) == len(spread) or any((one.largest_cm or 0) >= _LEAST for one in there))


def _evaluable(requirement: Requirement, patient: Patient) -> Answer:
    """Measurable disease is evaluable; so is metastatic disease that cannot be measured, such as in bone alone.

    What may be "measurable or not" is any disease that there is.
    """
    found = patient.diagnosis.measurable_disease
    metastatic, evidence = is_metastatic(patient)
    if found:
        return yes("measurable disease", Evidence("diagnosis.measurable_disease", "measurable disease"))
    recorded = phrases.stated(patient, "evaluable disease")
    if recorded:
        return recorded
    sites = [Evidence(f"metastases[{i}]", m.site) for i, m in enumerate(patient.metastases) if m.present]
    if metastatic and evidence and sites:
        return yes(f"{evidence.text} with {sites[0].text} metastasis", evidence, *sites)
    spread, told = extent(patient)
    back = patient.diagnosis.presentation == "recurrent"  # what has come back is there, whatever was taken out
    there = spread == "metastatic" or (spread == "locally advanced" and (back or primary_resected(patient) is None))
    if requirement.detail == OR_NOT and there and told:
        return yes(f"{told.text}, measurable or not", told)
    return unknown("whether the disease can be evaluated is not recorded", Missing("evaluable disease", _SCAN))


def _size(requirement: Requirement, patient: Patient) -> Answer:
    value = bound(requirement.value)
    diagnosis = patient.diagnosis
    if diagnosis.tumor_size_cm is not None:
        low = high = diagnosis.tumor_size_cm
        evidence = Evidence("diagnosis.tumor_size_cm", f"tumour of {low:g} cm")
    else:
        parts = category_parts(diagnosis.t or "")
        if parts is None or parts[1] not in _SIZE_OF_T or value is None or requirement.detail:
            return _lesion(requirement, patient)
        low, high = _SIZE_OF_T[parts[1]]
        evidence = Evidence("diagnosis.t", diagnosis.t or "")
    if value is None:
        return yes(evidence.text, evidence)
    scale = {"cm": 1.0, "mm": 10.0}.get(value.unit.lower())
    if scale is None:
        return _open(requirement)
    return Answer(
        satisfies(value, low * scale, high * scale), f"{evidence.text}; the trial says {words_of(value)}", (evidence,)
    )


def _lesion(requirement: Requirement, patient: Patient) -> Answer:
    value = bound(requirement.value)
    for place, metastasis in enumerate(patient.metastases):
        if value is not None and metastasis.present and metastasis.largest_cm is not None:
            scale = {"cm": 1.0, "mm": 10.0}.get(value.unit.lower())
            if scale is not None:
                size = metastasis.largest_cm * scale
                evidence = Evidence(f"metastases[{place}]", f"lesion of {metastasis.largest_cm:g} cm")
                return Answer(satisfies(value, size, size), evidence.text, (evidence,))
    return _open(requirement)


def _progression(requirement: Requirement, patient: Patient) -> Answer:
    """Progression on or after the latest therapy: its outcome decides (gold guidelines, section 2)."""
    value = bound(requirement.value)
    if value is not None:
        counted = [(i, lab) for i, lab in enumerate(patient.labs) if lab.name.lower() == "progressing lesions"]
        for place, lab in counted:
            if isinstance(lab.value, int | float):
                evidence = Evidence(f"labs[{place}]", f"{lab.value:g} progressing lesions")
                return Answer(satisfies(value, lab.value, lab.value), evidence.text, (evidence,))
        return unknown("the number of progressing lesions is not recorded", Missing("progressing lesions", _SCAN))
    stated = phrases.stated(patient, "disease progression")
    drugs = latest(patient)
    outcomes = {t.outcome for _, t in drugs}
    evidence_all = tuple(describe(i, t) for i, t in drugs)
    if "progression" in outcomes:
        return yes(evidence_all[0].text, *evidence_all)
    if stated:
        return stated
    missing = Missing("progression on the latest therapy", _SCAN)
    return unknown("progression on the latest therapy is not recorded", missing, evidence=evidence_all)


def _residual(patient: Patient) -> Answer:
    found = patient.diagnosis.residual_disease
    if found is None and (said := _said_of_residual(patient)) is not None:
        return said
    if found is None:
        return unknown("residual disease is not recorded", Missing("residual disease", "the surgical pathology report"))
    text = "residual disease" if found else "no residual disease"
    return known(found, text, Evidence("diagnosis.residual_disease", text))


def _said_of_residual(patient: Patient) -> Answer | None:
    """What the conditions say of what was left: "residual breast cancer", "no residual tumor in the axilla"."""
    for place, condition in enumerate(patient.conditions):
        if _OF_RESIDUAL.fullmatch(condition.name.lower()):
            evidence = conditions.describe(place, condition)
            return known(condition.present, evidence.text, evidence)
    return None


_OF_RESIDUAL = re.compile(
    r"(?:(?:evidence of|measurable|detectable|palpable) )*residual (?:(?:invasive|gross|macroscopic|breast) )*(?:disease|cancer|tumou?r|carcinoma|malignancy)"
    r"(?: (?:in|at|after) (?:[\w-]+ ){0,3}[\w-]+)?"
)


def _complete_response(patient: Patient) -> Answer:
    """Nothing left at surgery is what a pathologic complete response means."""
    left = _residual(patient)
    return left._replace(truth=~left.truth)


def _no_evidence(patient: Patient) -> Answer:
    recorded = phrases.stated(patient, "no evidence of disease")
    if recorded:
        return recorded
    metastatic, evidence = is_metastatic(patient)
    if metastatic and evidence:
        return known(False, evidence.text, evidence)
    if (healthy := without_cancer(patient)) is not None:
        return yes(healthy.text, healthy)
    if metastatic is False and patient.diagnosis.residual_disease is False:
        return yes(
            "no residual disease, and no distant spread", Evidence("diagnosis.residual_disease", "no residual disease")
        )
    if patient.diagnosis.cancer and "treatments" in patient.complete and not patient.treatments:
        text = f"{patient.diagnosis.cancer}, for which nothing has been done"
        return no(text, Evidence("diagnosis.cancer", patient.diagnosis.cancer), Evidence("complete", "treatments"))
    return unknown("whether there is disease now is not recorded", Missing("evidence of disease", _SCAN))


def _by_words(requirement: Requirement, patient: Patient) -> Answer:
    """A finding without a rule of its own, such as a size of axillary nodes: an entry of the record in its words."""
    value = bound(requirement.value)
    if "node" in requirement.concept and value is not None and _node_negative(patient):
        evidence = Evidence("diagnosis.n", patient.diagnosis.n or "")
        return Answer(satisfies(value, 0, 0), f"{evidence.text}: no enlarged nodes", (evidence,))
    if requirement.concept in _COUNTED and value is not None and (counted := _number_of_nodes(value, patient)):
        return counted
    for place, marker in enumerate(patient.biomarkers):
        if by_words(marker.name, requirement.concept) is Relation.SAME and marker.result in ("positive", "negative"):
            result = describe_marker(place, marker)
            return known(marker.result == "positive", result.text, result)
    found = conditions.answer(requirement, patient)
    if found.evidence and found.evidence[0].path != "complete":
        return found
    phrase = " ".join((requirement.concept, *undecided(requirement)))
    return phrases.closest(patient, phrase) or _open(requirement)


def _number_of_nodes(value: Comparison | Between, patient: Patient) -> Answer | None:
    """How many nodes hold cancer, as far as the category tells; that of an examination alone rules nobody out."""
    recorded = patient.diagnosis.n or ""
    parts = category_parts(recorded)
    if parts is None or parts[1] not in _NODES_OF_N or parts[2] == "b":
        return None
    felt = recorded.strip().lower().startswith("c")
    truth = satisfies(value, *(_FELT if felt else _NODES_OF_N)[parts[1]])
    told = truth is Truth.TRUE or (truth is Truth.FALSE and "p" in recorded.lower())
    return (
        Answer(truth, f"{recorded}; the trial says {words_of(value)}", (Evidence("diagnosis.n", recorded),))
        if told
        else None
    )


def _node_negative(patient: Patient) -> bool:
    parts = category_parts(patient.diagnosis.n or "")
    return parts is not None and parts[1] == "0"


_RULES: dict[str, Callable[[Requirement, Patient], Answer]] = {
    "measurable disease": _measurable,
    "evaluable disease": _evaluable,
    "tumor size": _size,
    "progressive disease": _progression,
    DISEASE_FREE: disease_free.evaluate,
    REGULAR: periods.regular,
    **dict.fromkeys(side.CONCEPTS, side.evaluate),
}
