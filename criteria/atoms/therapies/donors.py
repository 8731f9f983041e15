"""Owns whose cells a transplant gives: the patient's own, another's, a twin's."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_statement import Detail
from criteria.patterns import regex
from criteria.text.tag import Mention

_DONOR = (
    ("allogeneic", "allogen"),
    ("autologous", "autolog"),
    ("syngeneic", "syngen"),
    ("haploidentical", "haploident"),
)
_DONORS = regex(
    r"(?:\b(?:allogen\w+|autolog\w+|syngen\w+|haploident\w+)(?:\s*(?:,|/|\bor\b|\band\b|\band/or\b))*\s*)+(?:(?:peripheral|blood|hematopoietic)\s+)*$"
)
_DONOR_REACH = 60


def donor(lower: str, mention: Mention, detail: Detail) -> Detail:
    """Whose cells they are, where the words name one kind or two; every transplant, where they name both."""
    before = _DONORS.search(lower, max(0, mention.start - _DONOR_REACH), mention.start)
    words = (before.group() if before else "") + lower[mention.start : mention.end]
    named = [whose for whose, stem in _DONOR if stem in words]
    if len(named) < 2:
        return detail or (("donor", named[0]),) if named else detail
    return () if {"allogeneic", "autologous"} <= set(named) else (("donor", " or ".join(named)),)
