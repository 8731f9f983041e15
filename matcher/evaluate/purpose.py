"""Owns what a treatment of the record was given for: the breast cancer in question, another disease, or to prevent one."""

from __future__ import annotations

import re

from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth, all_of

_ON_THE_BREAST = re.compile(r"mastectomy|lumpectomy|breast", re.IGNORECASE)
_ON_ITS_NODES = re.compile(r"\baxilla|\bsentinel", re.IGNORECASE)
_MINOR = re.compile(r"\bminor\b|\bport\b|biops|catheter|needle|\bdental", re.IGNORECASE)
OF_NO_CANCER = re.compile(
    r"\b(?:knee|hip|shoulder|cataract|hernia|cholecystectomy|appendectomy|c(?:a)?esarean|stent\w*|bypass|pacemaker|valve|arthro\w+|tonsillectomy|dental)\b",
    re.I,
)
"""Operations that no breast cancer needs."""
_OF_ANOTHER_ORGAN = re.compile(
    r"\b(?:(?:hemi|para)?thyroidectomy|(?:hemi)?colectomy|prostatectomy|nephrectomy|gastrectomy|cystectomy|splenectomy|parotidectomy)\b",
    re.I,
)
"""Operations that treat no breast cancer, though they may treat another."""
_A_CANCER = re.compile(
    r"cancer|carcinoma|malignan|tumou?r|lymphoma|leuk|sarcoma|melanoma|myeloma|\bdcis\b|\blcis\b|in situ", re.IGNORECASE
)
_OF_THE_OTHER_BREAST = re.compile(r"\b(?:contra-?lateral|other|opposite) breast\b", re.IGNORECASE)
_SETTINGS = ("neoadjuvant", "adjuvant", "metastatic")


def given_for(value: str, treatment: Treatment, patient: Patient) -> Truth:
    """Whether a treatment was given for what a requirement names as its purpose."""
    if value == "breast cancer":
        return _for_this_cancer(treatment, patient)
    if value == "any breast cancer":
        hers = treatment.indication is not None and "breast" in treatment.indication.lower()
        return Truth.UNKNOWN if hers else _for_this_cancer(treatment, patient)
    if value in ("another disease", "prevention"):
        return ~_for_this_cancer(treatment, patient)
    if value == "another cancer":  # of which organ the treatments of another disease were is not asked
        return all_of((~_for_this_cancer(treatment, patient), Truth.UNKNOWN))
    if value != "cancer":
        return Truth.UNKNOWN
    if treatment.indication is not None or (treatment.kind == "surgery" and OF_NO_CANCER.search(treatment.name)):
        return Truth.FALSE
    return Truth.of(True if treatment.kind != "surgery" or _ON_THE_BREAST.search(treatment.name) else None)


def _for_this_cancer(treatment: Treatment, patient: Patient) -> Truth:
    """Whether it was given for the breast cancer of the record; beside another cancer, only its setting tells."""
    if treatment.indication is not None or treatment.setting == "prevention":
        return Truth.FALSE
    if treatment.kind == "surgery" and (
        OF_NO_CANCER.search(treatment.name) or _OF_ANOTHER_ORGAN.search(treatment.name)
    ):
        return Truth.FALSE
    if _was_over_before(treatment, patient):
        # to the other breast it was for an earlier cancer
        return Truth.of(False if _OF_THE_OTHER_BREAST.search(treatment.site or "") else None)
    if treatment.kind == "surgery" and _ON_THE_BREAST.search(treatment.name) and not _MINOR.search(treatment.name):
        return Truth.TRUE
    alone = not any(condition.present and _A_CANCER.search(condition.name) for condition in patient.conditions)
    if treatment.kind == "surgery" and alone and _ON_ITS_NODES.search(treatment.name):
        return Truth.TRUE
    if treatment.kind == "surgery" and treatment.setting not in _SETTINGS and treatment.name.lower() != "surgery":
        return Truth.UNKNOWN  # an operation that is named may have been for something else
    return Truth.of(True if alone or treatment.setting in _SETTINGS else None)


def _was_over_before(treatment: Treatment, patient: Patient) -> bool:
    """Whether it ended before the cancer of the record, which has not come back, was found: it may have been for an earlier one."""
    last, found = treatment.end or treatment.start, patient.diagnosis.diagnosed
    if last is None or found is None or patient.diagnosis.presentation not in ("primary", "de_novo"):
        return False
    return last.last < found.first
