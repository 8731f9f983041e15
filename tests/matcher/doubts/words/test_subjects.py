"""Clauses that speak of something else than the patient rule nobody out; those that speak of her still do."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

UNTREATED = METASTATIC | {"measurable_disease": False}
BREAST = "* Metastatic breast cancer\n"
LETROZOLE = {
    "name": "letrozole",
    "setting": "metastatic",
    "start": "2024-01",
    "end": "2025-06",
    "outcome": "progression",
}
RADIATION = {
    "name": "radiation therapy",
    "kind": "radiation",
    "setting": "adjuvant",
    "start": "2020-01",
    "end": "2020-02",
}
DOXORUBICIN = {"name": "doxorubicin", "setting": "adjuvant", "start": "2020-01", "end": "2020-04"}


def record(**more: Any) -> dict[str, Any]:
    whole = ["treatments", "conditions", "medications", "metastases"]
    return {"sex": "female", "age": 60, "diagnosis": UNTREATED["diagnosis"], "complete": whole} | more


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("Less than a third of the bone marrow was irradiated", {}),
        ("Consent to the use of tissue from a biopsy and surgery", {}),
        ("Patients with non-breast cancer enter after carboplatin", {}),
        ("Willing to come to visits until completion of reconstruction", {}),
        ("Has discontinued all prior therapies, including radiotherapy", {}),
        ("Radiotherapy must be completed before the first visit", {}),
        ("Adjuvant chemotherapy must begin within 12 weeks of the operation", {}),
        ("Has received up to 2 prior chemotherapy regimens", {}),
        ("Radiation therapy on this study as outlined in the protocol", {}),
        ("Known BRCA1 mutation, or another alteration in genes of DNA repair", {"biomarkers": [{"name": "BRCA1", "result": "wild-type"}]}),
        ("At least 1 line of chemotherapy for advanced disease (including adjuvant chemotherapy)", {}),
        ("Multiple myeloma", {}),
        ("Four weeks must elapse after chemotherapy before the first visit", {}),
        ("Lung cancer: at least 2 lines of chemotherapy", {}),
        ("One of these: lung, breast or ovarian cancer; lymphoma", {}),
    ],
)  # fmt: skip
def test_what_is_not_asked_of_her_cannot_rule_her_out(line: str, more: dict[str, Any]) -> None:
    assert read(inclusion=f"{BREAST}* {line}", **record(**more)) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("Liver metastases limited to one lobe", {"metastases": [{"site": "liver"}]}),
        ("Liver metastases of more than half of the organ", {"metastases": [{"site": "liver"}]}),
        ("Women with a pregnant partner", {}),
        ("A fall of the ejection fraction on earlier doxorubicin", {"treatments": [DOXORUBICIN]}),
        ("Severe adverse events during prior radiotherapy", {"treatments": [RADIATION]}),
        ("Earlier vinorelbine + letrozole", {"treatments": [LETROZOLE]}),
        ("Prior radiotherapy AND fibrosis of the lung", {"treatments": [RADIATION]}),
        ("Another active cancer in addition to metastatic breast cancer", {}),
        ("Purely blastic bone metastases", {"metastases": [{"site": "bone"}]}),
        ("Brain metastases found within 3 months", {"metastases": [{"site": "brain", "status": "stable"}]}),
        ("Radiotherapy for another disease", {"treatments": [RADIATION]}),
        ("Nobody is excluded; prior radiotherapy must not be excluded", {"treatments": [RADIATION]}),
        ("No anticoagulants", {}),
        ("Hip surgery", {"treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2020-01"}]}),
        ("Any anti-XYZ9 monoclonal antibody", {"treatments": [{"name": "trastuzumab", "start": "2020-01", "end": "2020-03"}]}),
        ("Advanced kidney disease", {}),
        ("Advanced heart or kidney disease", {}),
        ("Uncontrolled hypertension (high blood pressure)", {"conditions": [{"name": "hypertension", "status": "controlled"}]}),
        ("Bulky visceral disease including liver metastases", {"metastases": [{"site": "liver"}]}),
        ("Cytotoxic chemotherapy: 21 days", {"treatments": [DOXORUBICIN]}),
        ("HER2- tyrosine kinase inhibitors", {"biomarkers": [{"name": "HER2", "result": "negative"}]}),
    ],
)  # fmt: skip
def test_what_is_narrowed_or_said_of_something_else_does_not_exclude_her(line: str, more: dict[str, Any]) -> None:
    assert read(exclusion=f"* {line}", **record(**more)) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("inclusion", "exclusion", "more"),
    [
        ("Must have received prior carboplatin", "", {}),
        ("Prior radiotherapy to the chest wall", "", {}),
        ("At least 1 line of chemotherapy for metastatic disease", "", {}),
        ("", "Liver metastases", {"metastases": [{"site": "liver"}]}),
        ("", "Prior doxorubicin or letrozole", {"treatments": [LETROZOLE]}),
        ("", "Prior radiotherapy and prior letrozole", {"treatments": [LETROZOLE]}),
        ("", "Any prior surgery", {"treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2020-01"}]}),
        ("", "Advanced or metastatic breast cancer", {}),
        ("", "Patients older than 50 years", {}),
    ],
)  # fmt: skip
def test_what_is_asked_of_her_still_rules_her_out(inclusion: str, exclusion: str, more: dict[str, Any]) -> None:
    lines = {"inclusion": f"* {inclusion}" if inclusion else "", "exclusion": f"* {exclusion}" if exclusion else ""}
    assert read(**lines, **record(**more)) is Verdict.INELIGIBLE


def test_a_treatment_that_must_be_over_is_neither_asked_for_nor_forbidden_once_it_is() -> None:
    line = f"{BREAST}* Chemotherapy must be completed before enrolment"
    assert read(inclusion=line, **record()) is Verdict.ELIGIBLE
    assert read(inclusion=line, **record(treatments=[DOXORUBICIN])) is Verdict.ELIGIBLE
    ongoing = {"name": "capecitabine", "setting": "metastatic", "start": "2025-10", "outcome": "ongoing"}
    assert read(inclusion=line, **record(treatments=[ongoing])) is Verdict.INELIGIBLE


def test_what_the_trial_says_of_something_narrower_holds_for_it() -> None:
    lines = "* Immunodeficiency\n* Uncontrolled HIV infection"
    hiv = {"name": "HIV infection", "status": "controlled"}
    assert read(exclusion=lines, **record(conditions=[hiv])) is not Verdict.INELIGIBLE
    assert read(exclusion="* Immunodeficiency", **record(conditions=[hiv])) is Verdict.INELIGIBLE


def test_a_line_that_says_only_or_makes_its_neighbours_alternatives() -> None:
    lines = "* Prior carboplatin\n\nOR\n\n* Prior letrozole\n* Age 18 or older"
    assert read(inclusion=lines, **record(treatments=[LETROZOLE])) is not Verdict.INELIGIBLE
    assert read(inclusion=lines, **record()) is Verdict.INELIGIBLE
    assert read(inclusion=lines, **record(treatments=[LETROZOLE], age=12)) is Verdict.INELIGIBLE


def test_a_part_of_the_trial_is_not_the_whole() -> None:
    lines = "* For module 1 only, prior carboplatin\n* Postmenopausal women during dose expansion"
    assert read(inclusion=lines, **record()) is not Verdict.INELIGIBLE
