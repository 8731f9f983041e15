"""Owns the patient record as the matcher reads it: frozen, typed, and silent about what is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from matcher.patient.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The breast cancer itself; ``extent`` is early, locally advanced or metastatic, sizes are in cm."""

    cancer: str | None = None
    histology: str | None = None
    stage: str | None = None
    t: str | None = None
    n: str | None = None
    m: str | None = None
    extent: str | None = None
    presentation: str | None = None
    diagnosed: PartialDate | None = None
    metastatic_since: PartialDate | None = None
    measurable_disease: bool | None = None
    residual_disease: bool | None = None
    tumor_size_cm: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Metastasis:
    """A site to which the cancer has spread, or (``present`` false) to which it was looked for and has not."""

    site: str
    status: str | None = None
    present: bool = True
    treated: PartialDate | bool | None = None
    diagnosed: PartialDate | None = None
    stable_since: PartialDate | None = None
    imaged: PartialDate | None = None
    lesions: int | None = None
    largest_cm: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Biomarker:
    """One result on one specimen, as it was measured."""

    name: str
    result: str | None = None
    value: float | None = None
    unit: str | None = None
    ihc: str | None = None
    ish: str | None = None
    variant: str | None = None
    origin: str | None = None
    score: str | None = None
    assay: str | None = None
    method: str | None = None
    specimen: str | None = None
    date: PartialDate | None = None
    note: str | None = None


@dataclass(frozen=True)
class Treatment:
    """One drug, operation or course of radiation; ``indication`` is set when it was not for this cancer."""

    name: str
    kind: str = "drug"
    setting: str | None = None
    line: int | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    outcome: str | None = None
    site: str | None = None
    dose: str | None = None
    cumulative_dose: str | None = None
    cycles: int | None = None
    lesions: int | None = None
    indication: str | None = None
    note: str | None = None

    @cached_property
    def words(self) -> str:
        """The treatment in words, kept with it because many requirements tell it."""
        if self.start and self.end and self.start != self.end:
            dates = f"{self.start} to {self.end}"
        else:
            dates = str(self.end or self.start or "")
        line = f"line {self.line}" if self.line else ""
        parts = [part for part in (self.setting or "", line, dates, self.outcome or "") if part]
        return self.name + (f" ({', '.join(parts)})" if parts else "")


@dataclass(frozen=True, slots=True)
class Lab:
    """One measurement; ``value`` is text where the laboratory reports a word; ``uln`` and ``lln`` are in ``unit``."""

    name: str
    value: float | str | None = None
    unit: str | None = None
    uln: float | None = None
    lln: float | None = None
    date: PartialDate | None = None
    method: str | None = None
    fasting: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A disease, allergy, infection, symptom, ability or plan; ``present`` false means known absent."""

    name: str
    present: bool = True
    status: str | None = None
    grade: int | None = None
    nyha: str | None = None
    date: PartialDate | None = None
    treated: PartialDate | bool | None = None
    size_cm: float | None = None
    note: str | None = None


_LOCAL_ROUTE = re.compile(
    r"\b(?:inhal(?:ed|er|ation)|puffs?|intranasal|nasal spray|topical|cream|ointment|eye drops|ear drops|intra-?articular)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Medication:
    """A medicine that is being taken now."""

    name: str
    dose: str | None = None
    note: str | None = None

    @property
    def as_taken(self) -> str:
        """Its name, with the route by which its dose says that it acts on one place alone: "budesonide inhaled"."""
        route = _LOCAL_ROUTE.search(self.dose or "")
        return self.name if route is None else f"{self.name} {route.group().lower()}"


@dataclass(frozen=True, slots=True)
class Location:
    """Where the patient lives; degrees for ``lat`` and ``lon``."""

    country: str | None = None
    postal_code: str | None = None
    city: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the patient wants; orders trials, never rules one out."""

    max_distance_km: float | None = None
    priorities: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    placebo: bool | None = None
    randomisation: bool | None = None
    biopsies: bool | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """One person as of one day. Absent means unknown; a list named in ``complete`` holds all there is."""

    id: str
    as_of: date
    age: float | None = None
    birth_date: PartialDate | None = None
    sex: str | None = None
    menopausal_status: str | None = None
    pregnant: bool | None = None
    breastfeeding: bool | None = None
    ecog: int | None = None
    karnofsky: int | None = None
    diagnosis: Diagnosis = field(default_factory=Diagnosis)
    metastases: tuple[Metastasis, ...] = ()
    biomarkers: tuple[Biomarker, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    labs: tuple[Lab, ...] = ()
    conditions: tuple[Condition, ...] = ()
    medications: tuple[Medication, ...] = ()
    complete: frozenset[str] = frozenset()
    location: Location | None = None
    preferences: Preferences = field(default_factory=Preferences)
