"""Exceptions of treatments that lift no more than they say."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import parse
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS, patient

DOCETAXEL = {"name": "docetaxel", "setting": "metastatic", "start": "2024-02", "end": "2024-06"}
LETROZOLE = {"name": "letrozole", "setting": "metastatic", "start": "2024-07", "outcome": "ongoing"}
STEROIDS = {"medications": [{"name": "prednisone"}]}
BISPHOSPHONATES = {"medications": [{"name": "zoledronic acid"}]}


@pytest.mark.parametrize(
    ("line", "record", "verdict"),
    [
        ("Steroids. Short courses of steroids are allowed", STEROIDS, Verdict.UNKNOWN),
        ("Steroids", STEROIDS, Verdict.INELIGIBLE),
        ("Chemotherapy. Endocrine therapy is allowed", {"treatments": [DOCETAXEL, LETROZOLE]}, Verdict.INELIGIBLE),
        ("Chemotherapy. Endocrine therapy is allowed", {"treatments": [LETROZOLE]}, Verdict.ELIGIBLE),
        ("Concurrent bisphosphonates. Prior bisphosphonates are allowed", BISPHOSPHONATES, Verdict.INELIGIBLE),
        ("Taxanes. Eribulin is allowed", {"treatments": [DOCETAXEL, {"name": "eribulin", "start": "2024-08"}]}, Verdict.INELIGIBLE),
        ("Taxanes. Eribulin is allowed", {"treatments": [{"name": "eribulin", "start": "2024-08"}]}, Verdict.ELIGIBLE),
        ("Taxanes or platinum. Doxorubicin is allowed", {"treatments": [DOCETAXEL]}, Verdict.INELIGIBLE),
        ("Chronic steroids, unless in physiologic replacement doses", {"medications": [{"name": "hydrocortisone"}]}, Verdict.UNKNOWN),
        ("Cancer drugs in the last year except steroids up to 10 mg of prednisone", {"treatments": [LETROZOLE]}, Verdict.INELIGIBLE),
        ("Anticoagulants other than baby aspirin", {"medications": [{"name": "apixaban"}]}, Verdict.INELIGIBLE),
        ("Anticoagulants other than baby aspirin", {"medications": [{"name": "aspirin"}]}, Verdict.ELIGIBLE),
        ("More than one regimen of systemic therapy other than endocrine therapy for metastatic disease", {"treatments": [DOCETAXEL, LETROZOLE]}, Verdict.ELIGIBLE),
        ("More than one regimen of systemic therapy other than endocrine therapy for metastatic disease", {"treatments": [DOCETAXEL, {**DOCETAXEL, "name": "eribulin", "start": "2024-09", "end": "2024-12"}]}, Verdict.INELIGIBLE),
    ],
)  # fmt: skip
def test_what_an_exception_names_decides_whom_it_lets_in(line: str, record: dict[str, Any], verdict: Verdict) -> None:
    assert read(exclusion=line, complete=ALL_LISTS, **record) is verdict


@pytest.mark.parametrize(("dose", "verdict"), [("300 mg/m2", Verdict.UNKNOWN), ("120 mg/m2", Verdict.ELIGIBLE)])
def test_what_lets_in_a_treatment_lets_in_no_more_of_it(dose: str, verdict: Verdict) -> None:
    line = "Lifetime dose of doxorubicin > 200 mg/m2. Doxorubicin was allowed as adjuvant therapy"
    given = {
        "name": "doxorubicin",
        "setting": "adjuvant",
        "start": "2020-02",
        "end": "2020-05",
        "cumulative_dose": dose,
    }
    assert read(exclusion=line, treatments=[given], complete=ALL_LISTS) is verdict


@pytest.mark.parametrize(("last", "verdict"), [("2025", Verdict.UNKNOWN), ("2024-06", Verdict.ELIGIBLE)])
def test_an_exception_and_a_permission_behind_it_each_lift_their_own(last: str, verdict: Verdict) -> None:
    line = "Chemotherapy or antibodies (except trastuzumab) within 200 days. Bisphosphonates will be allowed"
    taxane = {"name": "docetaxel", "setting": "metastatic", "start": "2024-02", "end": last}
    antibody = {"name": "trastuzumab", "setting": "metastatic", "start": "2024-02", "outcome": "ongoing"}
    record = {"as_of": "2025-12-31", "treatments": [taxane, antibody], "complete": ALL_LISTS}
    assert read(exclusion=line, **record) is verdict


@pytest.mark.parametrize(("outcome", "verdict"), [("progression", Verdict.ELIGIBLE), ("intolerance", Verdict.UNKNOWN)])
def test_what_was_stopped_for_something_bad_excludes_nobody_else(outcome: str, verdict: Verdict) -> None:
    line = "Prior anti-PD-1 therapy and was discontinued from that treatment due to a grade 3 or higher irAE"
    given = {"name": "pembrolizumab", "start": "2024-02", "end": "2024-08", "outcome": outcome}
    assert read(exclusion=line, treatments=[given], complete=ALL_LISTS) is verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [("Anticancer agents within 60 days", Verdict.ELIGIBLE), ("Anticancer therapy within 60 days", Verdict.INELIGIBLE)],
)
def test_agents_are_drugs(line: str, verdict: Verdict) -> None:
    beams = {"name": "radiation therapy", "kind": "radiation", "start": "2026-03-01", "end": "2026-03-10"}
    assert read(exclusion=line, treatments=[beams], complete=ALL_LISTS) is verdict


def test_a_port_that_is_excepted_is_no_minor_surgery() -> None:
    line = "Minor surgery, excluding placement of a vascular access device, within 30 days"
    port = {"name": "port placement", "kind": "surgery", "start": "2026-03-01"}
    mole = {"name": "minor surgery", "kind": "surgery", "start": "2026-03-02"}
    assert read(exclusion=line, treatments=[port], complete=ALL_LISTS) is Verdict.ELIGIBLE
    assert read(exclusion=line, treatments=[port, mole], complete=ALL_LISTS) is not Verdict.ELIGIBLE


def test_what_is_not_counted_does_not_stand_for_a_line() -> None:
    line = "At least one line of chemotherapy for metastatic disease (excluding hormonal therapy)"
    assert read(inclusion=line, treatments=[LETROZOLE], complete=ALL_LISTS) is not Verdict.ELIGIBLE


def test_what_another_line_says_of_trial_drugs_does_not_let_in() -> None:
    text = "Exclusion Criteria:\n\n  No investigational drugs\n  Surgery, including biopsy, within 2 weeks\n  Letrozole"
    assert screen(patient(treatments=[LETROZOLE], complete=ALL_LISTS), parse(text)).verdict is Verdict.INELIGIBLE
