"""Owns whose cells a transplant was of: what its name in the record says of the donor."""

from __future__ import annotations

import re

from matcher.patient.record import Patient, Treatment
from matcher.truth import Truth

_DONORS = re.compile(
    r"\b(?P<own>auto-?(?:logous|grafts?|hsct|sct|transplant\w*))"
    r"|\b(?P<other>allo-?(?:gen(?:e?ic)|grafts?|hsct|sct|transplant\w*))",
    re.IGNORECASE,
)


def of_donor(value: str, treatment: Treatment, patient: Patient) -> Truth:
    """Whether a transplant was from the donor that is asked for, "allogeneic" or "autologous"; open where its name does not say."""
    told = {match.lastgroup for match in _DONORS.finditer(treatment.name)}
    if len(told) != 1 or value not in ("allogeneic", "autologous"):
        return Truth.UNKNOWN
    return Truth.of(("own" in told) is (value == "autologous"))
