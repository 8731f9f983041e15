"""Funnels, the next question, and the order of trials."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import Any as AnyOf
from criteria.tree import Comparison, Kind, Node, Not, Section, Unparsed
from indexer.study import Site, Study
from matcher.questions import questions
from matcher.rank import FEATURES, Candidate, distance_km, nearest_site, open_sites, rank
from matcher.screen import screen
from matcher.whatif import funnel, relaxed, without
from tests.matcher.people import leaf, patient

ADULT = leaf(Kind.AGE, "age", Comparison(">=", 18, "years"))
OLD = leaf(Kind.AGE, "age", Comparison(">=", 70, "years"))
HER2 = leaf(Kind.BIOMARKER, "HER2", "negative")
BRCA = leaf(Kind.BIOMARKER, "BRCA1", "mutated")


def criteria(*nodes: Node) -> Criteria:
    return Criteria("words", tuple(Criterion(Span(0, 5), Section.INCLUSION, node) for node in nodes))


def test_a_funnel_counts_who_fails_who_is_left_and_who_would_come_back() -> None:
    people = [patient(id="A", age=75), patient(id="B", age=40), patient(id="C", age=16)]
    first, second = funnel(people, criteria(ADULT, OLD))
    assert (first.fails, first.remaining, first.returns) == (1, 2, 0)
    assert (second.fails, second.remaining, second.returns) == (2, 1, 1)
    assert second.patients == ("B",)


def test_a_criterion_can_be_dropped_or_relaxed() -> None:
    whole = criteria(ADULT, OLD)
    person = patient(age=40)
    assert screen(person, whole).verdict == "ineligible"
    assert screen(person, without(whole, 1)).verdict == "eligible"
    assert screen(person, relaxed(whole, 1, ADULT)).verdict == "eligible"


def test_the_question_that_decides_most_trials_comes_first() -> None:
    person = patient(age=40)
    trials = [criteria(ADULT, HER2), criteria(ADULT, HER2, BRCA), criteria(BRCA, HER2)]
    first, second = questions(person, trials)
    assert first.key == "biomarker: HER2"
    assert (first.rules_out, first.completes) == (3, 1)
    assert second.key == "biomarker: BRCA1"
    assert "report" in first.where


def test_a_trial_that_is_closed_asks_nothing() -> None:
    person = patient(age=16)
    assert questions(person, [criteria(ADULT, HER2)]) == ()


def test_nothing_is_asked_when_nothing_is_open() -> None:
    person = patient(age=40)
    assert questions(person, [criteria(ADULT)]) == ()


def study(**more: Any) -> Study:
    return Study("NCT90000001", "A trial", conditions=("Breast Cancer",), **more)


def test_what_no_answer_changes_is_not_asked() -> None:
    # one alternative is open for good, and the other alone rules nobody out and completes nothing
    unread = Unparsed(Span(0, 5))
    either = AnyOf((Not(BRCA, Span(0, 5)), unread), Span(0, 5))
    person = patient(age=40)
    (asked,) = questions(person, [criteria(either)])
    assert (asked.rules_out, asked.completes) == (0, 1)
    assert questions(person, [criteria(either, unread)]) == ()


def test_a_fact_that_closes_one_arm_of_two_rules_nothing_out() -> None:
    person = patient(age=40)
    arms = tuple(
        Criterion(Span(0, 5), Section.INCLUSION, node, arm) for arm, node in (("Arm A", HER2), ("Arm B", BRCA))
    )
    asked = {one.key: (one.rules_out, one.completes) for one in questions(person, [Criteria("words", arms)])}
    assert asked == {"biomarker: HER2": (0, 1), "biomarker: BRCA1": (0, 1)}


def test_one_fact_answers_every_requirement_of_it() -> None:
    person = patient(sex="female")
    (asked,) = questions(person, [criteria(ADULT), criteria(ADULT, Not(OLD, Span(0, 5)))])
    assert (asked.key, asked.rules_out, asked.completes) == ("age", 2, 2)


PARIS = {"lat": 48.85, "lon": 2.35}
OPEN = Site(facility="Open", status="RECRUITING", city="Lyon", country="France", lat=45.76, lon=4.84)
CLOSED = Site(facility="Closed", status="COMPLETED", city="Paris", country="France", lat=48.85, lon=2.35)


def test_the_nearest_site_is_one_that_is_open() -> None:
    site, km = nearest_site(open_sites(study(sites=(CLOSED, OPEN))), patient(location=PARIS).location)
    assert site == OPEN
    assert km == pytest.approx(392, abs=5)


def test_without_coordinates_a_site_in_the_country_counts() -> None:
    assert nearest_site(open_sites(study(sites=(OPEN,))), patient(location={"country": "France"}).location) == (
        OPEN,
        None,
    )
    assert nearest_site(open_sites(study(sites=(OPEN,))), None) == (None, None)


def test_distance_is_the_great_circle() -> None:
    assert distance_km(0, 0, 0, 90) == pytest.approx(10_007, abs=2)


def placed(person: Any, trial: Study, *nodes: Node) -> Any:
    screening = screen(person, criteria(*nodes), trial)
    site, km = nearest_site(open_sites(trial), person.location)
    return rank(Candidate(person, trial, screening.verdict, len(screening.open), site, km))


def test_the_verdict_outweighs_everything_else() -> None:
    others = sum(weight for name, weight, _ in FEATURES if name != "verdict")
    (verdict,) = [weight for name, weight, _ in FEATURES if name == "verdict"]
    assert verdict * 0.5 >= others
    person = patient(age=40, location=PARIS)
    far = placed(person, study(status="COMPLETED"), ADULT)
    near = placed(person, study(status="RECRUITING", sites=(OPEN,)), ADULT, HER2)
    assert far.total > near.total


def test_every_feature_says_why() -> None:
    found = placed(patient(age=40), study(status="RECRUITING", last_update_posted="2026-03-01"), ADULT)
    assert [f.name for f in found.features] == [name for name, _, _ in FEATURES]
    assert all(f.why and 0 <= f.value <= 1 for f in found.features)


def test_wishes_count_where_the_trial_speaks_to_them() -> None:
    person = patient(age=40, preferences={"randomisation": False})
    values = {
        allocation: next(
            f.value for f in placed(person, study(allocation=allocation), ADULT).features if f.name == "wishes"
        )
        for allocation in ("RANDOMIZED", "NON_RANDOMIZED")
    }
    assert values == {"RANDOMIZED": 0.0, "NON_RANDOMIZED": 1.0}
