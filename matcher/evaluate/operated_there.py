"""Owns whether an operation was in a place away from the breast, as far as its name and its site tell."""

from __future__ import annotations

import re

from matcher.entries.names import words
from matcher.entries.operation_places import is_in_another_part
from matcher.patient.record import Treatment
from matcher.truth import Truth

ON_THE_BREAST = re.compile(r"mastectomy|lumpectomy|breast", re.IGNORECASE)
_ON_ITS_NODES = re.compile(r"axilla|sentinel", re.IGNORECASE)
_TAKES_TISSUE = re.compile(r"reconstruct|flap|\b(?:tram|diep)\b|oophor|salping|\bwith\b|\band\b", re.IGNORECASE)
# words for a place that name none: "to the only measurable lesion"
ANY_PLACE = words(
    "lesion site area disease tumor region field metastasis target marker index only sole single measurable evaluable indicator other same"
    " painful affected involved treated treatment planned study"
)


def operated_there(value: str, treatment: Treatment) -> Truth:
    """Whether an operation was in a place away from the breast; one on the breast was not, unless it took tissue from there.

    Nor was one of another organ, "a hysterectomy", in a place where that organ does not lie.
    """
    if not words(value) - ANY_PLACE:
        return Truth.UNKNOWN  # "surgery to the painful site", which may be any
    told = f"{treatment.name} {treatment.site or ''}"
    if words(value) & words(told):
        return Truth.TRUE
    if is_in_another_part(treatment.name, value):
        return Truth.FALSE
    on_the_breast = ON_THE_BREAST.search(told) or _ON_ITS_NODES.search(told)
    return Truth.of(False if on_the_breast and not _TAKES_TISSUE.search(treatment.name) else None)
