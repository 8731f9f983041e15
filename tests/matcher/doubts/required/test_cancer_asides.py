"""What a sentence says of a cancer beside what it asks rules nobody out; what it asks of everyone still does."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

EARLY: dict[str, Any] = {
    "sex": "female",
    "age": 60,
    "diagnosis": {
        "cancer": "breast cancer", "histology": "invasive ductal carcinoma", "stage": "IIB", "extent": "early", "presentation": "primary",
        "tumor_size_cm": 1.5, "measurable_disease": False, "t": "T1", "n": "N1", "m": "M0",
    },
    "metastases": [],
    "treatments": [{"name": "tamoxifen", "setting": "adjuvant", "start": "2020-01", "end": "2024-01", "outcome": "completed"}],
    "biomarkers": [{"name": "ER", "result": "negative"}, {"name": "PR", "result": "negative"}, {"name": "HER2", "result": "negative"}],
    "complete": ["treatments", "conditions", "medications", "metastases"],
}  # fmt: skip
BREAST = "* Breast cancer\n"


@pytest.mark.parametrize(
    "line",
    [
        "Any sign that looks like metastatic disease must be shown to be benign",
        "Suspicious signs of metastatic disease (e.g., hot spots) must be proven benign",
        "Bone metastases requires a scan at baseline",
        "CNS metastases must be documented by MRI",
        "Invasive breast cancer, including recurrent or metastatic disease",
        "Invasive breast cancer including any large tumor (> 5 cm), (T3-T4, N2)",
        "Measurable disease by RECIST 1.1, or a rising tumor marker",
        "Measurable disease, or non-measurable disease that can be followed",
        "A response is a reduction in measurable disease by a third",
        "Locally advanced or large operable cancer (> 4 cm)",
        "A size of more than 4 cm for patients who are treated by mastectomy",
        "For patients with a large tumor (> 4 cm) a biopsy is required",
        "Residual disease will be looked at: candidate for resection of residual disease",
        "Newly found or metastatic disease",
        "Less than 20% bone marrow involvement",
        "AST at most 2.5 x ULN, 5 x ULN (liver metastases present)",
        "All brain metastases must lie outside the brainstem",
        "Locally recurrent or early disease (a relapse in these nodes is regarded as metastatic disease)",
        "A biopsy upon discontinuation of Stage 3 because of toxicity",
        "Stable or metastatic disease",
        "Advanced (of any kind), recurrent, or metastatic disease",
        "All tumors with 2+ are reported as HER2 equivocal",
        "Stage IV disease (as staged by the AJCC, in its sixth or seventh edition of the manual), or early-stage disease",
    ],
)
def test_what_is_said_aside_rules_nobody_out(line: str) -> None:
    assert read(inclusion=f"{BREAST}* {line}", **EARLY) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "Metastatic disease, proven by biopsy",
        "Recurrent or metastatic disease, including the breast",
        "Measurable disease by RECIST 1.1, by CT or MRI",
        "Tumor larger than 4 cm",
        "At least one bone metastasis",
        "ER-positive disease",
        "Histologically or cytologically confirmed metastatic disease",
        "Recurrent or metastatic disease",
    ],
)
def test_what_is_asked_of_everyone_still_rules_out(line: str) -> None:
    assert read(inclusion=f"{BREAST}* {line}", **EARLY) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "HER2-negative and the investigator plans to give trastuzumab",
        "More than 25% of the tumor is invasive ductal carcinoma",
        "Prior immunotherapy for invasive ductal carcinoma",
        "For affected T1 patients, a second operation within 2 weeks",
        "A third operation because they had T1 disease",
        "Prior cancer of the breast, including invasive ductal carcinoma",
    ],
)
def test_what_excludes_only_with_the_words_beside_it_rules_nobody_out_alone(line: str) -> None:
    assert read(inclusion="* Breast cancer", exclusion=f"* {line}", **EARLY) is not Verdict.INELIGIBLE


@pytest.mark.parametrize("line", ["HER2-negative breast cancer", "T1 tumors", "Tumors of more than 1 cm"])
def test_what_excludes_by_its_name_still_does(line: str) -> None:
    assert read(inclusion="* Breast cancer", exclusion=f"* {line}", **EARLY) is Verdict.INELIGIBLE
