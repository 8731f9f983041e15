"""Lines that each name a disease of which nobody has two are groups that the trial takes side by side."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

DUCTAL = {
    "diagnosis": {
        "cancer": "breast cancer",
        "histology": "invasive ductal carcinoma",
        "stage": "IIA",
        "t": "T2",
        "n": "N0",
        "m": "M0",
        "extent": "early",
    },
    "complete": ["treatments", "conditions", "metastases"],
}


def test_inflammatory_carcinoma_below_a_smaller_tumor_is_another_way_in() -> None:
    line = "* Inflammatory carcinoma of the breast after induction chemotherapy"
    assert read(inclusion=f"* Stage II breast cancer, T2 or T3\n{line}", **DUCTAL) is not Verdict.INELIGIBLE
    assert read(inclusion=f"* Stage IIIB or IV breast cancer\n{line}", **DUCTAL) is Verdict.INELIGIBLE


def test_carcinoma_in_situ_beside_invasive_histology_is_another_way_in() -> None:
    lines = "* Invasive ductal carcinoma\n* Age 40 years or older\n* Ductal carcinoma in situ"
    assert read(inclusion=lines, age=60, **DUCTAL) is not Verdict.INELIGIBLE
    assert read(inclusion="* Age 40 years or older\n* Ductal carcinoma in situ", age=60, **DUCTAL) is Verdict.INELIGIBLE


def test_a_line_about_controls_asks_nothing_of_patients() -> None:
    assert read(inclusion="* No history of cancer (healthy control group)", **DUCTAL) is not Verdict.INELIGIBLE
