"""Owns where radiation was given: adjuvant for breast cancer, of which records seldom say it, and to the whole brain or a part."""

from __future__ import annotations

import re

from criteria.patterns import regex
from matcher.entries.names import words
from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth, all_of, any_of

_WHOLE_BREAST = re.compile(r"mastectomy(?<!partial mastectomy)(?<!segmental mastectomy)", re.IGNORECASE)
_BEFORE_OR_AFTER_SURGERY = ("adjuvant", "neoadjuvant")
# radiation that is called so and no more, or by the breast: "ovarian irradiation" tells another place
_PLAIN = re.compile(
    r"(?:"
    r"(?:adjuvant|neoadjuvant|post-?operative|pre-?operative|external|beam|hypofractionated|whole|breast|chest|wall"
    r"|post-?mastectomy|radiation|radiotherapy|irradiation|therapy|treatment|to|of|the|rt|wbi|pmrt)[\s-]*)+",
    re.IGNORECASE,
)
_JOINT = regex(r"\s*(?:,\s*(?:(?:and/or|or)\s+)?|/\s*|\s(?:and/or|or)\s+)")
_BOTH = regex(r"\s+and\s+|\s*&\s*")
# of which side or part of it it was, no record tells
_SIDED = regex(
    r"\b(?:left|right|contra-?lateral|opposite|other|uninvolved|unaffected|non-?\w+|both|bilateral|stud\w+)\b"
)
_OF_HER_SIDE = regex(r"\b(?:ipsi-?lateral|same|affected|involved|diseased)\b")
_SAYS_NO_PLACE = words(
    "ipsilateral same affected involved diseased index treated operated conserved whole entire either primary cancer "
    "carcinoma tumor radiation irradiation area region site field intended"
)
_FAR_OFF = words("brain cranial cns head pelvis pelvic abdomen abdominal spine vertebra bone marrow liver")
BREAST = words("breast breasts")
CHEST = words("chest thorax thoracic")
"""What the breast is called, and what it lies on."""


def where_adjuvant(asked: str, treatment: Treatment, patient: Patient) -> Truth:
    """Whether adjuvant radiation was given to a place of which a trial speaks.

    It was given to the breast that had the cancer or, where that had been taken off, to the wall of the chest there, which
    is what "the ipsilateral breast" and "the chest" mean too; "the breast" alone may mean what is left. Never was it far off.
    """
    lower = asked.lower()
    if not applies(treatment) or (_SIDED.search(lower) and not _OF_HER_SIDE.search(lower)):
        return Truth.UNKNOWN
    off = any(_WHOLE_BREAST.search(other.name) for other in patient.treatments)
    return any_of(
        all_of(_reached(place, mastectomy=off) for place in _BOTH.split(part)) for part in _JOINT.split(lower)
    )


def applies(treatment: Treatment) -> bool:
    """Whether it is radiation of which the setting tells the place."""
    return (
        treatment.kind == "radiation"
        and treatment.site is None
        and treatment.indication is None
        and treatment.setting in _BEFORE_OR_AFTER_SURGERY
        and _PLAIN.fullmatch(treatment.name) is not None
    )


def _reached(place: str, *, mastectomy: bool) -> Truth:
    told = words(place) - _SAYS_NO_PLACE
    if told & _FAR_OFF:
        return Truth.FALSE
    if _SIDED.search(place):
        return Truth.UNKNOWN
    if not told or not told <= BREAST | CHEST | {"wall"}:
        return Truth.UNKNOWN
    if "wall" in told:
        return Truth.of(mastectomy or None)
    return Truth.of(True if not mastectomy or told & CHEST or _OF_HER_SIDE.search(place) else None)


WHOLE_BRAIN = re.compile(r"\b(?:whole|entire)[- ]brain\b|\bcranio-?spinal\b", re.IGNORECASE)
"""A place that is more than where a metastasis lies."""
_FOCAL = re.compile(
    r"stereota|radio-?surg|\bsrs\b|\bsrt\b|gamma ?knife|cyber ?knife|\bpartial\b|\bfocal\b", re.IGNORECASE
)
_BRAIN = re.compile(r"brain|crani|cereb|\bcns\b|\bhead\b", re.IGNORECASE)


def of_whole_brain(treatment: Treatment) -> Truth:
    """Whether the whole brain was irradiated: not by radiosurgery, nor where another place is told; open where only the brain is."""
    told = f"{treatment.name} {treatment.site or ''}"
    if WHOLE_BRAIN.search(told):
        return Truth.TRUE
    elsewhere = treatment.site is not None and _BRAIN.search(told) is None
    return Truth.of(False if elsewhere or _FOCAL.search(treatment.name) else None)
