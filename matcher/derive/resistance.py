"""Owns which treatments have held and which no longer help: by how they ended, and by entries such as "platinum-resistant"."""

from __future__ import annotations

import re
from functools import lru_cache

from matcher.derive.therapy import ANTICANCER, medicine_is
from matcher.entries.names import words
from matcher.entries.treatment_names import treatments_named
from matcher.patient.record import Treatment
from matcher.truth import Truth

EARLY = frozenset({"neoadjuvant", "adjuvant", "prevention"})
"""The settings of treatment around an operation, or before there was a cancer."""
_TELLS = re.compile(
    r"\brefractory\b|\bresistan(?:t|ce)\b|\bprogress(?:ed|ion|ing)\b|\brelapsed?\b|\brecurre(?:d|nce)\b|\bfailed\b|\bfailure (?:of|on|to)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:no|not|never|without|free|risk|absence|before)\b|-free\b|\bsensitive\b", re.IGNORECASE)
# of one place, another cancer or another disease: it tells nothing of the treatment of the whole
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:brain|cns|intracranial|central nervous|local(?:ly)?|prior malignancy|hypertension|heart|renal|liver|hepatic|cardiac|respiratory|infection)\b",
    re.IGNORECASE,
)
_ANY_TREATMENT = re.compile(r"\b(?:therapy|therapies|treatments?|lines?|regimens?)\b", re.IGNORECASE)
_ONLY_PROGRESS = words(
    "documented radiographic clinical objective confirmed disease cancer tumor progression recist imaging ct mri scan"
)


@lru_cache(maxsize=16384)
def tells_of(entry: str, concept: str) -> bool:
    """Whether an entry says that the cancer came through a treatment of the class ``concept``."""
    if _TELLS.search(entry) is None or _DENIES.search(entry) or _OF_SOMETHING_ELSE.search(entry):
        return False
    named = treatments_named(entry.replace("-", " "))
    if any(medicine_is(one, concept) is Truth.TRUE for one in named):
        return True
    if concept not in ANTICANCER:
        return False
    return bool(_ANY_TREATMENT.search(entry)) or words(entry) <= _ONLY_PROGRESS


def has_held(treatment: Treatment) -> bool:
    """Whether it was given beside an operation, and the cancer is not said to have resisted it."""
    return treatment.setting in EARLY and treatment.outcome in (None, "completed", "ongoing", "response")
