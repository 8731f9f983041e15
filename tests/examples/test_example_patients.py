"""The invented patients in examples/ are whole, and the invented trials have something to tell each of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.records import read_study, typed_criteria
from matcher.patient import load_patients
from matcher.screen import screen
from matcher.screening import Screening, Verdict

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


# A careful reading by hand. KEPT: a person could join, or what the record lacks could let them; the trial must not be lost.
# RULED_OUT: the record contradicts a criterion, named here; to call the person eligible would be unsafe.
KEPT = {
    "hr-positive-second-line": (2, 30, 35, 45, 48),
    "triple-negative-first-line": (7, 9),
    "her2-positive-brain-metastases": (6, 33, 34, 35),
    "early-triple-negative-new": (10, 32),
    "early-hr-positive-older": (18, 19),
    "man-brca2-metastatic": (2, 9, 30, 33, 35, 45),
}
RULED_OUT = {
    "hr-positive-second-line": {
        1: "palbociclib ended less than 14 days ago",
        3: "no line of chemotherapy for metastatic disease",
        4: "one line of endocrine therapy, and it held for more than 6 months",
        5: "HER2-negative",
        7: "not triple-negative",
        26: "a woman",
        27: "under 70",
        34: "endocrine therapy ended less than 2 weeks ago",
        36: "no brain metastases",
        39: "ductal, not lobular",
        44: "treated for metastatic disease",
    },
    "triple-negative-first-line": {
        1: "not ER-positive",
        3: "HER2 0, not low",
        5: "HER2-negative",
        6: "HER2-negative",
        8: "no chemotherapy for advanced disease",
        10: "stage IV",
        12: "premenopausal",
        26: "a woman",
        35: "had a checkpoint inhibitor",
    },
    "her2-positive-brain-metastases": {
        1: "not ER-positive",
        5: "had trastuzumab emtansine for metastatic disease",
        7: "HER2-positive",
        9: "HER2-positive",
        10: "stage IV",
        30: "no bone metastases",
        36: "three brain metastases, not five",
        37: "no leptomeningeal disease",
        42: "brain metastases",
    },
    "early-triple-negative-new": {
        1: "not metastatic",
        5: "HER2-negative",
        7: "not metastatic",
        11: "HER2-negative",
        12: "premenopausal",
        13: "no neoadjuvant chemotherapy",
        14: "ER and PR under 10 %",
        18: "under 65",
        21: "N1",
        26: "a woman",
        38: "T2, not inflammatory",
        41: "ER under 10 %",
    },
    "early-hr-positive-older": {
        1: "not metastatic",
        5: "HER2-negative",
        7: "not triple-negative",
        10: "not triple-negative",
        14: "stage IA",
        15: "HER2-negative",
        27: "not metastatic",
        32: "over 70",
        41: "over 50",
    },
    "man-brca2-metastatic": {
        5: "HER2-negative",
        7: "ER-positive",
        10: "a man",
        18: "a man",
        26: "had abemaciclib",
        44: "treated for metastatic disease",
        48: "a man",
    },
}


@pytest.mark.parametrize(
    ("patient", "trial"), [(patient, trial) for patient, trials in KEPT.items() for trial in trials]
)
def test_a_trial_that_could_be_for_someone_is_not_lost(
    patient: str, trial: int, verdicts: dict[str, dict[str, str]]
) -> None:
    assert verdicts[patient][f"NCT{90000000 + trial}"] != "ineligible"


@pytest.mark.parametrize(
    ("patient", "trial"), [(patient, trial) for patient, trials in RULED_OUT.items() for trial in trials]
)
def test_a_trial_that_the_record_contradicts_is_ruled_out(
    patient: str, trial: int, verdicts: dict[str, dict[str, str]]
) -> None:
    assert verdicts[patient][f"NCT{90000000 + trial}"] == "ineligible", RULED_OUT[patient][trial]


def test_someone_who_meets_every_criterion_is_called_eligible(verdicts: dict[str, dict[str, str]]) -> None:
    assert verdicts["triple-negative-first-line"]["NCT90000009"] == "eligible"


def screened(patient_id: str, trial: int) -> Screening:
    patient = next(patient for patient in PATIENTS if patient.id == patient_id)
    study = next(study for study in STUDIES if study.nct_id == f"NCT{90000000 + trial}")
    return screen(patient, typed_criteria(study), study)


def test_a_washout_that_has_not_passed_says_when_it_will() -> None:
    assert screened("hr-positive-second-line", 1).eligible_on == date(2026, 3, 10)


def test_each_cohort_has_a_verdict_of_its_own() -> None:
    arms = {arm.arm.split(" (")[0]: arm.verdict for arm in screened("her2-positive-brain-metastases", 6).arms}
    assert arms.keys() == {"Cohort 1", "Cohort 2", "Cohort 3"}
    assert arms["Cohort 1"] is not Verdict.INELIGIBLE
    assert arms["Cohort 2"] is Verdict.INELIGIBLE  # her metastases are stable, the cohort asks for active ones
    assert arms["Cohort 3"] is not Verdict.ELIGIBLE
