"""Owns exceptions to an exclusion of spread that let in lymph nodes alone: "metastatic disease, except axillary nodes"."""

from __future__ import annotations

import re

from criteria.tree import Kind, Leaf, Node, walk
from matcher.answer import Answer, Evidence, no
from matcher.patient.record import Patient

_NODES = re.compile(
    r"(?=.*\bnod(?:e|al))(?:\W"
    r"|\b(?:except\w*|exceptions?|other|than|excluding|apart|from|with|the|of|for|in|to|or|and|same|side|sided"
    r"|ipsi-?lateral|contra-?lateral|"
    r"axillary|axilla|supraclavicular|infraclavicular|internal|mammary|regional|local|loco-?regional|lymph|nodes?"
    r"|nodal|involvement|metastas[ei]s|metastatic|disease|spread|involved)\b)*",
    re.IGNORECASE,
)
_A_NODE = re.compile(r"\bnod(?:e|al)|\blymph|axill|clavicular|internal mammary|chest wall|skin", re.IGNORECASE)


def is_excepted(phrase: str, of: Node) -> bool:
    """Whether the words are of such an exception; ``exception`` has nothing to say of others."""
    return _NODES.fullmatch(phrase) is not None and any(
        isinstance(node, Leaf) and node.requirement.kind is Kind.STAGE and node.requirement.concept == "metastatic"
        for node in walk(of)
    )


def is_affected(patient: Patient) -> bool:
    """Whether spread to another place than these is recorded; ``exception`` has nothing to say without."""
    return _elsewhere(patient) is not None


def exception(phrase: str, of: Node, patient: Patient) -> Answer | None:
    """FALSE where the cancer has spread further than to nodes; None where the words, or the record, are of something else."""
    evidence = _elsewhere(patient)
    return no(evidence.text, evidence) if evidence is not None and is_excepted(phrase, of) else None


def _elsewhere(patient: Patient) -> Evidence | None:
    for place, spread in enumerate(patient.metastases):
        if spread.present and not _A_NODE.search(spread.site):
            return Evidence(f"metastases[{place}]", f"{spread.site} metastasis")
    return None
