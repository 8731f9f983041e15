"""A limit to how far back a treatment may lie presupposes that it was had; a washout, or a schedule, does not."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import METASTATIC, read

NOTHING = {"treatments": [], "complete": ["treatments", "medications"]} | METASTATIC
LONG_AGO = NOTHING | {
    "treatments": [
        {"name": "tamoxifen", "setting": "adjuvant", "start": "2012-01", "end": "2017-01"},
        {"name": "lumpectomy", "kind": "surgery", "start": "2011-11"},
    ]
}


@pytest.mark.parametrize(
    "line",
    [
        "* No longer than 70 days since the last breast surgery",
        "* The time between definitive surgery and randomization must be no more than 90 days",
        "* Definitive surgery done no more than 10 weeks before registration",
        "* Definitive surgery must be either mastectomy or lumpectomy",
        "* Has completed all definitive surgery",
        "* Tumor completely excised",
        "* Operable, completely resected, high-risk breast cancer",
        "* The tumor should be removed by either a mastectomy or a segmental mastectomy",
        "* The most recent zoledronic acid dose must be within 60 days before entry",
        "* Has been treated with dose-dense zorblic paclitaxel",
    ],
)
def test_what_is_presupposed_must_have_been_had(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    "line",
    [
        "* At least 4 weeks since surgery",
        "* Must have tumor resection followed by adjuvant therapy with an aromatase inhibitor or tamoxifen as part of the planned treatment",
        "* No more than 100 days between surgery and the start of adjuvant chemotherapy",
        "* Radiotherapy must start within 12 weeks of the last surgery",
        "* No more than 6 months since prior tamoxifen",
        "* Has been treated with zorblic paclitaxel, or is unable to receive it",
        "* Tumor that can be completely excised",
        "* If the tumor was resected, slides must be available",
        "* Operated brain metastases are eligible",
        "* No more than 12 weeks since prior zorblic or partial mastectomy",
    ],
)
def test_what_lies_ahead_or_only_some_have_had_rules_nobody_out(line: str) -> None:
    assert read(inclusion=line, **NOTHING) is not Verdict.INELIGIBLE


def test_whoever_had_it_must_have_had_it_so_lately() -> None:
    assert read(inclusion="* No more than 6 months since prior tamoxifen", **LONG_AGO) is Verdict.INELIGIBLE
    some = "* No more than 6 months since prior tamoxifen (second stratum)"
    assert read(inclusion=some, **LONG_AGO) is not Verdict.INELIGIBLE


def test_what_is_to_go_on_was_had() -> None:
    assert read(inclusion="* Willing to continue on the same letrozole", **NOTHING) is Verdict.INELIGIBLE
    had = NOTHING | {"treatments": [{"name": "letrozole", "start": "2024-01", "end": "2025-01"}]}
    assert read(inclusion="* Willing to continue on the same letrozole", **had) is not Verdict.INELIGIBLE


OPERATED = {
    "diagnosis": {"cancer": "breast cancer", "extent": "early", "presentation": "primary", "diagnosed": "2025-01"},
    "treatments": [{"name": "mastectomy", "kind": "surgery", "start": "2025-03"}],
    "complete": ["treatments"],
}


@pytest.mark.parametrize("line", ["* Neoadjuvant chemotherapy is planned", "* Both breasts intact"])
def test_what_the_operation_has_ended(line: str) -> None:
    assert read(inclusion=line, **OPERATED) is Verdict.INELIGIBLE
    relapsed = OPERATED | {"diagnosis": {**OPERATED["diagnosis"], "presentation": "recurrent"}}
    assert (read(inclusion=line, **relapsed) is Verdict.INELIGIBLE) is ("intact" in line)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("* Radiotherapy must begin within 14 weeks of the final breast surgery", Verdict.ELIGIBLE),
        ("* Adjuvant chemotherapy should be started no later than 90 days after surgery", Verdict.ELIGIBLE),
        ("* Patients must start letrozole within 12 weeks of surgery", Verdict.UNKNOWN),
    ],
)
def test_when_a_treatment_is_to_begin_asks_for_none_that_was_had(line: str, verdict: Verdict) -> None:
    operated = {
        "treatments": [{"name": "lumpectomy", "kind": "surgery", "start": "2026-02-20"}],
        "complete": ["treatments"],
    }
    assert read(inclusion=line, **OPERATED | operated) is verdict


def test_alone_or_in_combination_says_nothing_of_whether_it_must_have_been_had() -> None:
    line = "* Prior treatment must include a taxane, alone or in combination with another agent, and trastuzumab, alone or in combination"
    assert read(inclusion=line, **LONG_AGO) is Verdict.INELIGIBLE
