"""An "or" between the clauses of a required sentence parts what is asked for into ways, each of which is enough."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

ADJUVANT = {
    "diagnosis": {"cancer": "breast cancer", "histology": "invasive ductal carcinoma", "residual_disease": False},
    "treatments": [
        {"name": "doxorubicin", "setting": "adjuvant", "start": "2024-01", "end": "2024-05", "outcome": "completed"}
    ],
    "metastases": [],
    "complete": ["treatments", "conditions", "metastases"],
}
CHEMOTHERAPY_AND_MORE = [
    "* Patients who received adjuvant chemotherapy and had stage III disease; or patients who received neoadjuvant chemotherapy and have residual disease",
    "* Three weeks since the last chemotherapy or clear evidence of progression on letrozole",
    "* Prior treatment with an anthracycline, vinorelbine, and trastuzumab or not a candidate for such treatment",
    "* Must have had a high cumulative dose of an anthracycline or must be resistant to an anthracycline",
    "* Must have finished at least one line of therapy for metastatic disease or not be a candidate for therapy of proven benefit",
]


@pytest.mark.parametrize("line", CHEMOTHERAPY_AND_MORE)
def test_whoever_meets_one_way_is_not_ruled_out_by_the_other(line: str) -> None:
    assert read(inclusion=line, **ADJUVANT) is not Verdict.INELIGIBLE


def test_what_is_asked_of_everybody_before_the_clauses_still_is() -> None:
    line = "* Stage IV breast cancer that is refractory or has come back after chemotherapy"
    early = {**ADJUVANT, "diagnosis": {"cancer": "breast cancer", "stage": "IIA", "extent": "early"}}
    assert read(inclusion=line, **early) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* At least 12 months since prior tamoxifen, raloxifene, or doxorubicin",
        "* Disease that relapsed on or is refractory to 2 or more lines of therapy for metastatic disease",
        "* Chemotherapy naive or have received prior chemotherapy more than 9 years ago",
    ],
)
def test_an_or_within_one_clause_parts_nothing(line: str) -> None:
    recent = [{"name": "doxorubicin", "setting": "adjuvant", "start": "2026-01", "end": "2026-02"}]
    early = {"cancer": "breast cancer", "stage": "IIA", "extent": "early"}
    assert read(inclusion=line, **{**ADJUVANT, "diagnosis": early, "treatments": recent}) is Verdict.INELIGIBLE


def test_whoever_meets_neither_of_two_clauses_that_were_read_is_ruled_out() -> None:
    lines = "* Received adjuvant chemotherapy and have stage III disease; or received neoadjuvant chemotherapy and have residual disease"
    never = {"diagnosis": {"cancer": "breast cancer", "stage": "IIA"}, "treatments": [], "complete": ["treatments"]}
    assert read(inclusion=lines, **never) is Verdict.INELIGIBLE
    third = f"{lines}; or have zorbled twice since"
    assert read(inclusion=third, **never) is not Verdict.INELIGIBLE
