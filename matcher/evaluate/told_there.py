"""Owns what the conditions of a record say that was done at a place, or was not: "radiation therapy to the ipsilateral breast: no"."""

from __future__ import annotations

import re

from criteria.tree import Requirement
from matcher.answer import Answer, no, yes
from matcher.entries import conditions
from matcher.entries.names import words
from matcher.entries.treatment_names import treatments_named
from matcher.patient.record import Patient

_SEVERAL = re.compile(r"[,/]|\b(?:and|or)\b")
_NO_PLACE = words(
    "radiation radiotherapy irradiation therapy surgery operation resection received receipt external beam current currently present intended"
    " planned"
)


def told_there(requirement: Requirement, patient: Patient) -> Answer | None:
    """The entry that tells of the treatment at the place asked for, or denies it there or at one that holds it; None where there is none.

    Who had none "to the breast" had none "to the breast to be studied"; of one of several places it says nothing of the rest.
    """
    timeless = requirement.when is None and requirement.setting is None
    plain = timeless and requirement.value == "prior" and len(requirement.detail) == 1
    for site in (value for key, value in requirement.detail if key in ("site", "region")):
        asked = words(site) - _NO_PLACE
        for place, condition in enumerate(patient.conditions):
            if requirement.concept not in treatments_named(condition.name):
                continue
            told, evidence = words(condition.name) - _NO_PLACE, conditions.describe(place, condition)
            if condition.present:
                if plain and told and told == asked:
                    return yes(evidence.text, evidence)
            elif told and (told == asked or (told <= asked and _SEVERAL.search(site) is None)):
                return no(evidence.text, evidence)
    return None
