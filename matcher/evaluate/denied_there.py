"""Owns what a record says that was not done at a place: "radiation therapy to the ipsilateral breast: no"."""

from __future__ import annotations

import re

from criteria.tree import Requirement
from matcher.answer import Answer, no
from matcher.entries import conditions
from matcher.entries.names import words
from matcher.entries.treatment_names import treatments_named
from matcher.patient.record import Patient

_SEVERAL = re.compile(r"[,/]|\b(?:and|or)\b")
_NO_PLACE = words(
    "radiation radiotherapy irradiation therapy surgery operation resection received receipt external beam current currently intended planned"
)


def denied_there(requirement: Requirement, patient: Patient) -> Answer | None:
    """The entry that denies the treatment at the place asked for, or at one that holds it; None where there is none.

    Who had none "to the breast" had none "to the breast to be studied"; of one of several places it says nothing of the rest.
    """
    for site in (value for key, value in requirement.detail if key in ("site", "region")):
        asked = words(site) - _NO_PLACE
        for place, condition in enumerate(patient.conditions):
            if condition.present or requirement.concept not in treatments_named(condition.name):
                continue
            denied = words(condition.name) - _NO_PLACE
            if denied and (denied == asked or (denied <= asked and _SEVERAL.search(site) is None)):
                evidence = conditions.describe(place, condition)
                return no(evidence.text, evidence)
    return None
