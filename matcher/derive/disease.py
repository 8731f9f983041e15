"""Owns how far the cancer has spread and when it came back: extent, stage, disease-free interval."""

from __future__ import annotations

import re

from matcher.answer import Evidence
from matcher.patient.dates import PartialDate
from matcher.patient.record import Patient

_STAGE = re.compile(r"(?:stage\s*)?(0|IV|III|II|I)([ABC])?(\d)?", re.IGNORECASE)
_CATEGORY = re.compile(r"(?:yp|yc|c|p|y|r)?([TNM])(\d|is|x)([a-d]|mi)?(?:\(.*\))?", re.IGNORECASE)


def stage_parts(stage: str) -> tuple[str, str] | None:
    """A stage group as its number and its letter, ``("II", "A")``; None for what is not one."""
    match = _STAGE.fullmatch(stage.strip())
    return (match[1].upper(), (match[2] or "").upper()) if match else None


def category_parts(category: str) -> tuple[str, str, str] | None:
    """A TNM category as letter, number and suffix, ``("T", "1", "c")``, whatever its prefix; None for no category."""
    match = _CATEGORY.fullmatch(category.strip())
    return (match[1].upper(), match[2].lower(), (match[3] or "").lower()) if match else None


def extent(patient: Patient) -> tuple[str | None, Evidence | None]:
    """early, locally advanced or metastatic: as recorded, else from M, from a metastasis, from the stage group.

    Stage IV is metastatic, 0 to IIB early, IIIA to IIIC locally advanced (AJCC 8; T3 N1 is IIIA and may be either).
    """
    diagnosis = patient.diagnosis
    if diagnosis.extent:
        return diagnosis.extent, Evidence("diagnosis.extent", f"{diagnosis.extent} disease")
    if (diagnosis.m or "").upper().endswith("M1"):
        return "metastatic", Evidence("diagnosis.m", "M1")
    for place, metastasis in enumerate(patient.metastases):
        if metastasis.present and "lymph" not in metastasis.site.lower():
            return "metastatic", Evidence(f"metastases[{place}]", f"{metastasis.site} metastasis")
    parts = stage_parts(diagnosis.stage or "")
    if parts is None:
        return None, None
    found = {"IV": "metastatic", "III": "locally advanced"}.get(parts[0], "early")
    return found, Evidence("diagnosis.stage", f"stage {diagnosis.stage}")


def stages_by_categories(patient: Patient) -> tuple[frozenset[str], Evidence | None]:
    """The numbers of the stage groups that T and N leave (AJCC 8, anatomic), else the extent; none where neither is recorded.

    Nothing of the letters, in which the anatomic and the prognostic groups differ.
    """
    diagnosis = patient.diagnosis
    found, evidence = extent(patient)
    if found == "metastatic":
        return frozenset({"IV"}), evidence
    t, n = (category_parts(category or "") for category in (diagnosis.t, diagnosis.n))
    treated = f"{diagnosis.t}"[:1].lower() == "y"  # after treatment, which is no stage of the disease
    if t and n and not treated and (t[1], n[1]) != ("0", "0") and t[1] != "x" and n[1] in "0123":
        told = Evidence("diagnosis.t", f"{diagnosis.t} {diagnosis.n}")
        return frozenset({_group_of(t[1], n[1], n[2])}), told
    if "in situ" in f"{diagnosis.cancer} {diagnosis.histology}".lower():
        return frozenset({"0"}), evidence
    return {"early": frozenset({"I", "II", "III"}), "locally advanced": frozenset({"II", "III"})}.get(
        found or "", frozenset()
    ), evidence


def _group_of(t: str, n: str, suffix: str) -> str:
    if n in "23" or t == "4" or (t == "3" and n == "1"):
        return "III"
    if t == "is":
        return "0" if n == "0" else "II"
    small = t in "01"
    return "I" if small and (n == "0" or suffix == "mi") else "II"


def is_metastatic(patient: Patient) -> tuple[bool | None, Evidence | None]:
    """Whether there is distant spread; None where the record does not say."""
    found, evidence = extent(patient)
    return (None if found is None else found == "metastatic"), evidence


def relapse_date(patient: Patient) -> PartialDate | None:
    """When the cancer came back: the first day of metastatic disease, for recurrent disease."""
    diagnosis = patient.diagnosis
    return diagnosis.metastatic_since if diagnosis.presentation == "recurrent" else None


def disease_free_days(patient: Patient, but: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Days from the end of treatment with curative intent to relapse, at least and at most; None where unknown.

    Treatments named in ``but`` are not counted: "from completion of non-hormonal treatment".
    """
    relapse = relapse_date(patient)
    ends = [
        t.end or (t.start if t.kind == "surgery" else None)
        for t in patient.treatments
        if (t.setting in ("neoadjuvant", "adjuvant") or t.kind == "surgery") and t.name not in but
    ]
    dated = [end for end in ends if end is not None and relapse and end.first <= relapse.last]
    if relapse is None or not dated or None in ends:
        return None
    last = max(dated, key=lambda end: end.first)
    return max(0, (relapse.first - last.last).days), max(0, (relapse.last - last.first).days)


def primary_resected(patient: Patient) -> Evidence | None:
    """The operation that took out the primary tumour, if one is recorded."""
    for place, treatment in enumerate(patient.treatments):
        name = treatment.name.lower()
        if any(word in name for word in ("mastectomy", "lumpectomy", "breast-conserving", "breast conserving")):
            return Evidence(f"treatments[{place}]", f"{treatment.name} {treatment.start or ''}".strip())
    return None
