"""Times that stand behind a list of treatments, or of which the text tells only that there are some."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

LONG_AGO = {"start": "2019-03", "end": "2019-05"}
RADIATION = {"name": "radiation therapy", "kind": "radiation", "setting": "adjuvant", **LONG_AGO}
CHEMOTHERAPY = {"name": "docetaxel", "setting": "adjuvant", **LONG_AGO}
TAMOXIFEN = {"name": "tamoxifen", "setting": "prevention", **LONG_AGO}
LATELY = {"name": "docetaxel", "setting": "adjuvant", "start": "2026-03-01", "end": "2026-03-10"}
STATIN = {"name": "hydrochlorothiazide", "start": "2020-01", "outcome": "ongoing"}
RECORD: dict[str, Any] = {"treatments": [RADIATION, CHEMOTHERAPY, TAMOXIFEN], "complete": ALL_LISTS}


@pytest.mark.parametrize(
    "line",
    [
        "* Any chemotherapy, radiotherapy (except for palliative reasons) or investigational product, within 2 weeks before entry",
        "* Vaccines within 4 weeks before entry, or radiotherapy (except palliative) or chemotherapy within 2 weeks before entry",
        "* Surgery, radiotherapy, chemotherapy or antibodies within protocol-specified intervals",
        "* Tamoxifen or raloxifene use within two years of the current diagnosis",
        "* Chemotherapy, antibodies or radiotherapy with 6 months of biopsy",
        "* Chemotherapy: ≥ 14 days: 3 weeks for conjugates",
        "* HER2 directe chemotherapy",
        "* Any taxane, platinum, or thalidomide that has resulted in persistent neuropathy",
    ],
)
def test_treatment_of_long_ago_rules_nobody_out(line: str) -> None:
    assert read(exclusion=line, **RECORD) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Any chemotherapy, radiotherapy (except for palliative reasons) or investigational product, within 2 weeks before entry",
        "* Vaccines within 4 weeks before entry, or radiotherapy (except palliative) or chemotherapy within 2 weeks before entry",
        "* Any taxane, platinum, or thalidomide",
    ],
)
def test_treatment_of_late_rules_out(line: str) -> None:
    assert read(exclusion=line, treatments=[LATELY], complete=ALL_LISTS) is Verdict.INELIGIBLE


def test_a_bracket_with_its_own_time() -> None:
    line = "* Must not have had letrozole or any chemotherapy for at least 2 weeks (bevacizumab for at least 3 weeks) before randomization"
    old = {"name": "bevacizumab", "setting": "metastatic", **LONG_AGO}
    new = old | {"start": "2026-02-01", "end": "2026-03-05"}
    assert read(inclusion=line, treatments=[old], complete=ALL_LISTS) is Verdict.ELIGIBLE
    assert read(inclusion=line, treatments=[new], complete=ALL_LISTS) is Verdict.INELIGIBLE


def test_a_medicine_that_was_begun_lately() -> None:
    line = "* Recent initiation (< 3 months ago) of thiazides or beta blockers"
    record = {"medications": [{"name": "hydrochlorothiazide"}], "complete": ALL_LISTS}
    assert read(exclusion=line, **record) is not Verdict.INELIGIBLE


def test_an_operation_that_is_planned_for_then() -> None:
    planned = {"conditions": [{"name": "planned surgery"}], "complete": ALL_LISTS}
    assert read(exclusion="* Scheduled for surgery between the first and second scan", **planned) is Verdict.UNKNOWN
    assert read(exclusion="* Scheduled for surgery", **planned) is Verdict.INELIGIBLE


def test_the_lines_of_a_list_that_a_time_heads() -> None:
    lines = "  Any of the following current (=< 4 weeks prior) or planned therapies:\n  Chemotherapy\n  Androgens\n  Pregnancy"
    assert read(exclusion=lines, **RECORD) is not Verdict.INELIGIBLE
    assert read(exclusion=lines, treatments=[LATELY], complete=ALL_LISTS) is Verdict.INELIGIBLE


def test_a_wait_since_treatment_of_the_spread_asks_for_no_such_treatment() -> None:
    line = "* At least 3 weeks since hormonal therapy for metastases"
    assert read(inclusion=line, treatments=[], complete=ALL_LISTS) is Verdict.ELIGIBLE
    now = {"name": "letrozole", "setting": "metastatic", "start": "2025-02", "outcome": "ongoing"}
    assert read(inclusion=line, treatments=[now], complete=ALL_LISTS) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* Last palliative treatment with docetaxel or sunitinib",
        "* Taxanes as part of first-line chemotherapy",
        "* Topical anticancer therapy",
    ],
)
def test_treatment_of_one_line_or_way_is_not_any(line: str) -> None:
    assert read(exclusion=line, **RECORD) is not Verdict.INELIGIBLE


def test_what_another_treatment_alone_stands_in_for_is_not_asked_of_everyone() -> None:
    progressed = {"name": "trastuzumab", "setting": "metastatic", "outcome": "progression", **LONG_AGO}
    record = {"treatments": [progressed], "complete": ALL_LISTS}
    line = "* Progression on trastuzumab plus chemotherapy or trastuzumab alone"
    assert read(inclusion=line, **record) is not Verdict.INELIGIBLE
    assert read(inclusion="* Progression on trastuzumab plus chemotherapy", **record) is Verdict.INELIGIBLE


def test_examples_of_what_was_had_where_indicated_are_not_asked_of_everyone() -> None:
    line = "* Progressed on standard therapy including chemotherapy, letrozole, and olaparib, if indicated"
    progressed = {"name": "docetaxel", "setting": "metastatic", "outcome": "progression", **LONG_AGO}
    assert read(inclusion=line, treatments=[progressed], complete=ALL_LISTS) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ({"setting": "metastatic", "start": "2024-01", "end": "2025-08", "outcome": "progression"}, Verdict.ELIGIBLE),
        ({"setting": "adjuvant", "start": "2023-09", "end": "2024-01"}, Verdict.ELIGIBLE),
        ({"setting": "adjuvant", "start": "2019-01", "end": "2019-05"}, Verdict.INELIGIBLE),
    ],
)
def test_progression_under_treatment_or_soon_after_it(course: dict[str, Any], expected: Verdict) -> None:
    diagnosis = {"cancer": "breast cancer", "presentation": "recurrent", "metastatic_since": "2024-06"}
    record = {"treatments": [{"name": "docetaxel", **course}], "complete": ALL_LISTS, "diagnosis": diagnosis}
    line = "* Progression on or within 12 months of the most recent chemotherapy"
    assert read(inclusion=line, **record) is expected


def test_what_a_drug_was_given_as_is_no_other_treatment() -> None:
    line = "* Earlier capecitabine as a prior therapy for their disease"
    assert read(exclusion=line, **RECORD) is Verdict.ELIGIBLE
