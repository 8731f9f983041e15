"""What is asked of some patients only, or named for another purpose, rules nobody else out."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

NO_TREATMENT = {"treatments": [], "complete": ["treatments", "medications"]}


@pytest.mark.parametrize(
    "line",
    [
        "- Tumor no larger than 4 cm for patients who are treated by lumpectomy",
        "- Three months must have elapsed from the intake of tamoxifen or raloxifene",
        "- Progressed on an anthracycline and trastuzumab for cohort B patients",
        "- Patients must start trastuzumab plus capecitabine on day 1",
        "- Able to take folic acid and cyanocobalamin tablets",
        "Brachytherapy must start within:\n  - 3-9 weeks of lumpectomy\n  - 2-5 weeks of chemotherapy",
        "- A decision was made to give chemotherapy that includes one of these: trastuzumab, capecitabine",
        "- If HR-positive must have progressed on tamoxifen and/or if HER2-positive must have received trastuzumab",
        "- Received trastuzumab in the advanced setting (for the docetaxel arm only)",
        "- Sexually active people must use contraception while on trastuzumab",
        "- Cancer of the following types: (1) previously treated with trastuzumab; (2) of any stage",
        "- Stage II, or stage IV and progressing on trastuzumab",
        "- Patients should have finished vaccinations and antibiotics",
        "- ER-negative or ER-positive with prior trastuzumab",
        "- Premenopausal, or postmenopausal and receiving trastuzumab",
        "- Any previous trastuzumab must have been stopped for good",
        "- One of the following: 1. Breast cancer after trastuzumab. 2. Gastric cancer of any stage.",
    ],
)
def test_a_treatment_that_says_of_whom_or_since_when_need_not_have_been_had(line: str) -> None:
    assert read(inclusion=line, **NO_TREATMENT) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "- Patients must have received trastuzumab",
        "- Stage II, III, or IV and prior trastuzumab",
        "- Must meet all of the following: (1) previously treated with trastuzumab; (2) age 18 or older",
        "- Breast cancer with the following history: (1) previously treated with trastuzumab; (2) progressed",
    ],
)
def test_a_treatment_that_is_asked_for_must_have_been_had(line: str) -> None:
    assert read(inclusion=line, **NO_TREATMENT) is Verdict.INELIGIBLE


@pytest.mark.parametrize("line", ["- At increased risk for ovarian cancer", "- Screened for lung cancer"])
def test_a_cancer_that_one_is_at_risk_of_is_not_asked_for(line: str) -> None:
    assert read(inclusion=line, complete=["conditions"], **METASTATIC) is not Verdict.INELIGIBLE


def test_metastases_named_beside_a_risk_still_exclude() -> None:
    liver = {"metastases": [{"site": "liver"}]}
    assert read(exclusion="- High risk of bleeding, liver metastases", **liver) is Verdict.INELIGIBLE


def test_refusal_of_screening_is_no_cancer() -> None:
    lung = {"conditions": [{"name": "lung cancer"}], "complete": ["conditions"]}
    assert read(exclusion="- Refuses to be screened for lung and/or prostate cancer", **lung) is not Verdict.INELIGIBLE
    assert read(exclusion="- Lung cancer", **lung) is Verdict.INELIGIBLE


def test_what_there_is_to_offer_and_a_study_of_a_drug_have_not_been_had() -> None:
    had = {"treatments": [{"name": "carboplatin", "start": "2023-01", "end": "2023-05"}], "complete": ["treatments"]}
    assert read(inclusion="- No conventional therapy is available", **had) is not Verdict.INELIGIBLE
    assert read(exclusion="- Took part in a study investigating pemetrexed or carboplatin", **had) is Verdict.UNKNOWN
    assert read(exclusion="- Prior carboplatin", **had) is Verdict.INELIGIBLE


def test_a_choice_of_parts_says_nothing_of_the_parts_that_it_does_not_name() -> None:
    text = "Participants in Part D must have melanoma.\nParticipants in Part E must have lung cancer."
    record = {"diagnosis": {"cancer": "breast cancer"}, "conditions": [], "complete": ["conditions"]}
    assert read(inclusion=text, **record) is not Verdict.INELIGIBLE


def test_a_special_type_excludes_only_where_its_condition_holds() -> None:
    text = "A special type (mucinous or tubular) when no axillary nodes are involved"
    record = {"diagnosis": {"cancer": "breast cancer", "histology": "mucinous carcinoma"}}
    assert read(exclusion=text, **record) is not Verdict.INELIGIBLE


def test_a_receptor_with_a_marker_excludes_only_together() -> None:
    text = "HER2-positive disease with a PIK3CA mutation"
    positive = {"name": "HER2", "result": "positive", "ihc": "3+"}
    wild = {"name": "PIK3CA", "result": "wild-type"}
    assert read(exclusion=text, biomarkers=[positive, wild]) is not Verdict.INELIGIBLE


def test_who_is_let_in_without_measurable_disease_need_not_have_it() -> None:
    record = METASTATIC | {"diagnosis": METASTATIC["diagnosis"] | {"measurable_disease": False}}
    let_in = "- Measurable disease; those who have bone-only lesions are also eligible"
    assert read(inclusion=let_in, **record) is not Verdict.INELIGIBLE
    kept_out = "- Measurable disease; those who have bone-only lesions are not eligible"
    assert read(inclusion=kept_out, **record) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "text",
    [
        "- Measurable disease; those who have bone-only lesions are also eligible",
        "- Measurable lesions by RECIST 1.1 (women with bone-only disease may be enrolled in the first part)",
    ],
)
def test_who_is_let_in_with_bone_only_disease_has_no_other(text: str) -> None:
    record = METASTATIC | {"diagnosis": METASTATIC["diagnosis"] | {"measurable_disease": False}}
    spread = {"metastases": [{"site": "bone"}, {"site": "pleura"}], "complete": ["metastases"]}
    assert read(inclusion=text, **record | spread) is Verdict.INELIGIBLE


def test_an_exclusion_from_one_arm_leaves_the_others_open() -> None:
    early = {"diagnosis": {"cancer": "breast cancer", "t": "T3"}}
    assert read(exclusion="- T3 tumors in cohort A; T4 tumors in cohort B", **early) is not Verdict.INELIGIBLE
    assert read(exclusion="- T3 tumors", **early) is Verdict.INELIGIBLE


def test_what_is_said_aside_is_not_asked_for() -> None:
    negative = {"biomarkers": [{"name": "HER2", "result": "negative", "ihc": "0"}]}
    assert read(inclusion="- HER2 known [amplified is HER2 positive]", **negative) is not Verdict.INELIGIBLE
    assert read(inclusion="- HER2 positive [by local testing]", **negative) is Verdict.INELIGIBLE


def test_a_size_behind_one_stage_is_not_asked_of_the_others() -> None:
    large = {"diagnosis": {"cancer": "breast cancer", "stage": "II", "tumor_size_cm": 0.8}}
    assert read(inclusion="- Stage I (tumor size greater than 2 cm), II or IIIA", **large) is not Verdict.INELIGIBLE
    assert read(inclusion="- Stage I or II, tumor size greater than 2 cm", **large) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("- Measurable disease is required for cohort 2 only", {"measurable_disease": False}),
        ("- HER2 2+ or 3+ by IHC", {}),
        ("- Premenopausal at her diagnosis", {}),
    ],
)
def test_what_holds_of_some_or_held_once_rules_nobody_out(line: str, record: dict[str, object]) -> None:
    her2 = {"name": "HER2", "result": "negative", "ihc": "2+", "ish": "negative"}
    person = {"sex": "female", "age": 62, "menopausal_status": "postmenopausal", "biomarkers": [her2]}
    known = METASTATIC | {"diagnosis": METASTATIC["diagnosis"] | record} | person
    assert read(inclusion=line, **known) is Verdict.UNKNOWN


def test_what_the_words_behind_it_limit_to_an_arm_is_asked_of_all_who_are_in_it() -> None:
    cohort = "- Prior trastuzumab (cohort 2 patients only)\n- Measurable disease (cohort 1 only)"
    none = NO_TREATMENT | {"diagnosis": {"measurable_disease": False}}
    assert read(inclusion=cohort, **none) is Verdict.INELIGIBLE
    assert read(inclusion=cohort, **NO_TREATMENT) is Verdict.UNKNOWN
    had = {"treatments": [{"name": "trastuzumab", "start": "2023-01"}], "complete": ["treatments", "medications"]}
    both = "- Prior trastuzumab (cohort 1)\n- Liver metastases (cohort 2)"
    assert read(exclusion=both, **had, metastases=[{"site": "liver"}]) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    ["In the absence of liver metastases:", "If there are no liver metastases:"],
)
def test_a_list_of_those_without_is_not_asked_of_those_with(line: str) -> None:
    high = {"labs": [{"name": "AST", "value": 4, "unit": "ULN"}], "complete": ["metastases"]}
    text = f"- {line}\n  - AST ≤ 2 x ULN"
    assert read(inclusion=text, **high, metastases=[{"site": "liver"}]) is not Verdict.INELIGIBLE
    assert read(inclusion=text, **high, metastases=[]) is Verdict.INELIGIBLE


def test_a_size_with_the_last_alternative_is_not_asked_of_the_first() -> None:
    small = {"diagnosis": {"cancer": "breast cancer", "t": "T1b", "n": "N1", "tumor_size_cm": 0.8}}
    line = "- Node-positive, or node-negative and tumor > 2 cm and ER-negative"
    assert read(inclusion=line, **small) is not Verdict.INELIGIBLE
