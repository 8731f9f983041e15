"""The invented patients in examples/ are whole, and the invented trials have something to tell each of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.study import read_study, typed_criteria
from matcher.patient import load_patients
from matcher.screen import screen

FOLDER = Path(__file__).resolve().parents[2] / "examples"
PATIENTS = load_patients(json.loads((FOLDER / "patients.json").read_text(encoding="utf-8")))
STUDIES = [
    read_study(json.loads(path.read_text(encoding="utf-8"))) for path in sorted((FOLDER / "studies").glob("*.json"))
]


@pytest.fixture(scope="module")
def verdicts() -> dict[str, dict[str, str]]:
    """Patient id → trial id → verdict."""
    typed: list[tuple[Any, Any]] = [(study, typed_criteria(study)) for study in STUDIES]
    return {
        patient.id: {study.nct_id: str(screen(patient, criteria, study).verdict) for study, criteria in typed}
        for patient in PATIENTS
    }


def test_there_are_six_with_ids_of_their_own() -> None:
    assert len({patient.id for patient in PATIENTS}) == len(PATIENTS) == 6


@pytest.mark.parametrize("patient", [patient.id for patient in PATIENTS])
def test_most_trials_are_ruled_out_for_everyone_and_some_stay_open(
    patient: str, verdicts: dict[str, dict[str, str]]
) -> None:
    found = list(verdicts[patient].values())
    assert found.count("ineligible") > len(found) / 3
    assert found.count("ineligible") < len(found)


# The reading of a clinician, trial by trial: these must never be ruled out for that patient.
@pytest.mark.parametrize(
    ("patient", "trial"),
    [
        ("triple-negative-first-line", "NCT90000007"),
        ("her2-positive-brain-metastases", "NCT90000006"),
        ("early-triple-negative-new", "NCT90000010"),
        ("early-hr-positive-older", "NCT90000018"),
        ("man-brca2-metastatic", "NCT90000009"),
    ],
)
def test_the_trial_made_for_a_patient_is_not_lost(
    patient: str, trial: str, verdicts: dict[str, dict[str, str]]
) -> None:
    assert verdicts[patient][trial] != "ineligible"


@pytest.mark.parametrize(
    ("patient", "trial", "because"),
    [
        ("hr-positive-second-line", "NCT90000026", "men only"),
        ("triple-negative-first-line", "NCT90000005", "HER2-positive disease"),
        ("her2-positive-brain-metastases", "NCT90000007", "triple-negative disease"),
        ("early-triple-negative-new", "NCT90000018", "at least 65 years old"),
        ("early-hr-positive-older", "NCT90000008", "metastatic disease"),
        ("man-brca2-metastatic", "NCT90000026", "no prior CDK4/6 inhibitor"),
    ],
)
def test_a_trial_for_someone_else_is_ruled_out(
    patient: str, trial: str, because: str, verdicts: dict[str, dict[str, str]]
) -> None:
    assert verdicts[patient][trial] == "ineligible", f"the trial asks for {because}"
