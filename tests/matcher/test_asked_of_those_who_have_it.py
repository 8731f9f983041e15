"""What is asked only of those who have a condition, a spread or a treatment keeps nobody else open; of them it is asked."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

NOTHING = {
    "treatments": [],
    "conditions": [],
    "metastases": [],
    "complete": ["treatments", "medications", "conditions", "metastases"],
} | METASTATIC
HIV = NOTHING | {"conditions": [{"name": "HIV infection"}]}
FAILING = NOTHING | {"conditions": [{"name": "congestive heart failure"}]}
IRRADIATED = NOTHING | {"treatments": [{"name": "radiation therapy", "kind": "radiation", "start": "2021-03"}]}
GIVEN_CHEMOTHERAPY = NOTHING | {"treatments": [{"name": "docetaxel", "start": "2021-03", "end": "2021-06"}]}

OF_HIV = "\n  * CD4 count of at least 300/mm3\n  * Zorbed for a month"


@pytest.mark.parametrize(
    "line",
    [
        "* Patients with HIV infection are eligible if they meet all of the following 3 criteria:",
        "* HIV-positive patients may participate provided the following conditions are met:",
        "* Participants with known HIV infection should meet the following criteria:",
        "* For patients with HIV infection:",
    ],
)
def test_a_list_of_conditions_is_that_of_whom_its_line_lets_in(line: str) -> None:
    assert read(inclusion=line + OF_HIV, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=line + OF_HIV, **HIV) is Verdict.UNKNOWN


def test_what_the_line_asks_beside_its_list_stays() -> None:
    line = "* Patients with HIV infection are eligible if they zorb weekly and meet the following:\n  * CD4 count > 300/mm3"
    high = {"labs": [{"name": "CD4 count", "value": 500, "unit": "/mm3", "date": "2025-12-20"}]}
    assert read(inclusion=line, **(HIV | high)) is Verdict.UNKNOWN


def test_a_list_under_whom_it_is_for_is_asked_of_nobody_else() -> None:
    low = {"labs": [{"name": "LVEF", "value": 40, "unit": "%", "date": "2025-12-20"}]}
    line = "* Patients with prior chemotherapy must {}have:\n  * LVEF of at least 50%\n  * Hemoglobin > 9 g/dL"
    assert read(inclusion=line.format(""), **(NOTHING | low)) is Verdict.ELIGIBLE
    assert read(inclusion=line.format(""), **(GIVEN_CHEMOTHERAPY | low)) is Verdict.INELIGIBLE
    high = {
        "labs": [
            {"name": name, "value": 60, "unit": unit, "date": "2025-12-20"}
            for name, unit in (("LVEF", "%"), ("hemoglobin", "g/dL"))
        ]
    }
    high["labs"][1]["value"] = 12
    assert read(inclusion=line.format(""), **(GIVEN_CHEMOTHERAPY | high)) is Verdict.ELIGIBLE
    assert read(inclusion=line.format("zorb and "), **(GIVEN_CHEMOTHERAPY | high)) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "* If history of congestive heart failure, LVEF must be over 50%",
        "* In patients with known heart failure, ejection fraction must be normal",
        "* LVEF over 50% for patients with heart failure that zorbs",
    ],
)
def test_a_condition_names_whom_something_is_asked_of(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=line, **FAILING) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "* If there is evidence of heart failure, LVEF must be over 50%",
        "* LVEF over 50% only if history of heart failure",
        "* LVEF over 50% in the absence of heart failure",
        "* Hemoglobin over 9 g/dL, in the absence of transfusions for at least 9 days",
        "* If history of heart failure or zorbling, LVEF must be over 50%",
    ],
)
def test_who_may_be_meant_without_the_name_is_asked(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "* Patients may have received radiotherapy; however, this must not be the only lesion",
        "* Radiotherapy is permitted. Such treatment must have been zorbed",
        "* Patients may have had radiotherapy, which helps; however, if given, lesions may not be zorbed",
    ],
)
def test_what_goes_on_about_a_permission_is_asked_of_whom_it_permits(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=line, **IRRADIATED) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "* Radiotherapy is permitted. Patients must zorb well",
        "* Radiotherapy is permitted. However, all patients must zorb well",
    ],
)
def test_what_does_not_take_up_the_permission_is_asked_of_everybody(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.UNKNOWN


def test_which_earlier_treatment_stands_in_the_way_is_for_the_study_team() -> None:
    for line in (
        "* No prior cancer treatment that would preclude study therapy",
        "* No prior chemotherapy that contraindicates participation",
    ):
        assert read(inclusion=line, **GIVEN_CHEMOTHERAPY) is Verdict.ELIGIBLE
    assert (
        read(inclusion="* No prior cancer treatment that would preclude zorbing", **GIVEN_CHEMOTHERAPY)
        is Verdict.UNKNOWN
    )


def test_what_is_listed_as_allowed_is_asked_of_nobody() -> None:
    assert read(inclusion="Allowed:\n\n* Zorbs for the eyes\n* Aspirin", **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion="Allowed:\n\n* Zorbs for the eyes if stable\n* Aspirin", **NOTHING) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "At least 20 mm by conventional techniques OR",
        "Physical exam (using calipers) ≥ 10 mm",
        "Women should consider having eggs frozen beforehand, since zorbine may harm them",
        "Wearing of lenses should be discussed with the patient's ophthalmologist",
        "Patients with few lesions are usually treated with zorbs",
        "Doses of zorbine and changes of them will be recorded",
        "The study drug will be temporarily stopped",
        "Patients who need more zorbs later will be taken off protocol treatment",
        '"Borderline" results (i.e., those of few cells) will be considered positive',
        "Cytology alone is not an acceptable proof",
        "A patient should first be screened with a dipstick",
        "Participants will be ineligible if they meet any of the exclusion criteria below",
    ],
)
def test_how_the_trial_goes_about_it_is_asked_of_nobody(line: str) -> None:
    assert read(inclusion=f"* Breast cancer\n* {line}", **NOTHING) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    "line",
    ["At least 20 zorbs by conventional techniques", "Zorbs will be needed", "A patient must first be free of zorbs"],
)
def test_what_is_asked_of_the_patient_is_still_asked(line: str) -> None:
    assert read(inclusion=f"* {line}", **NOTHING) is Verdict.UNKNOWN


def test_what_a_sentence_leaves_out_of_the_one_before_rules_nobody_out_by_that() -> None:
    toxic = NOTHING | {"conditions": [{"name": "neuropathy toxicity", "grade": 2}]}
    line = "* All toxicity of earlier treatment must be resolved to grade 1"
    assert read(inclusion=line, **toxic) is Verdict.INELIGIBLE
    assert read(inclusion=f"{line}. This excludes zorbs.", **toxic) is Verdict.UNKNOWN
    assert read(inclusion=f"{line}. This excludes zorbs.", **NOTHING) is Verdict.ELIGIBLE
