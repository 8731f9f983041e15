"""What an exclusion names only to say what it means by something else rules nobody out by itself."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

RECORD = {
    "treatments": [
        {"name": "paclitaxel", "setting": "adjuvant", "start": "2023-01", "end": "2023-04"},
        {"name": "lumpectomy", "kind": "surgery", "start": "2022-11"},
        {"name": "radiation", "kind": "radiation", "start": "2023-05", "end": "2023-06"},
    ],
    "conditions": [{"name": "radiation planned"}],
    "medications": [{"name": "amlodipine"}],
    "complete": ["treatments", "medications", "conditions"],
}


@pytest.mark.parametrize(
    "line",
    [
        "* Recurrent ovarian cancer (with a history of paclitaxel)",
        "* Taxane-refractory ovarian cancer (i.e., progression during paclitaxel)",
        "* Short bowel (damage to the intestine from trauma, radiation, or surgery)",
        "* Five or more positive nodes, requiring adjuvant radiation",
        "* Uncontrolled hypertension, defined as systolic pressure > 180 mmHg and taking two or more antihypertensives",
        "* Treated with surgery, radiation and/or paclitaxel only (no chemotherapy)",
    ],
)
def test_what_only_says_what_is_meant_rules_nobody_out(line: str) -> None:
    assert read(exclusion=line, **RECORD) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Ovarian cancer, or paclitaxel",
        "* Patients requiring radiation",
        "* Other systemic therapy (i.e., paclitaxel)",
        "* Earlier surgery (lumpectomy from 2020 on)",
    ],
)
def test_what_is_excluded_beside_it_rules_out(line: str) -> None:
    assert read(exclusion=line, **RECORD) is Verdict.INELIGIBLE
