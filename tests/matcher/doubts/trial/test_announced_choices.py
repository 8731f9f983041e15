"""Alternatives in lines of their own: whoever meets none of them is ruled out, where their list is read and ends."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import parse
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import ALL_LISTS, patient

HEAD = "Inclusion Criteria:\n\n* Patients must meet one of the criteria defined below:\n"
END = "* Patients must have a performance status of 0-2"


def verdict(lines: str, *, head: str = HEAD, **record: Any) -> Verdict:
    diagnosis = {"cancer": "breast cancer", "stage": "IIA", "t": "T2", "n": "N0", "m": "M0", "extent": "early"}
    person = patient(
        **{"age": 61, "ecog": 1, "complete": ALL_LISTS, "diagnosis": diagnosis | record.pop("diagnosis", {}), **record}
    )
    return screen(person, parse(f"{head}{lines}{END}")).verdict


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("* Stage IIIA disease\n* Stage IIIB disease\n", Verdict.INELIGIBLE),
        ("* Stage IIA disease\n* Stage IIIB disease\n", Verdict.ELIGIBLE),
        # what is required by itself is none of the list
        ("* Stage IIA disease\n* Stage IIIB disease\n* Prior mastectomy and axillary dissection required\n", Verdict.INELIGIBLE),
        ("* Stage IIA disease\n* Stage IIIB disease\n* Prior radiotherapy is required\n", Verdict.INELIGIBLE),
        # a way that somebody judges is open to everyone
        ("* Stage IIIA disease; or otherwise deemed suited to neoadjuvant treatment\n* Stage IIIB disease\n", Verdict.UNKNOWN),
        # a line about the trial's conduct is none of the list, and leaves it in doubt where that ends
        ("* Stage IIIA disease\n* Stage IIIB disease\n* A chest x-ray must be done within 90 days before registration\n", Verdict.UNKNOWN),
    ],
)  # fmt: skip
def test_whoever_meets_none_of_the_lines_is_ruled_out(lines: str, expected: Verdict) -> None:
    assert verdict(lines) is expected


def test_a_line_that_keeps_out_is_no_way_to_be_let_in() -> None:
    lines = "* Stage IIIB disease\n* Stage IIIC disease\n* Patients with angina pectoris are NOT eligible\n"
    ill = {"diagnosis": {"stage": "IIIB", "extent": "locally advanced"}, "conditions": [{"name": "angina pectoris"}]}
    assert verdict(lines, **ill) is Verdict.INELIGIBLE


def test_an_age_among_the_alternatives_is_one_of_them() -> None:
    head = "Inclusion Criteria:\n\n* One or more of the following characteristics:\n"
    lines = "* Tumor larger than 2 cm\n* At most 50 years of age\n* High grade tumor\n"
    assert verdict(lines, head=head, diagnosis={"tumor_size_cm": 3.0}) is not Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ({"n": "N0", "t": "T2"}, Verdict.INELIGIBLE),
        ({"n": "N1", "t": "T2"}, Verdict.UNKNOWN),  # a line that was not read might be the second one
        ({"n": "N1", "t": "T3"}, Verdict.ELIGIBLE),
    ],
)
def test_as_many_lines_must_be_met_as_are_asked_for(stage: dict[str, str], expected: Verdict) -> None:
    head = "Inclusion Criteria:\n\n* Patients must meet two of the following criteria:\n"
    assert verdict("* N1 nodal stage\n* T3 or T4 primary tumor\n", head=head, diagnosis=stage) is expected
