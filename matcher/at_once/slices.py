"""Owns which parts of a record each kind of requirement looks at, so that patients alike in them share one answer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from criteria.tree import Kind, Requirement
from matcher.bounds import bound, detail
from matcher.derive.receptors import family, marker_name
from matcher.derive.therapy import ANTICANCER, components, is_instance, medicine_is
from matcher.entries.names import words
from matcher.entries.treatment_names import operation_in_conditions
from matcher.evaluate.lab import lab_key
from matcher.evaluate.other import may_be_measured
from matcher.evaluate.plans import PLANNED
from matcher.evaluate.viral_load import CARRIED
from matcher.patient.record import Patient
from matcher.truth import Truth


@dataclass(frozen=True, slots=True)
class Face:
    """A patient with a small number for each part of the record; equal parts have equal numbers.

    ``treated`` and ``taken`` number each entry of the treatments and medications with its place.
    """

    patient: Patient
    person: int
    disease: int
    conditions: int
    treatments: int
    medications: int
    labs: int
    biomarkers: int
    complete: int
    treated: tuple[int, ...]
    taken: tuple[int, ...]


def faces(patients: Iterable[Patient]) -> tuple[Face, ...]:
    """Number the parts of each record."""
    numbers: dict[Hashable, int] = {}

    def number(name: str, *parts: Hashable) -> int:
        return numbers.setdefault((name, *parts), len(numbers))

    return tuple(
        Face(
            patient=p,
            person=number(
                "person",
                p.as_of,
                p.age,
                p.birth_date,
                p.sex,
                p.menopausal_status,
                p.pregnant,
                p.breastfeeding,
                p.ecog,
                p.karnofsky,
            ),
            disease=number("disease", p.diagnosis, p.metastases),
            conditions=number("conditions", p.conditions),
            treatments=number("treatments", p.treatments),
            medications=number("medications", p.medications),
            labs=number("labs", p.labs),
            biomarkers=number("biomarkers", p.biomarkers),
            complete=number("complete", p.complete),
            treated=tuple(number("treatment", i, t) for i, t in enumerate(p.treatments)),
            taken=tuple(number("medication", i, m) for i, m in enumerate(p.medications)),
        )
        for p in patients
    )


Slice = Callable[[Face], Hashable]


def slice_of(requirement: Requirement) -> tuple[Hashable, Slice]:
    """A key that equal slices share, and the function that takes the slice of a face."""
    kind, concept = requirement.kind, requirement.concept
    match kind:
        case Kind.LAB:
            return (kind, lab_key(concept)), lambda face: _labs(face, concept)
        case Kind.BIOMARKER:
            return (kind, concept), lambda face: _markers(face, concept)
        case Kind.THERAPY if requirement.value == PLANNED:
            return (kind, PLANNED), lambda face: (face.disease, face.conditions, face.treatments)
        case Kind.THERAPY if not _looks_wide(requirement):
            return (kind, concept), lambda face: _treatments(face, concept)
        case Kind.LINES if detail(requirement, "outcome") is not None:
            return kind, _everything
        case Kind.LINES:
            counting = detail(requirement, "counting")
            classes = (concept,) if counting is None else (concept, counting)
            return (kind, classes), lambda face: _lines(face, classes)
        case Kind.COMORBIDITY if detail(requirement, "requiring") is not None or "requiring" in str(requirement.value):
            return kind, _everything
        case Kind.COMORBIDITY if operation_in_conditions(concept) is not None:
            return kind, _everything
        case Kind.COMORBIDITY if not may_be_measured(requirement):
            return kind, lambda face: (face.patient.as_of, face.conditions, face.complete)
        case _:
            return kind, _BY_KIND.get(kind, _everything)


def _everything(face: Face) -> Hashable:
    return (
        face.person, face.disease, face.conditions, face.treatments, face.medications, face.labs, face.biomarkers,
        face.complete,
    )  # fmt: skip


def _named_in_words(face: Face) -> Hashable:
    """The markers whose names are of several words: only those are looked for in unread text."""
    return tuple((i, m) for i, m in enumerate(face.patient.biomarkers) if len(words(m.name)) > 1)


_BY_KIND: dict[Kind, Slice] = {
    Kind.AGE: lambda face: (face.patient.age, face.patient.birth_date, face.patient.as_of),
    Kind.SEX: lambda face: face.patient.sex,
    Kind.CONTRACEPTION: lambda face: None,
    Kind.LIFE_EXPECTANCY: lambda face: None,
    Kind.PERFORMANCE: lambda face: (face.patient.ecog, face.patient.karnofsky),
    Kind.ALLERGY: lambda face: (face.conditions, face.complete),
    Kind.ADMINISTRATIVE: lambda face: (face.conditions, _named_in_words(face)),
    Kind.CANCER: lambda face: (face.disease, face.conditions, face.complete, face.patient.sex, face.patient.as_of),
    Kind.METASTASIS: lambda face: (
        face.disease,
        face.conditions,
        face.complete,
        face.patient.as_of,
        tuple(t for t in face.patient.treatments if t.site or t.kind in ("radiation", "surgery")),
    ),
    Kind.STAGE: lambda face: (face.disease, face.treatments, face.conditions),
}


def _looks_wide(requirement: Requirement) -> bool:
    """Whether a requirement of a treatment looks at more than the treatments of its class."""
    return bound(requirement.value) is not None or requirement.concept in ANTICANCER


def _labs(face: Face, concept: str) -> Hashable:
    key = lab_key(concept)
    own = tuple(lab for lab in face.patient.labs if lab_key(lab.name) == key)
    # without a measured clearance it is estimated from age, sex, weight and creatinine
    estimated = (face.person, face.labs) if key == "creatinine clearance" and not own else ()
    carried = face.complete if concept in CARRIED else 0  # who has no infection has no load of it
    return own, estimated, (face.conditions, carried) if not own else 0


def _markers(face: Face, concept: str) -> Hashable:
    if concept in ("HR", "TNBC", "HER2", "ER", "PR", "MSI", "dMMR"):
        return face.biomarkers, face.labs if concept == "HER2" else 0, face.conditions, face.complete
    names = {marker_name(concept).lower(), *(gene.lower() for gene in family(concept))}
    own = tuple(m for m in face.patient.biomarkers if marker_name(m.name).lower() in names)
    measured = tuple((i, lab) for i, lab in enumerate(face.patient.labs) if marker_name(lab.name).lower() in names)
    return own, measured, face.conditions, face.complete


def _treatments(face: Face, concept: str) -> Hashable:
    patient = face.patient
    parts = (concept, *components(concept))
    own = _instances(face, parts)
    taken = tuple(
        number
        for number, m in zip(face.taken, patient.medications, strict=True)
        if any(medicine_is(m.name, part) is not Truth.FALSE for part in parts)
    )
    # where radiation was given, the operation before it tells
    operations = (
        tuple(t.name for t in patient.treatments if t.kind == "surgery") if "radiation therapy" in parts else ()
    )
    more = (patient.as_of, face.disease, operations) if own or taken else ()
    none = not (patient.treatments or patient.medications)
    return own, taken, more, none, face.conditions, face.complete


def _instances(face: Face, concepts: tuple[str, ...]) -> tuple[int, ...]:
    """The treatments that are or may be of one of the classes, as numbers."""
    return tuple(
        number
        for number, t in zip(face.treated, face.patient.treatments, strict=True)
        if any(is_instance(t, concept) is not Truth.FALSE for concept in concepts)
    )


def _lines(face: Face, classes: tuple[str, ...]) -> Hashable:
    own = _instances(face, classes)
    return own, face.disease if own else 0, face.complete
