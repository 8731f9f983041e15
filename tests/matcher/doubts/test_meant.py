"""What words around a requirement say of how it is meant: of which of it, of whom, by which way, for which cancer."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

CHEMOTHERAPY = {"treatments": [{"name": "docetaxel", "setting": "neoadjuvant", "start": "2023-02", "end": "2023-05"}]}
INJECTED = {"treatments": [{"name": "goserelin", "setting": "metastatic", "start": "2024-01", "outcome": "ongoing"}]}
MASTECTOMY = {"name": "mastectomy", "kind": "surgery", "start": "2026-01"}
SENTINEL = {
    "diagnosis": {"cancer": "breast cancer", "t": "T1", "n": "N0", "m": "M0", "extent": "early"},
    "treatments": [{"name": "sentinel lymph node biopsy", "kind": "surgery", "start": "2026-01"}],
    "complete": ["treatments"],
}
BIOPSY = {"name": "excisional biopsy", "kind": "surgery", "start": "2024-01"}
TRANSPLANT = {"name": "autologous stem cell transplant", "kind": "transplant", "start": "2015-01"}
CONJUGATE = {
    "treatments": [{"name": "sacituzumab govitecan", "setting": "metastatic", "start": "2024-01", "end": "2024-09"}]
}
DE_NOVO = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic", "stage": "IV", "presentation": "de_novo"}}
RELAPSED = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic", "presentation": "recurrent"}}
NO_SPREAD_TO_BRAIN = {"metastases": [{"site": "bone"}], "complete": ["metastases"]}
LOW_ER = {
    "biomarkers": [
        {"name": "ER", "result": "positive", "value": 7, "unit": "%"},
        {"name": "PR", "result": "negative", "value": 0, "unit": "%"},
        {"name": "HER2", "result": "negative", "ihc": "0"},
    ]
}
NUMB = {"conditions": [{"name": "peripheral neuropathy", "grade": 2}]}
DIABETES = {"conditions": [{"name": "type 2 diabetes", "status": "controlled"}]}
WILD_TYPE = {"biomarkers": [{"name": "PIK3CA", "result": "wild-type"}]}


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("* Systemic treatment for an earlier cancer, including chemotherapy", CHEMOTHERAPY),
        ("* Chemotherapy, unless it was adjuvant", CHEMOTHERAPY),
        ("* Cardiotoxic chemotherapy", CHEMOTHERAPY),
        (
            "* Recurrent disease within 12 months after adjuvant chemotherapy containing a taxane",
            CHEMOTHERAPY | RELAPSED,
        ),
        (
            "* Steroids within 6 weeks\n* Replacement doses of steroids are allowed",
            {"medications": [{"name": "hydrocortisone"}]},
        ),
        ("* Evidence of tumour on a scan taken within 12 weeks after surgery", {"treatments": [MASTECTOMY]}),
        ("* Core biopsy/surgical biopsy evidence of cancer in a node", {"treatments": [BIOPSY]}),
        ("* Stem cell transplant for hematologic cancer", {"treatments": [TRANSPLANT]}),
        (
            "* Lapatinib since the diagnosis of brain metastases",
            {"metastases": [{"site": "brain", "status": "stable"}]},
        ),
        ("* Docetaxel since the diagnosis of brain metastases", CHEMOTHERAPY),
        ("* Docetaxel, and then vinorelbine and subsequently eribulin", CHEMOTHERAPY),
        ("* Chemotherapy within 10 years. No washout is required for docetaxel", CHEMOTHERAPY),
        ("* Any chemotherapy in between", CHEMOTHERAPY),
        ("* Beta blockers for heart failure", {"medications": [{"name": "metoprolol"}]}),
        ("* DCIS treated with chemotherapy or with radiation", CHEMOTHERAPY),
        ("* Docetaxel plus zoledronic acid", CHEMOTHERAPY | {"complete": ["treatments"]}),
        ("* Oral endocrine therapy in the 2 weeks before entry", INJECTED),
        ("* Any antibody-drug conjugate containing a zorbyl payload", CONJUGATE),
        ("* Complete response following treatment with neoadjuvant chemotherapy", CHEMOTHERAPY),
        ("* An interval of less than 6 months from surgery to recurrent disease", RELAPSED),
        ("* Docetaxel within 10 days; recovery of treatment-related toxicity as asked elsewhere", NUMB),
        ("* Insulin-dependent diabetes", DIABETES),
        ("* Positive pregnancy test in the week before the first dose of gemcitabine and docetaxel", CHEMOTHERAPY),
        ("* Metastatic disease to the breast", METASTATIC),
        ("* No spread to the brain\n* No metastatic disease to the central nervous system", NO_SPREAD_TO_BRAIN),
    ],
)
def test_an_exclusion_of_some_does_not_rule_out_the_others(line: str, record: dict[str, Any]) -> None:
    assert read(exclusion=line, **record) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("* Progressive or relapsed disease", DE_NOVO),
        ("* Residual or recurrent disease", DE_NOVO),
        ("* Triple-negative breast cancer (ER <= 10% and/or PR <= 10%)", LOW_ER),
        ("* Tissue available for PIK3CA mutational analysis", WILD_TYPE),
        ("* Carriers, or relatives of carriers, of a PIK3CA mutation", WILD_TYPE),
        ("* FEV1 and/or FVC at least 70% predicted", {"labs": [{"name": "FEV1", "value": 60, "unit": "%"}]}),
        ("* Willing and able to accept one leukapheresis", {"treatments": [], "complete": ["treatments"]}),
        ("* Must have had adjuvant chemotherapy", CHEMOTHERAPY | {"complete": ["treatments"]}),
        ("* Must have undergone treatment with curative intent", CHEMOTHERAPY | {"complete": ["treatments"]}),
        ("* A tumor for which no standard therapy exists", {"treatments": [], "complete": ["treatments"]}),
        ("* Has finished radiation (if indicated)", CHEMOTHERAPY | {"complete": ["treatments"]}),
        ("* No beta blocker within 12 hours of dosing", {"medications": [{"name": "metoprolol"}], "complete": ["medications"]}),
        ("* No more than 15,000 IU of vitamin A a day", {"medications": [], "treatments": [], "complete": ["medications", "treatments"]}),
        ("* Ascites and bone metastases are not considered measurable", {"metastases": [{"site": "liver"}], "complete": ["metastases"]}),
        ("* At least one endocrine therapy option with which she has had no prior treatment", CHEMOTHERAPY),
        ("* Breast cancer with surgical excision after neoadjuvant therapy as the treatment goal", {"treatments": [], "complete": ["treatments"]}),
        ("* A candidate for chemotherapy", {"treatments": [], "complete": ["treatments"]}),
        ("* Tumor amenable to mastectomy", {"treatments": [], "complete": ["treatments"]}),
        ("* 3 prior lines of endocrine therapy", CHEMOTHERAPY | {"complete": ["treatments"]}),
        ("* No axillary node involvement (sentinel node biopsy or axillary dissection)", SENTINEL),
        ("* Patients on bisphosphonates; however, if these were begun within 5 weeks, another lesion must be measurable", CHEMOTHERAPY | {"complete": ["treatments", "medications"]}),
        ("* Patients can have had a lumpectomy", {"treatments": [], "complete": ["treatments"]}),
    ],
)  # fmt: skip
def test_what_is_asked_of_some_or_offered_as_one_of_two_rules_nobody_out(line: str, record: dict[str, Any]) -> None:
    assert read(inclusion=line, **record) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("exclusion", "record"),
    [
        ("* Prior chemotherapy", CHEMOTHERAPY),
        ("* Any antibody-drug conjugate", CONJUGATE),
        ("* Lack of recovery of treatment-related toxicity", NUMB),
        ("* Recurrent disease", RELAPSED),
        ("* Metastatic disease", METASTATIC),
    ],
)
def test_without_such_words_it_rules_out(exclusion: str, record: dict[str, Any]) -> None:
    assert read(exclusion=exclusion, **record) is Verdict.INELIGIBLE


def test_a_hyphen_that_waits_for_its_word_is_no_way_of_its_own() -> None:
    line = "* Histologically- or cytologically-confirmed breast cancer"
    assert read(line, diagnosis={"cancer": "breast cancer"}) is Verdict.ELIGIBLE
    assert read(line, diagnosis={"cancer": "colon cancer"}) is Verdict.INELIGIBLE


NO_DOCETAXEL = {"treatments": [], "complete": ["treatments"]}
BRAIN = {"metastases": [{"site": "brain", "status": "stable", "treated": "2025-01", "stable_since": "2025-01"}]}
OLD_CHEMOTHERAPY = {"treatments": [*CHEMOTHERAPY["treatments"]], "complete": ["treatments"]}


@pytest.mark.parametrize(
    ("inclusion", "exclusion", "record"),
    [
        ("* Docetaxel:\n  * Cohort A1: must be docetaxel naive\n  * Cohort A2: must have received docetaxel", "", NO_DOCETAXEL),
        ("* ECOG 0-1\n1. Cohort A Specific Inclusion Criteria: prior docetaxel\n2. Cohort B Specific Inclusion Criteria: no prior docetaxel", "", NO_DOCETAXEL),
        ("", "* CNS metastases\n* Exception: brain metastases that were treated and are stable", BRAIN),
        ("", "* Treatment of the cancer within 2 weeks of entry:\n* Chemotherapy\n* Radiotherapy\n* Major surgery", OLD_CHEMOTHERAPY),
    ],
)  # fmt: skip
def test_arms_exceptions_and_times_hold_for_the_lines_that_follow(
    inclusion: str, exclusion: str, record: dict[str, Any]
) -> None:
    assert read(inclusion=inclusion, exclusion=exclusion, **record) is not Verdict.INELIGIBLE


def test_a_relapse_long_after_a_treatment_may_be_asked_only_of_those_who_had_it() -> None:
    words = "Relapse 10 months or more after the end of adjuvant docetaxel"
    late = {"presentation": "recurrent", "metastatic_since": "2024-06"}
    docetaxel = {"name": "docetaxel", "setting": "adjuvant", "start": "2024-01", "end": "2024-04"}
    whole = {"complete": ["treatments", "medications"]}
    assert read(inclusion=words, diagnosis=late, treatments=[], **whole) is not Verdict.INELIGIBLE
    assert read(inclusion=words, diagnosis=late, treatments=[docetaxel], **whole) is Verdict.INELIGIBLE


def test_how_long_a_treatment_lasted_is_asked_of_those_who_had_it() -> None:
    line = "The minimum duration of letrozole in the adjuvant setting is 2 years"
    briefly = {"name": "letrozole", "setting": "adjuvant", "start": "2024-01", "end": "2024-06"}
    whole = {"complete": ["treatments", "medications"]}
    assert read(inclusion=line, treatments=[], **whole) is not Verdict.INELIGIBLE
    assert read(inclusion=line, treatments=[briefly], **whole) is Verdict.INELIGIBLE


def test_whom_a_condition_lets_in_must_meet_it() -> None:
    line = "Patients with stage IV breast cancer are eligible provided they have ECOG 0 or 1"
    spread = {"cancer": "breast cancer", "stage": "IV"}
    assert read(inclusion=line, diagnosis=spread, ecog=2) is not Verdict.ELIGIBLE
    assert read(inclusion=line, diagnosis=spread, ecog=1) is Verdict.ELIGIBLE
    assert read(inclusion=line, diagnosis={"cancer": "breast cancer", "stage": "II"}, ecog=2) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Primary tumor of 3 cm or more as measured by examination", Verdict.INELIGIBLE),
        ("- Minimum primary tumor size 3 cm on any imaging", Verdict.INELIGIBLE),
        ("- Tumor size > 3 cm, palpable or not", Verdict.INELIGIBLE),
        ("- Patients should have T3 N0-1 M0 or T2 N1 M0 disease", Verdict.INELIGIBLE),
        ("- Tumor size > 3 cm or involved nodes", Verdict.UNKNOWN),
    ],
)
def test_a_size_is_asked_for_where_nothing_stands_beside_it(line: str, expected: Verdict) -> None:
    diagnosis = {"cancer": "breast cancer", "tumor_size_cm": 2.1, "t": "T2", "n": "N0", "m": "M0"}
    assert read(inclusion=line, diagnosis=diagnosis) is expected


METASTATIC = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}}


@pytest.mark.parametrize(
    "line",
    [
        "* Women aged 18 or older with non-metastatic breast cancer undergoing surgery in our hospitals",
        "* Newly found non-metastatic invasive carcinoma of the breast that is:",
    ],
)
def test_an_adjective_that_denies_is_asked_of_everyone(line: str) -> None:
    assert read(inclusion=line, **METASTATIC) is Verdict.INELIGIBLE


def test_a_gloss_of_what_is_excluded_asks_for_nothing() -> None:
    line = "* No inflammatory breast cancer without metastases (i.e. T4d M0)"
    assert read(inclusion=line, **METASTATIC) is not Verdict.INELIGIBLE
