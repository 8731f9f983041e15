"""Treatment that a line asks for, by people who had it, had something else, or had none."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

YES, NO, OPEN = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNKNOWN
POSITIVE = [{"name": "HR", "result": "positive"}]
NEGATIVE = [{"name": "ER", "result": "negative"}, {"name": "PR", "result": "negative"}]


def course(name: str, outcome: str = "completed", setting: str = "metastatic", **more: Any) -> dict[str, Any]:
    return {"name": name, "setting": setting, "start": "2024-01", "end": "2024-06", "outcome": outcome} | more


def operation(name: str, start: str = "2025-06") -> dict[str, Any]:
    return {"name": name, "kind": "surgery", "start": start}


@pytest.mark.parametrize(
    ("line", "treatments", "expected"),
    [
        ("Prior lumpectomy with axillary dissection, or mastectomy", [operation("mastectomy")], YES),
        ("Prior lumpectomy with axillary dissection, or mastectomy", [operation("lumpectomy")], NO),
        ("No more than one line of systemic therapy, not counting endocrine therapy", [course("letrozole"), course("docetaxel")], YES),
        ("No more than one line of systemic therapy, not counting endocrine therapy", [course("letrozole", line=1), course("docetaxel", line=2)], YES),
        ("No more than 2 prior regimens\n* One adjuvant regimen and one regimen for metastatic disease, or two regimens for metastatic disease", [], YES),
        ("No prior chemotherapy for metastatic disease, or progression after docetaxel", [course("docetaxel", "progression")], YES),
        ("No prior chemotherapy for metastatic disease, or progression after docetaxel", [], YES),
        ("Locally advanced patients must have received neoadjuvant chemotherapy", [], OPEN),
        ("Bilateral mastectomy, or unilateral mastectomy with contralateral lumpectomy", [operation("bilateral mastectomy")], YES),
        ("Ineligible for anthracycline treatment or have previously received an anthracycline", [course("epirubicin")], YES),
        ("Premenopausal women must have undergone oophorectomy or be on goserelin", [operation("bilateral oophorectomy")], YES),
        ("1 to 3 lines of biologic and/or chemotherapy for metastatic disease", [course("docetaxel", line=1)], YES),
        ("Interval between surgery and registration is no more than 12 weeks", [operation("mastectomy", "2026-02")], YES),
        ("3 weeks between surgery and registration", [operation("mastectomy", "2026-03-05")], NO),
        ("3 weeks between surgery and registration", [operation("mastectomy")], YES),
        ("0, 1, or 2 prior chemotherapy regimens for metastatic disease", [], YES),
        ("Must have completed any prior chemotherapy", [], YES),
        ("Have received or been intolerant to capecitabine", [course("capecitabine")], YES),
        ("Have received or been intolerant to capecitabine", [], NO),
        ("Objective response to prior chemotherapy required", [course("docetaxel", "response")], YES),
        ("Objective response to prior chemotherapy required", [course("docetaxel", "progression", "neoadjuvant")], NO),
        ("Objective response to prior chemotherapy required", [course("docetaxel", "progression")], OPEN),
        ("Complete response to prior chemotherapy required", [course("docetaxel", "completed")], OPEN),
        ("No concurrent aspirin (except low doses), ibuprofen, or clopidogrel", [], YES),
        ("Prior taxane and anthracycline (anthracycline not required if contraindicated)", [course("docetaxel")], OPEN),
        ("Prior taxane and anthracycline (anthracycline not required if contraindicated)", [course("epirubicin")], NO),
    ],
)  # fmt: skip
def test_what_was_had_decides(line: str, treatments: list[Any], expected: Verdict) -> None:
    record = {"treatments": treatments, "medications": [], "complete": ["treatments", "medications", "conditions"]}
    assert read(f"* Age 18 years or older\n* {line}", **record, age=50) is expected


@pytest.mark.parametrize(
    ("markers", "treatments", "expected"),
    [(POSITIVE, [], NO), (NEGATIVE, [], YES), (POSITIVE, [course("letrozole", "progression", "adjuvant")], YES)],
)
@pytest.mark.parametrize(
    "line",
    [
        "Hormone receptor-positive patients must also have endocrine-resistant disease; either relapse on adjuvant letrozole, or progression on tamoxifen",
        "Hormone-responsive patients must have failed at least one endocrine therapy",
        "Patients with endocrine-sensitive disease must have received an aromatase inhibitor",
    ],
)
def test_what_is_asked_of_some_tumors_is_not_asked_of_others(
    line: str, markers: list[Any], treatments: list[Any], expected: Verdict
) -> None:
    record = {"biomarkers": markers, "treatments": treatments, "complete": ["treatments"]}
    assert read(f"* Age 18 years or older\n* {line}", **record, age=50) is expected


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        ([course("trastuzumab", "completed", "adjuvant", end="2024-01")], YES),
        ([course("trastuzumab", "progression")], YES),
        ([course("trastuzumab", "intolerance", "adjuvant", start="2015-01", end="2015-12")], OPEN),
        ([course("lapatinib", "progression")], NO),
    ],
)
def test_one_of_the_ways_in_which_resistance_shows_is_enough(treatments: list[Any], expected: Verdict) -> None:
    text = (
        "* Trastuzumab-resistant disease, defined by:\n  * progression on trastuzumab for metastatic disease\n"
        "  * recurrence while on adjuvant trastuzumab or within 12 months of completing adjuvant trastuzumab"
    )
    diagnosis = {"cancer": "breast cancer", "extent": "metastatic", "presentation": "recurrent"}
    diagnosis["metastatic_since"] = "2024-06"
    assert read(text, treatments=treatments, diagnosis=diagnosis, complete=["treatments"]) is expected


TWO_LINES = [course("docetaxel", "progression", line=1), course("capecitabine", "progression", line=2)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("No more than one prior line of chemotherapy", NO),
        ("No more than one prior line of chemotherapy. Sequential regimens count as a single line", OPEN),
        (
            "No more than one prior line of chemotherapy\n* Oral treatment will not be considered a line of therapy",
            OPEN,
        ),
        (
            "At least one prior line of endocrine therapy. This includes patients who relapsed on adjuvant docetaxel",
            OPEN,
        ),
        ("At least one prior line of endocrine therapy", NO),
    ],
)
def test_what_counts_and_whom_a_number_takes_in_as_well_is_heard(line: str, expected: Verdict) -> None:
    assert read(f"* Age 18 years or older\n* {line}", treatments=TWO_LINES, complete=["treatments"], age=50) is expected


@pytest.mark.parametrize(
    ("line", "extent", "ruled_out"),
    [
        ("* Scheduled to receive adjuvant chemotherapy", "metastatic", True),
        ("* Is to undergo neoadjuvant therapy", "metastatic", True),
        ("* Eligible for neoadjuvant or adjuvant chemotherapy", "metastatic", True),
        ("* Scheduled to receive adjuvant chemotherapy", "locally advanced", False),
        ("* Scheduled to receive chemotherapy", "metastatic", False),
    ],
)
def test_no_treatment_about_curative_surgery_lies_ahead_of_disease_that_has_spread(
    line: str, extent: str, ruled_out: bool
) -> None:
    diagnosis = {"cancer": "breast cancer", "extent": extent}
    assert (read(inclusion=line, diagnosis=diagnosis, complete=ALL_LISTS) is Verdict.INELIGIBLE) is ruled_out


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "saline implant in the breast that was operated on"}, NO),
        ({"name": "saline implant in the breast that was operated on", "present": False}, YES),
        ({"name": "hip pain"}, YES),
    ],
)
def test_a_device_that_is_worn_may_stand_among_the_conditions(entry: dict[str, Any], expected: Verdict) -> None:
    assert read(exclusion="* Breast implants", conditions=[entry], complete=ALL_LISTS) is expected
