"""Age, sex, menopause, pregnancy and performance status."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from criteria.tree import Between, Comparison, Kind, Requirement, Window
from matcher.answer import Weight
from matcher.evaluate.person import pregnancy
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.doubts.readings import read
from tests.matcher.people import ask, patient, truth

ADULT = Comparison(">=", 18, "years")


def test_age_against_a_bound() -> None:
    assert truth(patient(age=18), Kind.AGE, "age", ADULT) is Truth.TRUE
    assert truth(patient(age=17), Kind.AGE, "age", ADULT) is Truth.FALSE
    assert truth(patient(), Kind.AGE, "age", ADULT) is Truth.UNKNOWN
    assert truth(patient(age=76), Kind.AGE, "age", Between(18, 75, "years")) is Truth.FALSE


def test_who_is_too_young_is_told_when_that_ends() -> None:
    assert ask(patient(birth_date="2008-05-02"), Kind.AGE, "age", ADULT).until == date(2026, 5, 2)


def test_sex_is_as_recorded_and_open_otherwise() -> None:
    assert truth(patient(sex="male"), Kind.SEX, "female") is Truth.FALSE
    assert truth(patient(), Kind.SEX, "female") is Truth.UNKNOWN


def test_postmenopausal_is_not_met_by_a_man() -> None:
    assert truth(patient(sex="male"), Kind.MENOPAUSE, "postmenopausal") is Truth.FALSE


@pytest.mark.parametrize("concept", ["pregnant", "breastfeeding"])
def test_pregnancy_does_not_apply_to_men_and_after_menopause(concept: str) -> None:
    assert truth(patient(sex="male"), Kind.PREGNANCY, concept) is Truth.FALSE
    woman = patient(sex="female", menopausal_status="postmenopausal")
    assert truth(woman, Kind.PREGNANCY, concept) is Truth.FALSE


def test_pregnancy_that_nobody_asked_about_is_open_and_says_where_to_look() -> None:
    answer = ask(patient(sex="female", age=35), Kind.PREGNANCY, "pregnant")
    assert answer.truth is Truth.UNKNOWN
    assert answer.missing[0].where == "a pregnancy test"


def test_plans_for_a_pregnancy_are_no_obstacle_where_they_are_excluded() -> None:
    assert ask(patient(sex="female", age=35), Kind.PREGNANCY, "pregnant", "planned").weight is Weight.REQUIRED


@pytest.mark.parametrize(
    ("ecog", "bound", "expected"),
    [
        (1, Comparison(">=", 70), Truth.TRUE),
        (2, Comparison(">=", 70), Truth.UNKNOWN),
        (3, Comparison(">=", 60), Truth.FALSE),
    ],
)
def test_ecog_answers_for_karnofsky(ecog: int, bound: Comparison, expected: Truth) -> None:
    assert truth(patient(ecog=ecog), Kind.PERFORMANCE, "Karnofsky", bound) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ECOG performance status <= 1 (Karnofsky >= 70%)", Verdict.INELIGIBLE),
        ("ECOG performance status <= 2 (Karnofsky >= 60%)", Verdict.ELIGIBLE),
        ("ECOG performance status 0-1 or Karnofsky >= 60%", Verdict.UNKNOWN),
        ("Karnofsky >= 70%", Verdict.UNKNOWN),
    ],
)
def test_who_is_graded_on_one_of_two_scales_is_judged_by_it(line: str, expected: Verdict) -> None:
    assert read(inclusion=f"- {line}", ecog=2) is expected


def test_who_is_not_pregnant_now_may_have_been_lately() -> None:
    lately = Requirement(Kind.PREGNANCY, "pregnant", None, Window("<=", 6, "months"))
    woman = patient(sex="female", age=35, pregnant=False)
    assert pregnancy(lately, woman).truth is Truth.UNKNOWN
    assert pregnancy(replace(lately, when=None), woman).truth is Truth.FALSE
