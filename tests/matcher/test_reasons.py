"""What a verdict is explained by: the entries that decide, in the words of who reads them."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import parse
from criteria.tree import Kind, Window
from matcher.doubts import beyond_doubt
from matcher.reasons import criterion_record, reasons
from matcher.screen import screen_softened
from tests.matcher.people import ALL_LISTS, ask, patient, treated

LETROZOLE = {"name": "letrozole", "start": "2023-01", "end": "2023-06", "outcome": "progression"}


def told(line: str, audience: str, **record: Any) -> tuple[str, ...]:
    criteria = beyond_doubt(parse(f"Exclusion Criteria:\n\n* {line}\n"))
    (result,) = screen_softened(patient(complete=ALL_LISTS, **record), criteria).criteria
    return reasons(result, audience=audience)


class TestWhatDoesNotDoIsTold:
    def test_a_treatment_outside_the_time_asked_for(self) -> None:
        answer = ask(treated(LETROZOLE), Kind.THERAPY, "aromatase inhibitor", "prior", when=Window("<=", 4, "weeks"))
        assert answer.why == "only letrozole (2023-01 to 2023-06, progression)"

    def test_a_condition_in_another_state(self) -> None:
        hypertension = {"name": "hypertension", "status": "controlled"}
        answer = ask(
            patient(conditions=[hypertension], complete=ALL_LISTS), Kind.COMORBIDITY, "hypertension", "uncontrolled"
        )
        assert answer.why == "hypertension (controlled) is not uncontrolled hypertension"

    def test_a_list_that_names_nothing_of_the_sort(self) -> None:
        assert (
            ask(treated(LETROZOLE), Kind.THERAPY, "taxane", "prior").why
            == "no taxane in the complete list of treatments"
        )


@pytest.mark.parametrize(
    ("audience", "words"),
    [("clinician", "HIV infection is not in the complete list of conditions"), ("patient", "You meet this.")],
)
def test_names_have_their_capitals(audience: str, words: str) -> None:
    assert told("Known HIV infection", audience) == (words,)


def test_bounds_are_told_in_words() -> None:
    platelets = {"name": "platelets", "value": 210, "unit": "10*9/L"}
    expected = ("platelets 210 × 10⁹/L; the trial says less than 100,000/mm³",)
    assert told("Platelets < 100,000/mm3", "clinician", labs=[platelets]) == expected


def test_a_permission_rules_nobody_out() -> None:
    assert told("Prior radiotherapy is allowed", "patient") == ("This rules nobody out.",)


def test_what_is_missing_is_named_in_everyday_words_for_a_patient() -> None:
    criteria = beyond_doubt(parse("Exclusion Criteria:\n\n* Myocardial infarction within 6 months\n"))
    (result,) = screen_softened(patient(), criteria).criteria
    named = [criterion_record(result, criteria.text, who)["missing"][0]["what"] for who in ("clinician", "patient")]
    assert named == ["myocardial infarction", "a heart attack"]
