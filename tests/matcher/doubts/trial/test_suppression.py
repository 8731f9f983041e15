"""Ovarian suppression that a trial lets run on is no treatment that its washouts mean."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

WASHOUT = "* Any other endocrine therapy within 4 weeks before the first dose"
RUNS = {
    "treatments": [{"name": "goserelin", "start": "2024-03", "outcome": "ongoing"}],
    "complete": ["treatments", "medications"],
}


@pytest.mark.parametrize(
    ("inclusion", "expected"),
    [
        ("* Postmenopausal, or with menopause that is medically induced menopause", Verdict.ELIGIBLE),
        ("* Premenopausal women must be on a GnRH agonist", Verdict.ELIGIBLE),
        ("* Age 18 years or older", Verdict.INELIGIBLE),
    ],
)
def test_a_washout_rules_out_by_suppression_only_where_the_trial_does_not_speak_of_it(
    inclusion: str, expected: Verdict
) -> None:
    assert read(inclusion, WASHOUT, **RUNS) is expected


def test_other_treatments_are_washed_out_all_the_same() -> None:
    taken = {
        "treatments": [{"name": "letrozole", "start": "2024-03", "outcome": "ongoing"}],
        "complete": ["treatments", "medications"],
    }
    assert read("* Premenopausal women must be on a GnRH agonist", WASHOUT, **taken) is Verdict.INELIGIBLE
