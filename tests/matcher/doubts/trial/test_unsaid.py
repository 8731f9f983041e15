"""A trial that does not say who may take part makes nobody eligible."""

from __future__ import annotations

import pytest

from criteria import parse
from matcher.screen import screen
from matcher.screening import Verdict
from tests.matcher.people import patient


@pytest.mark.parametrize("text", ["", "See the protocol", "Information is not available.", "Inclusion Criteria:\n"])
def test_a_text_that_says_nothing_leaves_the_verdict_open(text: str) -> None:
    found = screen(patient(), parse(text))
    assert found.verdict is Verdict.UNKNOWN
    assert "does not say who may take part" in found.open[0].leaves[0].why


def test_a_text_that_asks_for_something_stands_for_itself() -> None:
    found = screen(patient(age=50), parse("Inclusion Criteria:\n- Age 18 years or older\n"))
    assert found.verdict is Verdict.ELIGIBLE


def test_an_arm_of_which_nothing_is_said_makes_nobody_eligible_unless_a_tumor_is_named_for_all() -> None:
    arms = "Part A:\n* Ovarian cancer\n\nExclusion Criteria:\n\nPart B:\n* Pregnancy\n"
    person = patient(age=50, sex="male", diagnosis={"cancer": "breast cancer"}, complete=["conditions"])
    assert screen(person, parse("Inclusion Criteria:\n\n" + arms)).verdict is Verdict.UNKNOWN
    for_all = "Inclusion Criteria:\n\n* Breast or ovarian cancer\n\n" + arms
    assert screen(person, parse(for_all)).verdict is Verdict.ELIGIBLE


HERS = "Cohort 1:\n* Metastatic breast cancer\n* ECOG 0-1\n\n"


@pytest.mark.parametrize(
    ("arm", "verdict"),
    [
        ("Cohort 2 (volunteers):\n* Able to give consent\n* Age 18 or older", Verdict.UNKNOWN),
        ("Cohort 2: relatives of patients\n* Speaks English", Verdict.UNKNOWN),
        # who says what it asks of those in it has said whom it is for
        ("Cohort 2:\n* Early breast cancer\n* Speaks English", Verdict.ELIGIBLE),
    ],
)
def test_an_arm_of_others_beside_one_for_a_tumor_lets_nobody_in_for_certain(arm: str, verdict: Verdict) -> None:
    person = patient(
        diagnosis={"cancer": "breast cancer", "extent": "early", "stage": "IIA"},
        complete=["metastases", "conditions", "treatments"],
        ecog=0,
        metastases=[],
    )
    found = screen(person, parse(f"Inclusion Criteria:\n\n{HERS}{arm}\n"))
    assert found.verdict is verdict
