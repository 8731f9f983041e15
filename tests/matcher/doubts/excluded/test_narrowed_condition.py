"""A condition that words beside it narrow rules out by its name alone nobody who has it."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read


def having(*names: str) -> dict[str, Any]:
    return {"conditions": [{"name": name} for name in names], "complete": ["conditions"]}


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("- Hypertension (systolic blood pressure > 165 mmHg)", "hypertension"),
        ("- Renal insufficiency (creatinine > 1.7 mg/dL)", "renal insufficiency"),
        ("- HIV patients with a CD4 count below 220", "hiv infection"),
        ("- Hepatitis B carriers whose liver enzymes are elevated", "hepatitis b"),
        ("- Any cardiac condition of NYHA class III or worse", "cardiac disease"),
        ("- Hemoptysis of more than 3 mL", "hemoptysis"),
        ("- More than two vertebral fractures", "bone fracture"),
        ("- Fever of unknown cause", "fever"),
        ("- Gastric cancer patients with any of the following: bowel obstruction, fever", "fever"),
        ("- COPD exacerbation", "chronic obstructive pulmonary disease"),
        ("- Significant symptoms (grade 2 or higher) related to pericarditis, arrhythmia, or angina", "arrhythmia"),
        ("- Pericardial effusion of moderate severity", "pericardial effusion"),
        ("- High-risk uncontrolled arrhythmias", "arrhythmia"),
        ("- Grade 2 or greater (by the second scale) peripheral neuropathy", "peripheral neuropathy"),
        ("- Patients with any of the following cardiac conditions:\n  - Long QT syndrome", "cardiac disease"),
        ("- Mental illness or other circumstances rendering the person unable to comply", "mental illness"),
        ("- No psychiatric illness or medical conditions that would preclude treatment", "psychiatric disorder"),
        ("- Restrictive cardiomyopathy", "cardiomyopathy"),
        ("- Pre-existing moderate peripheral neuropathy", "peripheral neuropathy"),
        ("- Clinically significant (grade 2) peripheral neuropathy", "peripheral neuropathy"),
        ("- Neuropathy (motor or sensory) > grade 2", "peripheral neuropathy"),
        ("- Congestive heart failure (CHF) stage III-IV according to NYHA", "congestive heart failure"),
        ("- Syncope of cardiac origin", "syncope"),
        ("- Primary (congenital) lymphedema", "lymphedema"),
        ("- Severe pulmonary, cardiac or other systemic disease", "cardiac disease"),
        ("- Uncontrolled serious medical illness or psychiatric illness", "psychiatric disorder"),
        ("- Who are immunocompromised and known to be HIV positive", "hiv infection"),
        ("- Heart disease with fatigue, dyspnea or angina on exertion", "dyspnea"),
        ("- Active hepatitis B or hepatitis C with abnormal liver function tests", "hepatitis b"),
        ("- Obstructive sleep apnea (OSA) requiring continuous positive airway pressure", "sleep apnea"),
        ("- Hypokalemia or hypocalcemia that cannot be corrected", "hypokalemia"),
        (
            "- Impaired gastrointestinal function or gastrointestinal disease that may alter absorption",
            "crohn's disease",
        ),
        ("- Heart disease:\n  - unstable angina", "heart disease"),
        ("- Infection of the treated breast or arm", "infection"),
        ("- Cough or recent stroke", "stroke"),
        ("- Serious (uncontrolled) arrhythmia", "arrhythmia"),
        ("- Advanced liver or kidney disease", "kidney disease"),
        ("- Is not obese", "obesity"),
        ("- Peripheral neuropathy, e.g. due to alcohol, HIV or other causes", "hiv infection"),
        ("- Hepatitis C (if it was treated and no virus can be found, they can be eligible)", "hepatitis c"),
        ("- Uncontrolled concurrent illness including, but not limited to:\n  * Asthma\n  * Arrhythmia", "arrhythmia"),
    ],
)
def test_a_bound_a_number_or_an_amount_beside_a_condition_says_which_of_it_excludes(line: str, condition: str) -> None:
    assert read(exclusion=line, **having(condition)) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("- Hypertension, renal insufficiency or stroke", "hypertension"),
        ("- Stroke (within 6 months), hemoptysis", "hemoptysis"),
        ("- NYHA class II or higher congestive heart failure", "stroke"),
    ],
)
def test_without_them_it_excludes_whoever_has_it(line: str, condition: str) -> None:
    verdict = Verdict.INELIGIBLE if condition in line.lower() else Verdict.ELIGIBLE
    assert read(exclusion=line, **having(condition)) is verdict


def test_who_does_not_have_it_is_not_touched() -> None:
    assert (
        read(exclusion="- Renal insufficiency (creatinine > 1.7 mg/dL)", **having("stroke")) is not Verdict.INELIGIBLE
    )


def test_what_a_bracket_lets_in_does_not_lift_what_stands_before_it() -> None:
    line = "- Renal insufficiency (women with a single kidney are not excluded)"
    assert read(exclusion=line, **having("renal insufficiency")) is not Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- History of malignancy treated without curative intent", Verdict.UNKNOWN),
        ("- History of malignancy", Verdict.INELIGIBLE),
    ],
)
def test_a_cancer_that_was_cured_may_be_no_bar(line: str, expected: Verdict) -> None:
    assert read(exclusion=line, **having("thyroid cancer")) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Significant heart disease, including any of the following: atrial fibrillation, stroke", Verdict.INELIGIBLE),
        ("Significant heart disease, including atrial fibrillation or stroke", Verdict.UNKNOWN),
        ("Uncontrolled diseases, including any of the following: atrial fibrillation, stroke", Verdict.UNKNOWN),
    ],
)
def test_any_of_the_following_is_a_list_of_what_counts_and_no_example(line: str, expected: Verdict) -> None:
    has = {"conditions": [{"name": "atrial fibrillation"}]}
    assert read(exclusion=f"* {line}", **has) is expected
