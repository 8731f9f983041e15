"""A requirement in a clinician's words, as it should be and as it should not."""

from __future__ import annotations

import pytest

from criteria.render.frames import phrase
from criteria.tree import Between, Comparison, Kind, Requirement, Window

WITHIN_4_WEEKS = Window("<=", 4, "weeks")


def told(kind: Kind, concept: str, *, wanted: bool = True, **rest: object) -> str:
    return str(phrase(Requirement(kind, concept, **rest), wanted, patient=False))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "concept", "value", "stated", "denied"),
    [
        (Kind.AGE, "age", Comparison(">=", 18, "years"), "age at least 18 years", "age less than 18 years"),
        (Kind.AGE, "age", Between(18, 70, "years"), "age 18 to 70 years", "age not 18 to 70 years"),
        (Kind.SEX, "male", None, "male", "not male"),
        (Kind.MENOPAUSE, "postmenopausal", None, "postmenopausal", "not postmenopausal"),
        (Kind.PREGNANCY, "pregnant", None, "pregnant", "not pregnant"),
        (Kind.PREGNANCY, "pregnant", "planned", "planning to become pregnant", "not planning to become pregnant"),
        (Kind.PERFORMANCE, "ECOG", Between(0, 1), "ECOG 0 or 1", "ECOG not 0 or 1"),
        (Kind.PERFORMANCE, "ECOG", Comparison("<=", 2), "ECOG at most 2", "ECOG more than 2"),
        (Kind.LIFE_EXPECTANCY, "life expectancy", Comparison("<", 1, "years"), "life expectancy less than 1 year",
         "life expectancy at least 1 year"),
        (Kind.LAB, "ANC", Comparison(">=", 1500, "/mm3"), "ANC at least 1,500/mm³", "ANC less than 1,500/mm³"),
        (Kind.LAB, "bilirubin", Comparison("<=", 1, "ULN"), "bilirubin at most the upper limit of normal",
         "bilirubin more than the upper limit of normal"),
        (Kind.LAB, "organ function", None, "adequate organ function", "no adequate organ function"),
        (Kind.LAB, "hcv viral load", "undetectable", "undetectable HCV viral load", "no undetectable HCV viral load"),
        (Kind.STAGE, "stage", ("I", "II", "III"), "stage I, II or III", "not stage I, II or III"),
        (Kind.STAGE, "T", ("T3", "T4"), "T3 or T4", "not T3 or T4"),
        (Kind.STAGE, "metastatic", None, "metastatic disease", "no metastatic disease"),
        (Kind.METASTASIS, "brain", "active", "active brain metastases", "no active brain metastases"),
        (Kind.METASTASIS, "bone only", "any", "bone-only disease", "no bone-only disease"),
        (Kind.METASTASIS, "brain", Comparison("<=", 3, "lesions"), "at most 3 brain metastases", "no at most 3 brain metastases"),
        (Kind.DISEASE_MEASURE, "tumor size", Comparison(">", 2, "cm"), "tumor size more than 2 cm", "tumor size at most 2 cm"),
        (Kind.DISEASE_MEASURE, "positive lymph nodes", Comparison(">=", 4), "at least 4 positive lymph nodes",
         "less than 4 positive lymph nodes"),
        (Kind.DISEASE_MEASURE, "no evidence of disease", None, "no evidence of disease", "not no evidence of disease"),
        (Kind.BIOMARKER, "HER2", "positive", "HER2-positive", "not HER2-positive"),
        (Kind.BIOMARKER, "HER2", "known", "known HER2 status", "not known HER2 status"),
        (Kind.BIOMARKER, "ER", Comparison(">=", 1, "%"), "ER at least 1%", "ER less than 1%"),
        (Kind.BIOMARKER, "TNBC", "positive", "triple-negative breast cancer", "no triple-negative breast cancer"),
        (Kind.BIOMARKER, "BRCA1", "germline mutated", "germline BRCA1 mutation", "no germline BRCA1 mutation"),
        (Kind.BIOMARKER, "lymphovascular invasion", "negative", "no lymphovascular invasion", "lymphovascular invasion"),
        (Kind.THERAPY, "taxane", "prior", "prior taxane", "no prior taxane"),
        (Kind.THERAPY, "warfarin", "concurrent", "current warfarin", "no current warfarin"),
        (Kind.THERAPY, "doxorubicin", Comparison(">", 360, "mg/m2"), "prior doxorubicin of more than 360 mg/m²",
         "no prior doxorubicin of more than 360 mg/m²"),
        (Kind.LINES, "chemotherapy", Comparison("<", 3, "lines"), "fewer than 3 lines of chemotherapy",
         "at least 3 lines of chemotherapy"),
        (Kind.COMORBIDITY, "hiv infection", None, "HIV infection", "no HIV infection"),
        (Kind.COMORBIDITY, "peripheral neuropathy", Comparison(">=", 2, "grade"), "peripheral neuropathy of grade 2 or higher",
         "no peripheral neuropathy of grade 2 or higher"),
        (Kind.COMORBIDITY, "congestive heart failure", Between(3, 4, "NYHA"), "congestive heart failure of NYHA class III or IV",
         "no congestive heart failure of NYHA class III or IV"),
        (Kind.COMORBIDITY, "inability to swallow oral medication", None, "inability to swallow oral medication",
         "able to swallow oral medication"),
        (Kind.ALLERGY, "study drug", None, "allergy to a study drug", "no allergy to a study drug"),
        (Kind.CANCER, "other malignancy", None, "other malignancy", "no other malignancy"),
        (Kind.ADMINISTRATIVE, "enrolment in other trial", None, "taking part in another trial", "not taking part in another trial"),
    ],
)  # fmt: skip
def test_is_stated_and_denied(kind: Kind, concept: str, value: object, stated: str, denied: str) -> None:
    assert told(kind, concept, value=value) == stated
    assert told(kind, concept, value=value, wanted=False) == denied


@pytest.mark.parametrize("wanted", [True, False])
def test_what_is_settled_in_person_is_asked_alike_in_either_section(wanted: bool) -> None:
    assert told(Kind.ADMINISTRATIVE, "consent", wanted=wanted) == "informed consent"
    assert told(Kind.CONTRACEPTION, "contraception", wanted=wanted) == "contraception where pregnancy is possible"


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ({"when": WITHIN_4_WEEKS}, "prior chemotherapy within 4 weeks"),
        ({"when": Window(">=", 1, "years")}, "prior chemotherapy at least 1 year ago"),
        ({"when": Window("<=", 6, "months", "diagnosis")}, "prior chemotherapy within 6 months of diagnosis"),
        ({"when": Window("<", 4, "weeks", half_lives=5, whichever="shorter")},
         "prior chemotherapy within 4 weeks or 5 half-lives, whichever is shorter"),
        ({"setting": "metastatic"}, "prior chemotherapy for metastatic disease"),
        ({"setting": "adjuvant"}, "prior adjuvant chemotherapy"),
        ({"detail": (("dose", "high"),)}, "prior high-dose chemotherapy"),
        ({"detail": (("dose", "> 10 mg prednisone"),)}, "prior chemotherapy (more than 10 mg prednisone)"),
        ({"detail": (("site", "the breast"),)}, "prior chemotherapy to the breast"),
        ({"detail": (("not", "endocrine therapy"),)}, "prior chemotherapy other than endocrine therapy"),
        ({"value": "progressed", "detail": (("relapse", "<= 12 months or during"),)},
         "progression on or after chemotherapy with relapse within 12 months of its end or during it"),
        ({"value": "progressed", "detail": (("relapse", "> 12 months"),)},
         "progression on or after chemotherapy with relapse more than 12 months after its end"),
        ({"value": "concurrent", "when": Window(">=", 28, "days")}, "current chemotherapy for at least 28 days"),
        ({"apart_from": (Requirement(Kind.THERAPY, "taxane"),)}, "prior chemotherapy other than taxane"),
    ],
)  # fmt: skip
def test_a_treatment_has_its_time_place_and_amount(rest: dict[str, object], words: str) -> None:
    assert told(Kind.THERAPY, "chemotherapy", **rest) == words


@pytest.mark.parametrize(
    ("concept", "rest", "words"),
    [
        ("hepatitis b", {"value": "active"}, "no active hepatitis B"),
        ("active infection", {"value": "active"}, "no active infection"),
        ("infection", {"value": "active or chronic"}, "no active or chronic infection"),
        ("cardiac disease", {"value": "significant"}, "no clinically significant cardiac disease"),
        ("infection", {"value": "requiring antibiotics"}, "no infection requiring antibiotics"),
        (
            "stroke",
            {"detail": (("history", "history of"),), "when": WITHIN_4_WEEKS},
            "no history of stroke within 4 weeks",
        ),
    ],
)
def test_a_condition_has_its_state(concept: str, rest: dict[str, object], words: str) -> None:
    assert told(Kind.COMORBIDITY, concept, wanted=False, **rest) == words
