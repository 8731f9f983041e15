"""Owns whether a trial is about the patient's disease at all: breast cancer, or cancer in general."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from criteria.tree import Kind
from criteria.vocabulary import load
from indexer.study import Study

_CANCER = re.compile(
    r"cancer|carcinoma|neoplas|tumou?r|malignan|metasta|oncolog|sarcoma|lymphoma|leuk[ae]mia|melanoma|glioma|myeloma|dcis",
    re.IGNORECASE,
)
_BREAST = re.compile(r"breast|mammary|\bdcis\b|\blcis\b|\btnbc\b", re.IGNORECASE)
_GENERAL = {
    "solid tumor",
    "cancer",
    "malignancy",
    "other malignancy",
    "carcinoma",
    "adenocarcinoma",
    "carcinoma in situ",
}


class Topic(StrEnum):
    """What a trial is about, as far as a person with breast cancer is concerned."""

    BREAST = "breast cancer"
    CANCER = "cancer in general"
    OTHER = "something else"


def topic(study: Study) -> Topic:
    """By title, conditions, keywords and headings; a trial on another cancer counts if its text names the breast."""
    named = " | ".join((study.title, study.official_title or "", *study.conditions, *study.keywords, *study.mesh_terms))
    if _BREAST.search(named):
        return Topic.BREAST
    if not _CANCER.search(named):
        return Topic.OTHER
    if _BREAST.search(study.eligibility):
        return Topic.CANCER
    elsewhere = [_of_another_organ(name) for name in study.conditions]
    return Topic.OTHER if elsewhere and all(elsewhere) else Topic.CANCER


@lru_cache(maxsize=16384)
def _of_another_organ(name: str) -> bool:
    """Whether a condition is no cancer, or one of an organ that is not the breast."""
    if not _CANCER.search(name):
        return True
    found = load().find(Kind.CANCER, name)
    return found is not None and found.category != "breast" and found.name not in _GENERAL
