"""Owns whether a trial is about the patient's disease at all: breast cancer, or cancer in general."""

from __future__ import annotations

import re
from enum import Enum, StrEnum, auto
from functools import lru_cache

from criteria.span import Span
from criteria.text.clean import clean
from criteria.text.tag import mentions
from criteria.tree import Kind
from criteria.vocabulary import load
from indexer.study import Study

_CANCER = re.compile(
    r"cancer|carcinoma|neoplas|tumou?r(?! necrosis)|malignan|metasta|oncolog|sarcoma|lymphoma|leuk[ae]mia|melanoma|glioma|myeloma|dcis",
    re.IGNORECASE,
)
# the breast, but neither what is fed at it nor the transporter "breast cancer resistance protein"
_BREAST = re.compile(
    r"\bbreasts?\b(?![\s-]*(?:fe?d|feed|milk))(?! cancer[\s-]resistance)|\bmammary\b|\bdcis\b|\blcis\b|\btnbc\b",
    re.IGNORECASE,
)
# a title that speaks of cancer as such
_ANY_TUMOR = re.compile(
    r"\bsolid (?:tumou?r|malignan|cancer|neoplasm)|agnostic"
    r"|\b(?:advanced|metastatic|malignant|rare|various|different) (?:cancers?|malignanc(?:y|ies)|tumou?rs?|diseases?)\b(?! (?:of|cells?)\b)"
    r"|\bother (?:solid|cancers?|malignan\w+|tumou?rs?)\b|\bpatients (?:with|who have) cancer\b(?! of\b)"
    r"|(?:^|\b(?:in|for|of|among|adult|elderly|the)\s)cancer(?:-related| patients| survivors)\b",
    re.IGNORECASE,
)
_ANY_CONDITION = re.compile(
    r"(?:advanced |malignant )?(?:cancers?|neoplasms?|malignanc(?:y|ies)|tumou?rs?)", re.IGNORECASE
)
# what has spread to an organ began elsewhere
_SECONDARY = re.compile(r"\bsecondary\b|\bmetastatic malignant neoplasm in\b", re.IGNORECASE)
# neoplasms of organs that breast cancer hardly spreads to, as the headings of the registry have them: "Prostatic Neoplasms"
_NEOPLASM_ELSEWHERE = re.compile(
    r"\b(?:prostat\w*|colon\w*|colorectal|rect(?:al|um)|gastr\w*|stomach|esophag\w*|pancrea\w*|bladder|kidney|renal|urologic\w*|urogenital"
    r"|genital|thyroid|cervi(?:x|cal)|uter(?:us|ine)|endometri\w*|ovar(?:y|ian)|vulv\w*|testic\w*|head and neck|oral|mouth|laryn\w*|pharyn\w*"
    r"|digestive|biliary|bile duct|adrenal|pituitary|salivary|hematologic\w*|plasma cell|lymphoid|germ cell)\b(?:[\s()-]+[\w-]+){0,2}[\s()-]+"
    r"(?:neoplas\w+|tumou?rs?|cancers?|carcinomas?|malignanc\w+)\b",
    re.IGNORECASE,
)
_WHERE_IT_SPREADS = {"central nervous system tumor", "bone cancer"}
"""Names of tumors that may have come from the breast: "brain tumor"."""
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
    return Topic.OTHER if _is_elsewhere(study) else Topic.CANCER


def _is_elsewhere(study: Study) -> bool:
    """Whether the title, or the registry's conditions, name cancers of other organs only; or neither names a cancer."""
    title = f"{study.title} | {study.official_title or ''}"
    named = {_named(condition) for condition in study.conditions} - {_Named.NO_CANCER}
    if _Named.ANY_CANCER in named or _ANY_TUMOR.search(title):
        return False
    if not named:
        return _named(title) in (_Named.NO_CANCER, _Named.ANOTHER_ORGANS)
    return _named(title) is _Named.ANOTHER_ORGANS or named == {_Named.ANOTHER_ORGANS}


class _Named(Enum):
    """Which cancers some words name."""

    NO_CANCER = auto()
    ANOTHER_ORGANS = auto()
    ANY_CANCER = auto()
    SOME_CANCER = auto()


@lru_cache(maxsize=16384)
def _named(words: str) -> _Named:
    if _SECONDARY.search(words):
        return _Named.NO_CANCER
    view = clean(words, Span(0, len(words)))
    found = {mention.name for mention in mentions(view) if mention.kind is Kind.CANCER}
    if found & _GENERAL or _ANY_CONDITION.fullmatch(words):
        return _Named.ANY_CANCER
    known = load()
    organs = [concept.category for name in found - _WHERE_IT_SPREADS if (concept := known.find(Kind.CANCER, name))]
    if (organs and "breast" not in organs) or (not found and _NEOPLASM_ELSEWHERE.search(words)):
        return _Named.ANOTHER_ORGANS
    return _Named.SOME_CANCER if found or _CANCER.search(words) else _Named.NO_CANCER
