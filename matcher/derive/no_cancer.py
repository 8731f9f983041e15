"""Owns records of people without breast cancer: healthy controls, carriers, women who are screened."""

from __future__ import annotations

import re

from matcher.answer import Evidence
from matcher.entries import conditions
from matcher.patient.record import Diagnosis, Patient

_BREAST_CANCER = re.compile(
    r"(?:(?:any|personal|known|current|active|prior|previous|past|invasive|history of|diagnosis of|presence of|evidence of|malignan\w+|primary|or|and)\s+)*"
    r"(?:breast (?:cancers?|carcinomas?|malignanc(?:y|ies))|(?:cancer|carcinoma|malignancy) of the breasts?)",
    re.IGNORECASE,
)
_ANY_CANCER = re.compile(
    r"(?:(?:any|known|current|active|history of)\s+)*(?:cancers?|malignanc(?:y|ies))", re.IGNORECASE
)
# what a record says of a cancer, if it says anything of one
_OF_DISEASE = ("cancer", "histology", "stage", "t", "n", "m", "extent", "presentation", "metastatic_since", "diagnosed")


def without_cancer(patient: Patient) -> Evidence | None:
    """The entry by which someone has no breast cancer: denied among the conditions, and nothing of one in the record."""
    if patient.conditions and _is_blank(patient.diagnosis) and not any(m.present for m in patient.metastases):
        told = [
            (place, one)
            for place, one in enumerate(patient.conditions)
            if _BREAST_CANCER.fullmatch(one.name) or _ANY_CANCER.fullmatch(one.name)
        ]
        if told and not any(one.present for _, one in told):
            return conditions.describe(*told[0])
    return None


def _is_blank(diagnosis: Diagnosis) -> bool:
    return all(getattr(diagnosis, name) is None for name in _OF_DISEASE)
