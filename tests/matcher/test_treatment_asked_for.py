"""Treatments that a line names without asking everybody for them: no one is ruled out for not having had one."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

UNTREATED: dict[str, Any] = {"as_of": "2026-01-15", "treatments": [], "medications": [], "complete": ALL_LISTS}


@pytest.mark.parametrize(
    "line",
    [
        # whom a duty concerns
        "* A participant, who has received local therapy, must have recovered from it",
        "* For patients, who have had breast surgery, the wound must be dry",
        "* For any patient taking a strong CYP3A4 inducer, they must switch to another drug",
        "* Women that are currently on tamoxifen would require a washout of 8 weeks before the scan",
        "* Patients who progressed on letrozole must be seen by a dietician",
        "* For cohorts receiving atezolizumab, thyroid function must be known",
        "* For patients who have not had cisplatin, are ineligible to receive carboplatin",
        # what must be given up
        "* Must be willing to discontinue use of calcium and/or vitamin D supplements",
        "* Agrees to refrain from the use of NSAIDs (also those bought without prescription) and aspirin",
        "* Patients must be either off corticosteroids, or on a stable or decreasing dose for at least 2 weeks",
        # time that must have passed
        "* More than 4 weeks since chemotherapy for recurrent disease (6 weeks since mitomycin or nitrosoureas)",
        "* At least 4 weeks since prior radiotherapy (except palliative), surgery, or chemotherapy",
        "* Radiotherapy (except palliative radiation of 30 Gy or less), or major surgery must have been completed >= 4 weeks before entry",
        "* Must have completed the following minimum duration from prior chemotherapy",
        # what is denied
        "* Platelets at least 100 x 10^9/L without transfusion, growth factor support, or other supportive medication for 2 weeks",
        "* No use of drugs, herbs, or foods that are strong CYP3A4 inhibitors or CYP3A4 inducers",
        "* Patients on raloxifene (or another modulator); or taking tamoxifen or letrozole are not eligible",
        "* Patients who are receiving high-dose chemotherapy elsewhere are specifically excluded",
        # what is only spoken of
        "* Abnormal distress screen (DT-10) or current antidepressant treatment",
        "* Good function of the heart, liver and kidneys for receiving chemotherapy and surgery",
        "* Disease that is unlikely to respond to surgery, radiotherapy, or chemotherapy",
        "* Cases with more than 4 prior lines of therapy will be discussed with the sponsor",
        "* Relapse within 6 months of adjuvant therapy is considered as having one prior line of chemotherapy",
    ],
)
def test_what_is_not_asked_of_everybody_rules_nobody_out(line: str) -> None:
    assert read(line, **UNTREATED) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* A participant must have received local therapy",
        "* Patients must have progressed on letrozole",
        "* Must be taking letrozole",
        "* No more than 4 weeks since prior radiotherapy (except palliative)",
        "* Patients who are receiving high-dose chemotherapy are eligible; they must have received tamoxifen",
        "* More than 1 prior line of therapy",
    ],
)
def test_what_is_asked_for_rules_out_who_has_not_had_it(line: str) -> None:
    assert read(line, **UNTREATED) is Verdict.INELIGIBLE


def test_a_list_of_no_such_treatments_among_exclusions_may_repeat_the_heading() -> None:
    line = "* No red blood cell and/or platelet transfusions within the last 28 days"
    assert read("", line, **UNTREATED) is not Verdict.INELIGIBLE


def test_a_washout_goes_on_behind_the_exception_of_one_of_its_treatments() -> None:
    line = "* At least 4 weeks since prior radiotherapy (except palliative), surgery, or chemotherapy"
    lately = {"name": "docetaxel", "setting": "adjuvant", "start": "2025-10-01", "end": "2026-01-10"}
    assert read(line, **UNTREATED | {"treatments": [lately]}) is Verdict.INELIGIBLE
    assert read(line, **UNTREATED | {"treatments": [lately | {"end": "2025-11-10"}]}) is not Verdict.INELIGIBLE


def test_recurrence_after_one_of_two_treatments_is_met_by_either() -> None:
    line = "* Recurrence after surgical and/or radiation therapy"
    operated = {"name": "lumpectomy", "kind": "surgery", "start": "2024-03", "end": "2024-03"}
    assert read(line, **UNTREATED | {"treatments": [operated]}) is not Verdict.INELIGIBLE


EARLY = {"diagnosis": {"cancer": "breast cancer", "extent": "metastatic"}}


@pytest.mark.parametrize(
    "line",
    [
        "* Refractory to standard therapy or no curative therapy available",
        "* Must have progressed on standard treatment OR no standard treatment exists",
    ],
)
def test_who_may_have_none_left_need_not_have_failed_it(line: str) -> None:
    held = {"name": "letrozole", "setting": "metastatic", "start": "2025-09", "outcome": "response"}
    assert read(line, **UNTREATED | EARLY | {"treatments": [held]}) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Progression on, intolerance to and/or ineligibility for a fluoropyrimidine",
        "* Have received, or be ineligible for, cisplatin",
        "* Progressed after, or refused, endocrine therapy",
    ],
)
def test_whom_it_does_not_suit_need_not_have_had_it(line: str) -> None:
    assert read(line, **UNTREATED) is not Verdict.INELIGIBLE
    assert (
        read(
            line.replace("and/or ineligibility", "and progression")
            .replace("or be ineligible for, ", "")
            .replace("or refused, ", ""),
            **UNTREATED,
        )
        is Verdict.INELIGIBLE
    )


def test_a_time_behind_an_or_is_not_of_what_is_set_otherwise_before_it() -> None:
    line = "* Prior receipt of systemic therapy for metastatic disease OR prior receipt of adjuvant systemic therapy within 6 months"
    long_ago = {"name": "docetaxel", "setting": "metastatic", "start": "2024-01", "end": "2024-06"}
    assert read(line, **UNTREATED | {"treatments": [long_ago]}) is not Verdict.INELIGIBLE
    assert read(line, **UNTREATED | {"treatments": [long_ago | {"setting": "adjuvant"}]}) is Verdict.INELIGIBLE


def test_one_of_several_conditions_lets_in_and_opens_no_section() -> None:
    lines = "* A female participant is eligible to participate if at least one of the following conditions applies:\n  * Postmenopausal\n  * Prior oophorectomy\n  * Current goserelin"
    young = {"menopausal_status": "premenopausal", "sex": "female", "age": 41}
    goserelin = {"name": "goserelin", "start": "2025-09", "outcome": "ongoing"}
    assert read(lines, **UNTREATED | young | {"treatments": [goserelin]}) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Patients with high blood pressure that cannot be lowered after antihypertensive drug treatment",
        "* Disease that did not respond to (partial response) or progressed within 3 months of the last dose of platinum-based chemotherapy",
    ],
)
def test_what_has_not_helped_is_not_asked_for_among_exclusions(line: str) -> None:
    assert read("", line, **UNTREATED) is not Verdict.INELIGIBLE


def test_a_treatment_may_have_failed_in_one_of_two_settings() -> None:
    line = "* Progression on {} during or after treatment for metastatic disease or within 6 months after treatment for early-stage disease"
    relapsed = {"presentation": "recurrent", "extent": "metastatic", "cancer": "breast cancer"}
    early = {
        "name": "trastuzumab",
        "setting": "adjuvant",
        "start": "2024-06",
        "end": "2025-08",
        "outcome": "progression",
    }
    late = {
        "name": "trastuzumab",
        "setting": "metastatic",
        "start": "2025-06",
        "end": "2025-11",
        "outcome": "progression",
    }
    record = UNTREATED | {"diagnosis": relapsed | {"metastatic_since": "2025-10"}}
    asked = line.format("trastuzumab")
    assert read(asked, **record | {"treatments": [early]}) is not Verdict.INELIGIBLE
    assert read(asked, **record | {"treatments": [late]}) is not Verdict.INELIGIBLE
    assert read(asked, **record) is Verdict.INELIGIBLE


def test_what_must_have_been_stopped_so_long_is_a_washout_whatever_its_name() -> None:
    line = "* Patients must have stopped taking St. John's wort 3 weeks before the start of treatment"
    assert read("", line, **UNTREATED) is not Verdict.INELIGIBLE


def test_birth_control_after_a_drug_asks_for_no_drug() -> None:
    line = "* Birth control must be used for 3 months after discontinuation of treatment with sorafenib"
    assert read(line, **UNTREATED) is not Verdict.INELIGIBLE
    assert read("* Must have received sorafenib for at least 3 months", **UNTREATED) is Verdict.INELIGIBLE
