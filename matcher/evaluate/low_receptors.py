"""Owns hormone receptors that are asked to be low: in a few of the cells, and in no more than these."""

from __future__ import annotations

from criteria.tree import Requirement
from matcher.answer import Answer, no, yes
from matcher.derive import receptors
from matcher.patient.record import Patient

_ONE, _MOST = receptors.POSITIVE_FROM, 10.0  # percent of the cells


def evaluate(requirement: Requirement, patient: Patient) -> Answer | None:
    """Whether a receptor is low, as far as its shares of cells tell; None where they do not, or something else is asked."""
    return _above_low(requirement, patient) or _both_low(requirement, patient)


def _above_low(requirement: Requirement, patient: Patient) -> Answer | None:
    """That a receptor is not low, where each share of cells is over the 10 % up to which it is; of "HR" by the estrogen receptor."""
    if requirement.value != "low" or requirement.concept not in ("ER", "PR", "HR"):
        return None
    found = receptors.results(patient, "PR" if requirement.concept == "PR" else "ER")
    high = [(m.unit or "%") == "%" and isinstance(m.value, (int, float)) and m.value > _MOST for _, m in found]
    if not high or not all(high):
        return None
    evidence = tuple(receptors.describe(i, m) for i, m in found)
    return no(evidence[0].text, *evidence)


def _both_low(requirement: Requirement, patient: Patient) -> Answer | None:
    """That hormone receptors are low, where one of the two is in its cells and neither in more than 10 % of them."""
    if requirement.value != "low" or requirement.concept != "HR":
        return None
    found = [pair for name in ("ER", "PR") for pair in receptors.results(patient, name)]
    shares = [m.value for _, m in found if (m.unit or "%") == "%" and isinstance(m.value, (int, float))]
    names = {receptors.marker_name(m.name).upper() for _, m in found}
    if len(shares) < len(found) or names != {"ER", "PR"} or not _ONE <= max(shares) <= _MOST:
        return None
    evidence = tuple(receptors.describe(i, m) for i, m in found)
    return yes(evidence[0].text, *evidence)
