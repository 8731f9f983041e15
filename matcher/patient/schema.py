"""Owns the schema of the patient record (design, section 4) and the way from JSON to a Patient.

Unknown keys are refused, so that a misspelt one is never lost in silence; every fault is reported with its path.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validates_schema

from matcher.errors import PatientError
from matcher.patient import record
from matcher.patient.fields import Choice, Day, Flag, Number, NumberOrText, Roman, Text, When, WhenOrFlag, Words

LISTS = ("treatments", "conditions", "metastases", "medications", "biomarkers")


class _Part(Schema):
    """An object of the record that becomes one frozen dataclass; nulls count as absent."""

    model: ClassVar[type[Any]]

    class Meta:
        """Refuse what is not in the schema."""

        unknown = RAISE

    error_messages: dict[str, str] = {  # noqa: RUF012  # declared so by marshmallow
        "unknown": "is not a key of the patient record",
        "type": "expected an object",
    }

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Any:
        """The dataclass, with its own defaults for what is absent."""
        return self.model(**{key: value for key, value in data.items() if value is not None})


class DiagnosisSchema(_Part):
    """``diagnosis``."""

    model = record.Diagnosis
    cancer, histology, stage, t, n, m, note = Text(), Text(), Text(), Text(), Text(), Text(), Text()
    extent = Choice("early", "locally advanced", "metastatic")
    presentation = Choice("primary", "de_novo", "recurrent")
    diagnosed, metastatic_since = When(), When()
    measurable_disease, residual_disease = Flag(), Flag()
    tumor_size_cm = Number(0, 60)


class MetastasisSchema(_Part):
    """``metastases[]``."""

    model = record.Metastasis
    site = Text(required=True)
    status = Choice("active", "stable")
    present = Flag()
    treated = WhenOrFlag()
    diagnosed, stable_since, imaged = When(), When(), When()
    lesions = Number(0, 10_000, whole=True)
    largest_cm = Number(0, 60)
    note = Text()


class BiomarkerSchema(_Part):
    """``biomarkers[]``."""

    model = record.Biomarker
    name = Text(required=True)
    result, variant, score, assay, method, specimen, note = Text(), Text(), Text(), Text(), Text(), Text(), Text()
    unit = Text(blank=True)
    value = Number(0, 1e9)
    ihc = Choice("0", "faint", "1+", "2+", "3+")
    ish = Choice("positive", "negative", "equivocal")
    origin = Choice("germline", "somatic")
    date = When()


class TreatmentSchema(_Part):
    """``treatments[]``."""

    model = record.Treatment
    name = Text(required=True)
    kind = Choice("drug", "surgery", "radiation", "transplant", "vaccine", "other")
    setting = Choice("prevention", "neoadjuvant", "adjuvant", "metastatic")
    line = Number(1, 50, whole=True)
    start, end = When(), When()
    outcome = Choice("completed", "progression", "response", "intolerance", "ongoing")
    site, dose, cumulative_dose, indication, note = Text(), Text(), Text(), Text(), Text()
    cycles, lesions = Number(0, 1000, whole=True), Number(0, 10_000, whole=True)

    @validates_schema
    def check_order(self, data: dict[str, Any], **_: Any) -> None:
        """A treatment cannot end before it has begun."""
        start, end = data.get("start"), data.get("end")
        if start and end and end.last < start.first:
            raise ValidationError("expected a date on or after the start", "end")


class LabSchema(_Part):
    """``labs[]``."""

    model = record.Lab
    name = Text(required=True)
    value = NumberOrText()
    unit = Text(blank=True)
    uln, lln = Number(0, 1e9), Number(0, 1e9)
    date = When()
    method, note = Text(), Text()
    fasting = Flag()


class ConditionSchema(_Part):
    """``conditions[]``."""

    model = record.Condition
    name = Text(required=True)
    present = Flag()
    status, note = Text(), Text()
    grade = Number(0, 5, whole=True)
    nyha = Roman(4)
    date = When()
    treated = WhenOrFlag()
    size_cm = Number(0, 60)


class MedicationSchema(_Part):
    """``medications[]``."""

    model = record.Medication
    name = Text(required=True)
    dose, note = Text(), Text()


class LocationSchema(_Part):
    """``location``."""

    model = record.Location
    country, postal_code, city = Text(), Text(), Text()
    lat, lon = Number(-90, 90), Number(-180, 180)


class PreferencesSchema(_Part):
    """``preferences``."""

    model = record.Preferences
    max_distance_km = Number(0, 25_000)
    priorities, phases = Words(), Words()
    placebo, randomisation, biopsies = Flag(), Flag(), Flag()


def _list_of(schema: type[_Part]) -> fields.List[Any]:
    messages: dict[str, Any] = {"invalid": "expected a list"}
    return fields.List(fields.Nested(schema), error_messages=messages, allow_none=True)


class PatientSchema(_Part):
    """The whole record."""

    model = record.Patient
    id = Text(required=True)
    as_of = Day()
    age = Number(0, 130)
    birth_date = When()
    sex = Choice("female", "male")
    menopausal_status = Choice("premenopausal", "perimenopausal", "postmenopausal")
    pregnant, breastfeeding = Flag(), Flag()
    ecog = Number(0, 4, whole=True)
    karnofsky = Number(0, 100, whole=True)
    diagnosis = fields.Nested(DiagnosisSchema, allow_none=True)
    metastases = _list_of(MetastasisSchema)
    biomarkers = _list_of(BiomarkerSchema)
    treatments = _list_of(TreatmentSchema)
    labs = _list_of(LabSchema)
    conditions = _list_of(ConditionSchema)
    medications = _list_of(MedicationSchema)
    complete = Words(*LISTS)
    location = fields.Nested(LocationSchema, allow_none=True)
    preferences = fields.Nested(PreferencesSchema, allow_none=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> record.Patient:
        """The record with its lists frozen and its day set: today where it names none."""
        known: dict[str, Any] = {"as_of": date.today()}
        known |= {key: tuple(v) if isinstance(v, list) else v for key, v in data.items() if v is not None}
        known["complete"] = frozenset(known.get("complete", ()))
        return record.Patient(**known)


_SCHEMA = PatientSchema()


def load_patient(data: object) -> record.Patient:
    """Read one record; raises PatientError with the path and the expectation of every fault."""
    return _load(data, "")


def load_patients(data: object) -> tuple[record.Patient, ...]:
    """Read a list of records, or a single one; raises PatientError with the faults of all of them."""
    if not isinstance(data, list):
        return (load_patient(data),)
    patients: list[record.Patient] = []
    problems: list[tuple[str, str]] = []
    for position, item in enumerate(data):
        try:
            patients.append(_load(item, f"[{position}]"))
        except PatientError as error:
            problems.extend(error.problems)
    twice = sorted({p.id for p in patients if sum(q.id == p.id for q in patients) > 1})
    problems.extend(("id", "is given to more than one patient") for _ in twice)
    if problems:
        raise PatientError(tuple(problems))
    return tuple(patients)


def _load(data: object, prefix: str) -> record.Patient:
    try:
        patient = _SCHEMA.load(data)  # type: ignore[arg-type]  # what is not an object is a fault that the schema names
    except ValidationError as error:
        raise PatientError(tuple(_flatten(error.messages, prefix))) from None
    assert isinstance(patient, record.Patient)  # noqa: S101  # what build() of the schema returns
    return patient


def _flatten(messages: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            step = f"[{key}]" if isinstance(key, int) else "" if key == "_schema" else f".{key}" if path else str(key)
            yield from _flatten(inner, path + step)
    elif isinstance(messages, list):
        for message in messages:
            yield path, str(message)


def patient_json_schema() -> dict[str, object]:
    """The record as JSON Schema 2020-12, made from the same fields that validate it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Patient"} | _object(_SCHEMA)


def _object(schema: Schema) -> dict[str, object]:
    properties = {name: _property(part) for name, part in sorted(schema.fields.items())}
    required = sorted(name for name, part in schema.fields.items() if part.required)
    whole: dict[str, object] = {"type": "object", "properties": properties, "additionalProperties": False}
    return whole | ({"required": required} if required else {})


def _property(part: Any) -> dict[str, object]:
    if isinstance(part, fields.List):
        return {"type": "array", "items": _property(part.inner)}
    if isinstance(part, fields.Nested):
        return _object(part.schema)
    found: dict[str, object] = part.json_schema()
    return found
