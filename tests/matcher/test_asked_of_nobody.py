"""Permissions, plans of the trial and names in a list keep nobody out, nor open; what is asked of someone still does."""

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
IRRADIATED = NOTHING | {"treatments": [{"name": "radiation therapy", "kind": "radiation", "start": "2021-03"}]}
IMPLANTED = NOTHING | {"conditions": [{"name": "implanted zorb pump"}]}

PERMITS = [
    "* Endocrine therapy may be ongoing",
    "* Patients who had a mastectomy may also receive radiotherapy",
    "* Additional surgery may be performed to clear the margins",
    "* Radiotherapy will be given after the operation",
    "* Anthracyclines should be considered",
    "* Blood counts adequate for receiving a cycle of docetaxel",
    "* Tamoxifen, letrozole, and/or goserelin is permitted",
    "* Radiotherapy or surgery will be given later",
    "* Signed informed consent (patients may have had growth factor)",
    "* Mastectomy: There will be a consent form",
    "* Lesions to be shown by CT scan or MRI (10 mm sections)",
    "* Adjuvant chemotherapy must begin within 60 days of the pathology report",
    "* Willing to take folic acid, zorbine drops and fish oil",
]
NAMES = (
    "* No contraindication to MRI, including any of the following:\n  * Claustrophobia\n  * Zorb pump\n  * Ear implants"
)


@pytest.mark.parametrize("line", PERMITS)
def test_what_may_or_will_be_given_is_asked_of_nobody(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE


def test_a_candidate_for_whom_it_is_planned_is_asked_for() -> None:
    assert read(inclusion="* Patients in whom a mastectomy will be performed", **NOTHING) is not Verdict.ELIGIBLE


def test_an_unknown_name_under_what_excludes_is_absent_from_a_whole_list() -> None:
    assert read(inclusion=NAMES, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=NAMES, **IMPLANTED) is Verdict.UNKNOWN


def test_an_item_that_asks_for_something_is_no_name() -> None:
    asks = "* No mental illness, including any of the following:\n  * Psychosis\n  * Zorbic status required"
    assert read(inclusion=asks, **NOTHING) is Verdict.UNKNOWN


def test_irradiated_places_are_asked_about_only_where_there_are_any() -> None:
    line = "* Breast cancer. Previously irradiated areas must zorb no more"
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=line, **IRRADIATED) is Verdict.UNKNOWN


def test_a_waiver_is_an_exception_to_what_stands_before_it() -> None:
    line = "* Must use contraception. (Not applicable to patients after a zorbectomy)"
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE


def test_one_line_of_a_list_without_bullets_permits_nothing_on_another() -> None:
    lines = (
        "  No stroke within the last 6 months\n  No venous thrombosis within the last 12 weeks\n"
        "  Patients with controlled asthma may be considered eligible\n"
    )
    ill = NOTHING | {"conditions": [{"name": "stroke", "date": "2025-12"}], "as_of": "2026-01-15"}
    assert read(inclusion=lines, **ill) is Verdict.INELIGIBLE


WASHOUT = "* Prior anticancer therapy is allowed. Washout period for letrozole of 14 days"
ON_LETROZOLE = {"treatments": [{"name": "letrozole", "start": "2025-02", "end": "2026-03-10"}]}
OFF_LETROZOLE = {"treatments": [{"name": "letrozole", "start": "2024-02", "end": "2025-03-10"}]}


def test_a_washout_in_a_sentence_of_its_own_is_asked_of_who_took_it() -> None:
    assert read(inclusion=WASHOUT, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=WASHOUT, **(NOTHING | OFF_LETROZOLE)) is Verdict.ELIGIBLE
    assert read(inclusion=WASHOUT, **(NOTHING | ON_LETROZOLE)) is Verdict.INELIGIBLE
    assert read(inclusion="* Washout period for zorbine of 14 days", **NOTHING) is Verdict.UNKNOWN


def test_by_either_route_is_by_any() -> None:
    oral = NOTHING | {"medications": [{"name": "prednisone tablets, oral"}]}
    assert read(exclusion="* Oral or topical corticosteroids", **oral) is Verdict.INELIGIBLE
    assert read(exclusion="* Topical corticosteroids", **oral) is not Verdict.INELIGIBLE


ON_WARFARIN = NOTHING | {"medications": [{"name": "warfarin"}]}
BRAIN = NOTHING | {"metastases": [{"site": "brain"}]}


@pytest.mark.parametrize("whose", ["on warfarin", "taking a blood thinner (such as warfarin or apixaban)"])
def test_a_dose_is_asked_about_only_of_those_who_take_it(whose: str) -> None:
    line = f"* Patients {whose.replace('a blood thinner', 'anticoagulants')} must have a stable zorb"
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=line, **ON_WARFARIN) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "* No prosthetic heart valves",
        "* No stoma of the bowel",
        "* No difficulty lying prone",
        "* No other condition that would increase surgical risk",
        "* No patients with disorders placing them at risk of zorbles",
        "* No unstable heart rhythm",
        "* Fully ambulatory",
    ],
)
def test_what_is_denied_of_the_body_is_absent_from_a_whole_list(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=line, **NOTHING | {"complete": ["treatments"]}) is Verdict.UNKNOWN


def test_the_lines_of_a_flattened_text_belong_to_the_denial_over_them() -> None:
    flat = "DISEASE CHARACTERISTICS: Metastatic breast cancer PATIENT CHARACTERISTICS: Sex: Not specified Other: No autoimmune disease such as: Sarcoidosis Zorb syndrome Pemphigus No active infection\n\nPRIOR CONCURRENT THERAPY: Chemotherapy: Not specified"
    assert read(inclusion=flat, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=flat, **NOTHING | {"conditions": [{"name": "pemphigus"}]}) is Verdict.INELIGIBLE


def test_steady_nerves_are_asked_about_where_the_brain_is_affected() -> None:
    for line in ("* Neurologically stable", "* Must be neurologically stable for at least 2 weeks before entry"):
        assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE
        assert read(inclusion=line, **BRAIN) is Verdict.UNKNOWN


def test_those_who_are_ruled_out_among_the_inclusions_are_looked_for_in_the_conditions() -> None:
    line = "* Patients with three broken ribs or fractures in the last year are not eligible"
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE
    assert read(inclusion=line, **NOTHING | {"conditions": [{"name": "rib fractures"}]}) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        "* Patients who have met the pre-entry requirements as specified",
        "* DOSE ESCALATION PHASE",
        "* Open for accrual in Europe only",
        "* Is not a woman of childbearing potential (WOCBP) or",
        "* Implants of levonorgestrel",
    ],
)
def test_what_the_trial_says_of_itself_is_asked_of_nobody(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.ELIGIBLE


def test_she_who_must_not_be_able_to_bear_a_child_is_asked() -> None:
    assert read(inclusion="* Is not a person of childbearing potential", **NOTHING) is Verdict.UNKNOWN


@pytest.mark.parametrize("line", ["* No unstable blood pressure", "* No disease making resection impossible"])
def test_what_no_list_of_conditions_holds_stays_open(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.UNKNOWN


def test_the_words_that_open_a_list_of_exceptions_except_nothing_more() -> None:
    line = "* History of autoimmune disease, including myositis, with the following exceptions:\n  * Hypothyroidism\n  * Vitiligo"
    assert read(exclusion=line, **NOTHING | {"conditions": [{"name": "myositis"}]}) is Verdict.INELIGIBLE
    assert read(exclusion=line, **NOTHING | {"conditions": [{"name": "vitiligo"}]}) is not Verdict.INELIGIBLE
