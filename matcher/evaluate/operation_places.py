"""Owns whether an operation was in a place away from the breast, as far as its name and its site tell."""

from __future__ import annotations

import re

from matcher.entries.names import words
from matcher.patient.record import Treatment
from matcher.truth import Truth

ON_THE_BREAST = re.compile(r"mastectomy|lumpectomy|breast", re.IGNORECASE)
_ON_ITS_NODES = re.compile(r"axilla|sentinel", re.IGNORECASE)
_TAKES_TISSUE = re.compile(r"reconstruct|flap|\b(?:tram|diep)\b|oophor|salping|\bwith\b|\band\b", re.IGNORECASE)
# operations that name their own organ, and the places that it lies in
_OWN_PLACES = tuple(
    (re.compile(operation, re.IGNORECASE), re.compile(places, re.IGNORECASE))
    for operation, places in (
        (r"hysterect|oophor|salping|\btubal\b|c(?:a?e)sarean|myomect", r"abdom|pelvi|gyn|uter|ovar|vagin|urolog"),
        (r"thyroid", r"thyroid|neck|throat"),
        (
            r"append(?:ec|ic)|cholecyst|gastrect|\bcolect|sigmoid|ha?emorrhoid|splenect",
            r"abdom|pelvi|gastr|\bgi\b|digest|aliment|stomach|bowel|intestin|colo|rect|esophag|pancrea|bili|hepat|liver",
        ),
        (r"cataract|vitrect", r"ocul|ophthal|eye|catar|retin|corne|refract"),
        (
            r"\b(?:knee|hip|ankle|wrist|shoulder|carpal|rotator)\b|menisc",
            r"orthop|joint|hip|knee|shoulder|hand|foot|feet|limb|extremit|pelvi",
        ),
    )
)
_ANOTHER_BESIDE = re.compile(r"\bwith\b|\band\b|[+,;/]", re.IGNORECASE)
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
    own = next((places for operation, places in _OWN_PLACES if operation.search(told)), None)
    if own is not None and own.search(value) is None and _ANOTHER_BESIDE.search(told) is None:
        return Truth.FALSE
    on_the_breast = ON_THE_BREAST.search(told) or _ON_ITS_NODES.search(told)
    return Truth.of(False if on_the_breast and not _TAKES_TISSUE.search(treatment.name) else None)
