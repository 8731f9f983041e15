"""Owns which studies are pulled: the registry's query for a scope, and how each study found belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.study import Study

# The registry widens "breast cancer" by synonyms of its own; these are the ones that must not depend on that.
_BREAST = (
    "breast cancer",
    "breast carcinoma",
    "breast neoplasm",
    "breast tumor",
    "mammary carcinoma",
    "ductal carcinoma in situ",
    "DCIS",
    "HER2",
    "BRCA",
)
# A trial for "solid tumors" takes people with breast cancer without naming it, and so does one that is filed under where
# a cancer has spread. Wider words ("malignant neoplasm", "cancer") would, by the registry's synonyms, find every cancer.
_BASKETS = (
    "solid tumor",
    "solid tumors",
    "solid tumour",
    "solid malignancy",
    "solid neoplasm",
    "solid cancer",
    "advanced malignancy",
    "advanced malignancies",
    "brain metastasis",
    "brain metastases",
    "bone metastasis",
    "bone metastases",
)

BREAST_MESH = ("D001943", "D061325", "D018567", "D018270", "D000069584", "D064726", "D058922")
"""MeSH: breast neoplasms, hereditary breast and ovarian cancer syndrome, male breast, ductal, unilateral, triple
negative, inflammatory."""

_NAMES_BREAST = re.compile(
    r"\b(breast|mammary|dcis|lcis|(ductal|lobular) carcinoma in situ|tnbc|her-?2|erbb2|brca-?[12]?)\b", re.IGNORECASE
)
_NAMES_BASKET = re.compile(
    r"\b(solid (tumou?r|malignan|cancer|neoplasm)|malignant (solid )?neoplasm"
    r"|(advanced|metastatic) (cancer|malignan|solid|neoplasm)|neoplasm metasta|(brain|bone) metasta)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """``name`` is what the user chose; ``conditions`` are alternatives, none for every study of the registry."""

    name: str
    conditions: tuple[str, ...]

    def query(self) -> dict[str, str]:
        """The registry's parameters: one listing, whose total can be checked against what was read.

        A second listing for baskets would find the same studies, those of both listings twice, and double the requests.
        """
        return {"query.cond": " OR ".join(self.conditions)} if self.conditions else {}


def scope_of(name: str) -> Scope:
    """``breast`` (with baskets for solid tumours), ``all``, or else the condition that the words name."""
    words = " ".join(name.split())
    if not words:
        raise ValueError("a scope is breast, all, or the name of a condition")
    if words == "breast":
        return Scope(words, _BREAST + _BASKETS)
    return Scope(words, () if words == "all" else (words,))


def membership(study: Study) -> str:
    """How a study has to do with breast cancer: ``mesh``, ``named``, ``basket``, or ``other``.

    Nothing is left out by it, for a trial that is listed in vain costs a glance and one that is not costs the trial.
    """
    headings = study.condition_mesh + study.condition_ancestors
    if any(heading.id in BREAST_MESH or "breast neoplasm" in heading.term.lower() for heading in headings):
        return "mesh"
    named = " | ".join([study.title, study.official_title or "", *study.conditions, *study.keywords])
    if _NAMES_BREAST.search(named):
        return "named"
    return "basket" if _NAMES_BASKET.search(named) else "other"
