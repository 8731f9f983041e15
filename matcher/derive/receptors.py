"""Owns what ER, PR and HER2 results amount to: receptor status, HR, triple-negative, the HER2 category.

Sources: ASCO/CAP 2020 (ER and PR: positive from 1 % of cells), ASCO/CAP 2023 (HER2 by IHC and ISH), DESTINY-Breast06
for ultralow (faint staining short of 1+), and the gold guidelines, section 2 (low and ultralow lie inside negative).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from criteria.tree import Kind
from criteria.vocabulary import load
from matcher.answer import Evidence
from matcher.patient.record import Biomarker, Patient
from matcher.truth import Truth, all_of, any_of

POSITIVE_FROM = 1.0
"""Per cent of stained nuclei from which ER and PR count as positive (ASCO/CAP 2020)."""

HER2_NEGATIVE = frozenset({"low", "ultralow", "zero"})
HER2_ALL = HER2_NEGATIVE | {"positive"}
_HER2_BY_IHC = {
    "3+": frozenset({"positive"}),
    "2+": frozenset({"positive", "low"}),
    "1+": frozenset({"low"}),
    "faint": frozenset({"ultralow"}),
    "0": frozenset({"ultralow", "zero"}),
}
_HER2_BY_RESULT = {
    "positive": frozenset({"positive"}), "amplified": frozenset({"positive"}), "negative": HER2_NEGATIVE,
    "not amplified": HER2_NEGATIVE, "low": frozenset({"low"}), "ultralow": frozenset({"ultralow"}),
    "zero": frozenset({"zero"}), "equivocal": frozenset({"positive", "low"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Status:
    """A truth with the results that it rests on."""

    truth: Truth
    evidence: tuple[Evidence, ...] = ()


_DERIVED = frozenset({"er", "pr", "hr", "her2", "tnbc", "msi", "dmmr"})


def is_derived(name: str) -> bool:
    """Whether a status is also told by results of another name: by tumour type, by receptors together, by repair."""
    return name.lower() in _DERIVED or marker_name(name).lower() in _DERIVED


@lru_cache(maxsize=4096)
def marker_name(name: str) -> str:
    """A biomarker's name in the guidelines' spelling."""
    found = load().find(Kind.BIOMARKER, name.strip())
    return found.name if found else name.strip()


def family(name: str) -> tuple[str, ...]:
    """The genes that one name means together: NTRK is any of NTRK1, NTRK2 and NTRK3; none for a gene of its own."""
    found = load().find(Kind.BIOMARKER, name.strip())
    return found.members if found else ()


def results(patient: Patient, name: str) -> tuple[tuple[int, Biomarker], ...]:
    """The latest results of a biomarker with their places in the record; all that have no date are equally late."""
    found = [
        (i, b) for i, b in enumerate(patient.biomarkers) if marker_name(b.name).lower() == marker_name(name).lower()
    ]
    dated = [b.date for _, b in found if b.date]
    if not dated:
        return tuple(found)
    latest = max(dated, key=lambda d: d.first)
    return tuple((i, b) for i, b in found if b.date is None or b.date.last >= latest.first)


def describe(place: int, marker: Biomarker) -> Evidence:
    """A result in words."""
    unit = marker.unit if marker.unit == "%" else f" {marker.unit or marker.score or ''}"
    amount = "" if marker.value is None else f"{marker.value:g}{unit}"
    parts = [
        marker.name,
        marker.origin or "",
        marker.result or "",
        marker.variant or "",
        amount.strip(),
        f"IHC {marker.ihc}" if marker.ihc else "",
        f"ISH {marker.ish}" if marker.ish else "",
    ]
    return Evidence(f"biomarkers[{place}]", " ".join(part for part in parts if part))


def steroid_receptor(patient: Patient, name: str) -> Status:
    """Whether ER or PR is positive: the percentage decides, else the stated result; differing results are open."""
    found = results(patient, name)
    truths = {_positive(marker) for _, marker in found}
    truth = truths.pop() if len(truths) == 1 else Truth.UNKNOWN
    return Status(truth, tuple(describe(i, b) for i, b in found))


def _positive(marker: Biomarker) -> Truth:
    if marker.value is not None and (marker.unit or marker.score or "%") == "%":
        if marker.value == POSITIVE_FROM and (marker.result or "").lower() == "negative":
            return Truth.UNKNOWN  # at the very bound, where the laboratory counts it otherwise
        return Truth.of(marker.value >= POSITIVE_FROM)
    return Truth.of({"positive": True, "negative": False, "low": True}.get((marker.result or "").lower()))


def hormone_receptor(patient: Patient) -> Status:
    """HR: positive when ER or PR is, negative when both are; a result for HR itself counts too."""
    parts = [steroid_receptor(patient, "ER"), steroid_receptor(patient, "PR")]
    stated = steroid_receptor(patient, "HR")
    truth = any_of(part.truth for part in parts)
    evidence = tuple(fact for part in parts for fact in part.evidence)
    if truth is Truth.UNKNOWN and stated.truth is not Truth.UNKNOWN:
        return stated
    return Status(truth, evidence)


def her2_states(patient: Patient) -> tuple[frozenset[str], tuple[Evidence, ...]]:
    """Which of positive, low, ultralow and zero HER2 may be: IHC 2+ without ISH leaves positive and low open."""
    found = results(patient, "HER2")
    possible = frozenset[str]().union(*(_her2_of(marker) for _, marker in found)) if found else HER2_ALL
    if not found and results(patient, "TNBC"):
        stated = {(b.result or "").lower() for _, b in results(patient, "TNBC")}
        possible = HER2_NEGATIVE if stated == {"positive"} else HER2_ALL
    return possible, tuple(describe(i, b) for i, b in found)


def _her2_of(marker: Biomarker) -> frozenset[str]:
    possible = _HER2_BY_IHC.get(marker.ihc or "", HER2_ALL)
    if marker.ish == "positive":
        possible = frozenset({"positive"})
    elif marker.ish == "negative" and marker.ihc != "3+":
        possible &= HER2_NEGATIVE
    stated = _HER2_BY_RESULT.get((marker.result or "").lower(), HER2_ALL)
    # a stated result that the measurement contradicts leaves both open
    return possible & stated or possible | stated


def triple_negative(patient: Patient) -> Status:
    """TNBC: ER, PR and HER2 negative; a result for TNBC itself counts where they leave it open."""
    hr = hormone_receptor(patient)
    states, evidence = her2_states(patient)
    her2_negative = Truth.of(True if states <= HER2_NEGATIVE else False if states == {"positive"} else None)
    truth = all_of((~hr.truth, her2_negative))
    stated = results(patient, "TNBC")
    words = {(b.result or "").lower() for _, b in stated}
    if truth is Truth.UNKNOWN and len(words) == 1:
        truth = Truth.of({"positive": True, "negative": False}.get(words.pop()))
        return Status(truth, tuple(describe(i, b) for i, b in stated))
    return Status(truth, hr.evidence + evidence)
