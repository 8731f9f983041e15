"""The patient record: its schema, its typed form and its partial dates."""

from matcher.errors import PatientError
from matcher.patient.record import Patient
from matcher.patient.schema import load_patient, load_patients, patient_json_schema

__all__ = ["Patient", "PatientError", "load_patient", "load_patients", "patient_json_schema"]
