"""Owns whether a tumour or its nodes show a sign that a category is needed for but does not prove: fixed nodes, peau d'orange."""

from __future__ import annotations

import re

from matcher.answer import Answer, Missing, known, unknown
from matcher.derive.disease import category_parts
from matcher.entries import conditions
from matcher.patient.record import Patient
from matcher.truth import Truth

_GROWN = r"(?:fix\w*|attach\w*|adheren\w*|inva\w+|infiltrat\w*|involv\w*|exten\w+)"
_NAMED = {
    "chest wall": re.compile(rf"\b{_GROWN}\b[^.;]*\bchest[ -]wall\b|\bchest[ -]wall {_GROWN}\b", re.IGNORECASE),
    "peau d'orange": re.compile(r"\bpeau d", re.IGNORECASE),
    "skin nodules": re.compile(r"\bsatellite (?:skin )?nodul|\bskin nodul", re.IGNORECASE),
    "fixed nodes": re.compile(
        r"\b(?:fixed|matted)\b[^.;]*\bnod(?:es?|al)\b|\bnodes?\b[^.;]*\b(?:fixed|matted)\b", re.IGNORECASE
    ),
    "suspicious nodes": re.compile(r"\b(?:suspicious|palpable)\b[^.;]*\bnod(?:es?|al)\b", re.IGNORECASE),
    "growth beyond the nodes": re.compile(r"\bextra-?\s?(?:nodal|capsular)\b", re.IGNORECASE),
    "nodes below the clavicle": re.compile(r"\binfra-?\s?clavicular\b", re.IGNORECASE),
}
# the categories that say of themselves what the others only may go with
_SAYS_SO = {
    "chest wall": frozenset({"T4a", "T4b", "T4c"}),
    "nodes below the clavicle": frozenset({"N1b", "N1c", "N2b", "N3b", "N3c"}),
}
# a sign that is named beside others ("skin or chest wall") is not denied with its own absence alone
_OTHERS_BESIDE = {"chest wall": frozenset({"T4b"}), "nodes below the clavicle": frozenset({"N1b", "N3c"})}


def with_sign(plain: Answer, sign: str, values: tuple[str, ...], patient: Patient) -> Answer:
    """The answer for the sign, from the answer for its categories and what the conditions say of it.

    Whoever lacks the categories lacks the sign, unless the cancer has come back: they are those of the first tumour.
    """
    diagnosis = patient.diagnosis
    parts = category_parts((diagnosis.t if values[0].startswith("T") else diagnosis.n) or "")
    if plain.truth is Truth.TRUE and parts is not None and "".join(parts) in _SAYS_SO.get(sign, ()):
        return plain
    alone = not _OTHERS_BESIDE.get(sign, frozenset()) & set(values)
    for place, condition in enumerate(patient.conditions):
        if _NAMED[sign].search(condition.name) and (condition.present or alone):
            evidence = conditions.describe(place, condition)
            return known(condition.present, evidence.text, evidence)
    if plain.truth is Truth.FALSE and diagnosis.presentation != "recurrent":
        return plain
    return unknown(f"{sign}: not recorded", Missing(sign, "the clinic notes"), evidence=plain.evidence)
