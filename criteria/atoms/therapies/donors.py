"""Owns whose cells a transplant gives: the patient's own, another's, a twin's."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Detail
from criteria.patterns import regex

_DONOR = (
    ("allogeneic", "allogen"),
    ("autologous", "autolog"),
    ("syngeneic", "syngen"),
    ("haploidentical", "haploident"),
)
# "allogeneic organ or stem cell transplant": said of both
_DONORS = regex(
    r"(?:\b(?:allogen\w+|autolog\w+|syngen\w+|haploident\w+)(?:\s*(?:,|/|\bor\b|\band\b|\band/or\b))*\s*)+"
    r"(?:(?:solid\s+)?organ\s*(?:/|\bor\b|\band\b|\band/or\b)\s*)?(?:(?:peripheral|blood|ha?ematopoietic)\s+)*$"
)
_DONOR_REACH = 60


def donor(lower: str, start: int, end: int, detail: Detail = ()) -> Detail:
    """Whose cells they are, where the words name one kind or two; every transplant, where they name both."""
    before = _DONORS.search(lower, max(0, start - _DONOR_REACH), start)
    words = (before.group() if before else "") + lower[start:end]
    named = [whose for whose, stem in _DONOR if stem in words]
    if len(named) < 2:
        return detail or (("donor", named[0]),) if named else detail
    return () if {"allogeneic", "autologous"} <= set(named) else (("donor", " or ".join(named)),)
