"""Owns hormone receptors that are asked to be low: in a few of the cells, and in no more than these."""

from __future__ import annotations

from criteria.tree import Requirement
from matcher.answer import Answer, no, yes
from matcher.derive import receptors
from matcher.patient.record import Biomarker, Patient

_ONE, _MOST = receptors.POSITIVE_FROM, 10.0  # percent of the cells


def evaluate(requirement: Requirement, patient: Patient) -> Answer | None:
    """Whether a receptor is low, as far as its shares of cells tell; None where they do not, or something else is asked."""
    if requirement.value != "low" or requirement.concept not in ("ER", "PR", "HR"):
        return None
    return _above_low(requirement.concept, patient) or _low(requirement.concept, patient)


def _above_low(concept: str, patient: Patient) -> Answer | None:
    """That a receptor is not low, where each share of cells is over the 10 % up to which it is; of "HR" by the estrogen receptor."""
    found = receptors.results(patient, "PR" if concept == "PR" else "ER")
    shares = [_share(marker) for _, marker in found]
    if not found or not all(share is not None and share > _MOST for share in shares):
        return None
    evidence = tuple(receptors.describe(i, m) for i, m in found)
    return no(evidence[0].text, *evidence)


def _low(concept: str, patient: Patient) -> Answer | None:
    """That a receptor is low; of the two of "HR" one is in its cells, and neither in more than 10 % of them."""
    names = ("ER", "PR") if concept == "HR" else (concept,)
    results = [receptors.results(patient, name) for name in names]
    shares = [_share(marker) for found in results for _, marker in found]
    known = [share for share in shares if share is not None]
    if not all(results) or len(known) < len(shares) or not _ONE <= max(known) <= _MOST:
        return None
    if concept != "HR" and min(known) < _ONE:
        return None  # results that differ
    evidence = tuple(receptors.describe(i, m) for found in results for i, m in found)
    return yes(evidence[0].text, *evidence)


def _share(marker: Biomarker) -> float | None:
    """The per cent of cells that stain: 0 where the result is negative and has none, None where nothing tells it."""
    if isinstance(marker.value, int | float):
        return float(marker.value) if (marker.unit or "%") == "%" else None
    return 0.0 if marker.value is None and marker.result == "negative" else None
