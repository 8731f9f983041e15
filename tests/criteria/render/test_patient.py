"""A requirement as it is told to the patient: to her, in everyday words, in whole sentences."""

from __future__ import annotations

import pytest

from criteria.render.frames import phrase
from criteria.tree import Between, Comparison, Kind, Requirement, Window


@pytest.mark.parametrize(
    ("requirement", "stated", "denied"),
    [
        (Requirement(Kind.AGE, "age", Comparison(">=", 18, "years")), "you are at least 18 years old", "you are younger than 18 years"),
        (Requirement(Kind.SEX, "female"), "you are a woman", "you are not a woman"),
        (Requirement(Kind.MENOPAUSE, "postmenopausal"), "you are past the menopause", "you are not past the menopause"),
        (Requirement(Kind.PREGNANCY, "pregnant"), "you are pregnant", "you are not pregnant"),
        (Requirement(Kind.LIFE_EXPECTANCY, "life expectancy", Comparison(">=", 3, "months")),
         "your doctors expect you to live at least 3 months", "your doctors expect you to live less than 3 months"),
        (Requirement(Kind.LAB, "platelets", Comparison(">=", 100, "10*9/L")),
         "your platelet count (cells that stop bleeding) is at least 100 × 10⁹/L",
         "your platelet count (cells that stop bleeding) is less than 100 × 10⁹/L"),
        (Requirement(Kind.THERAPY, "chemotherapy", "prior", Window("<=", 4, "weeks")),
         "you have had chemotherapy in the last 4 weeks", "you have had no chemotherapy in the last 4 weeks"),
        (Requirement(Kind.THERAPY, "taxane", "prior"), "you have had a taxane (such as paclitaxel or docetaxel)",
         "you have had no taxane (such as paclitaxel or docetaxel)"),
        (Requirement(Kind.THERAPY, "warfarin", "concurrent"), "you are now on warfarin", "you are now on no warfarin"),
        (Requirement(Kind.THERAPY, "radiation therapy", "concurrent"), "you are now having radiation", "you are now having no radiation"),
        (Requirement(Kind.THERAPY, "surgery", "planned"), "you are to have surgery", "you are to have no surgery"),
        (Requirement(Kind.THERAPY, "trastuzumab", "progressed"), "your cancer grew during or after trastuzumab",
         "your cancer did not grow during or after trastuzumab"),
        (Requirement(Kind.LINES, "chemotherapy", Between(1, 3, "lines")), "you have had 1 to 3 lines of chemotherapy",
         "you have had not 1 to 3 lines of chemotherapy"),
        (Requirement(Kind.COMORBIDITY, "myocardial infarction", None, Window("<=", 6, "months")),
         "you have had a heart attack in the last 6 months", "you have had no heart attack in the last 6 months"),
        (Requirement(Kind.COMORBIDITY, "arrhythmia", "severe"), "you have severe irregular heartbeat", "you have no severe irregular heartbeat"),
        (Requirement(Kind.COMORBIDITY, "migraine", detail=(("history", "history of"),)), "you have had migraine", "you have never had migraine"),
        (Requirement(Kind.ALLERGY, "paclitaxel", detail=(("severity", "severe"),)), "you are severely allergic to paclitaxel",
         "you are not severely allergic to paclitaxel"),
        (Requirement(Kind.CANCER, "other malignancy", None, Window("<=", 5, "years")), "you have had another cancer in the last 5 years",
         "you have had no other cancer in the last 5 years"),
        (Requirement(Kind.CANCER, "other malignancy", "active"), "you have other active cancer", "you have no other active cancer"),
        (Requirement(Kind.STAGE, "metastatic"), "your cancer has spread to distant parts of the body",
         "your cancer has not spread to distant parts of the body"),
        (Requirement(Kind.STAGE, "N", ("N0",)), "the state of your lymph nodes is N0", "the state of your lymph nodes is not N0"),
        (Requirement(Kind.BIOMARKER, "HR", "positive"), "your cancer is hormone receptor positive", "your cancer is not hormone receptor positive"),
        (Requirement(Kind.BIOMARKER, "ESR1", "mutated"), "your cancer has an ESR1 mutation", "your cancer has no ESR1 mutation"),
        (Requirement(Kind.BIOMARKER, "BRCA2", "germline mutated"), "you carry a germline BRCA2 mutation", "you carry no germline BRCA2 mutation"),
        (Requirement(Kind.ADMINISTRATIVE, "language"), "you speak or read a language that the study uses",
         "you speak or read a language that the study uses"),
    ],
)  # fmt: skip
def test_is_stated_and_denied(requirement: Requirement, stated: str, denied: str) -> None:
    assert str(phrase(requirement, True, patient=True)) == stated
    assert str(phrase(requirement, False, patient=True)) == denied
