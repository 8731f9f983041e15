"""Owns when a disease of the record is what a trial means by the name of its group ("autoimmune disease") or field ("lung disease")."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from criteria.tree import Kind
from criteria.vocabulary import load
from criteria.vocabulary.concept import Concept
from matcher.entries.disease_names import disease_in
from matcher.entries.names import Relation, by_words

# Names that stand for a whole field of medicine, or for one disease in it
_GROUP = re.compile(
    r"\b(?:diseases?|disorders?|illness(?:es)?|conditions?|dysfunction|impairment|problems?|complications?|abnormalit\w+|"
    r"comorbidit\w+)$",
    re.IGNORECASE,
)
# Fields so wide that trials mean the worse diseases of them
_FIELDS = frozenset(
    [
        "bone disease", "cardiac disease", "cardiorespiratory disease", "cardiovascular disease", "chronic disease",
        "comorbid conditions", "endocrine disorder", "eye disease", "gastrointestinal disease", "hematologic disease",
        "liver disease", "lung disease", "metabolic disease", "musculoskeletal disease", "neurological disorder",
        "psychiatric disorder", "renal disease", "skin disease", "systemic disease", "thyroid disease",
        "urologic disease", "vascular disease",
    ]
)  # fmt: skip
_EVERYDAY = "everyday ailment"


class Standing(Enum):
    """How a disease stands to a group that it belongs to: surely one, one of a wide field, perhaps one, or seldom meant."""

    MEMBER = "member"
    OF_FIELD = "of the field"
    PERHAPS = "perhaps"
    SELDOM = "seldom"


@lru_cache(maxsize=65536)
def standing(disease: str, group: str) -> Standing:
    """How a disease that is a kind of ``group`` stands to it.

    What people keep in the vocabulary is one; what a wider classification or the words alone say may be. Of a field of
    medicine the ailments of every day are seldom meant.
    """
    ours, theirs = _concept(disease), load().find(Kind.COMORBIDITY, group)
    if not _GROUP.search(group):
        known = ours is None or ours.source == "curated" or by_words(disease, group) is Relation.NARROWER
        return Standing.PERHAPS if not known or (theirs is not None and theirs.name in _FIELDS) else Standing.MEMBER
    if ours is None or theirs is None:
        return Standing.PERHAPS
    if theirs.name in _FIELDS and _EVERYDAY in ours.parents:
        return Standing.SELDOM
    if ours.source != "curated" or theirs.source != "curated" or ("immun" in theirs.name) > ("immun" in group.lower()):
        return Standing.PERHAPS  # "inflammatory disease" may be meant otherwise
    return Standing.OF_FIELD if theirs.name in _FIELDS else Standing.MEMBER


def _concept(disease: str) -> Concept | None:
    longer = disease_in(disease)
    return load().find(Kind.COMORBIDITY, disease) or (load().find(Kind.COMORBIDITY, longer) if longer else None)
