"""Laws that hold for every requirement and every record."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import All, Allow, AtLeast, If, Kind, Leaf, Node, Not, Section, Unless, Unparsed
from criteria.tree import Any as AnyOf
from matcher.at_once.cohort import Cohort
from matcher.evaluate import evaluate
from matcher.patient import Patient, load_patient
from matcher.screen import screen
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.cases import PEOPLE, REQUIREMENTS

WHOLE = Span(0, 12)
TEXT = "some words. letrozole or hypertension, treated melanoma or other cancer"
people = st.sampled_from(PEOPLE)
requirements = st.sampled_from(REQUIREMENTS)
# words that no record holds, words of an item of a list that some treatments, medicines and conditions hold, and words
# of an exception for metastases of the brain or for another cancer
unread = st.builds(
    Unparsed,
    st.sampled_from([Span(0, 10), Span(12, 23), Span(24, 36), Span(38, 70)]),
    st.just("not read"),
    st.sampled_from([None, Kind.THERAPY, Kind.COMORBIDITY]),
)
leaves = st.one_of(requirements.map(lambda r: Leaf(r, WHOLE)), unread)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        inner.map(lambda n: Not(n, WHOLE)),
        inner.map(lambda n: Allow(n, WHOLE)),
        parts.map(lambda p: All(p, WHOLE)),
        parts.map(lambda p: AnyOf(p, WHOLE)),
        st.tuples(st.integers(1, 3), parts).map(lambda t: AtLeast(t[0], t[1], WHOLE)),
        st.tuples(inner, inner).map(lambda t: Unless(t[0], t[1], WHOLE)),
        st.tuples(inner, inner).map(lambda t: If(t[0], t[1], WHOLE)),
    )


trees: st.SearchStrategy[Node] = st.recursive(leaves, _grown, max_leaves=8)
criterion_lists = st.lists(
    st.builds(
        Criterion, st.just(WHOLE), st.sampled_from(Section), trees, st.sampled_from([None, None, "Arm A", "Arm B"])
    ),
    max_size=4,
)


def criteria_of(parts: list[Criterion]) -> Criteria:
    return Criteria(TEXT, tuple(parts))


def less_known(record: dict[str, Any], seed: int) -> Patient:
    """The same person with facts left out; a list from which something is missing is no longer whole."""
    chance = random.Random(seed)  # noqa: S311  # a reproducible choice, not a secret
    known = {k: v for k, v in record.items() if k in ("id", "as_of") or chance.random() < 0.7}
    for name in ("metastases", "biomarkers", "treatments", "labs", "conditions", "medications"):
        if name in known and chance.random() < 0.5:
            known[name] = [item for item in known[name] if chance.random() < 0.6]
    whole = {n for n in record["complete"] if known.get(n) == record[n] and chance.random() < 0.7}
    known["complete"] = sorted(whole)
    if "diagnosis" in known:
        known["diagnosis"] = {k: v for k, v in record["diagnosis"].items() if chance.random() < 0.7}
    return load_patient(known)


@settings(max_examples=400, deadline=None)
@given(people, requirements, st.integers(0, 10_000))
def test_learning_a_fact_never_turns_true_to_false_or_back(record: Any, requirement: Any, seed: int) -> None:
    before = evaluate(requirement, less_known(record, seed)).truth
    after = evaluate(requirement, load_patient(record)).truth
    assert before in (Truth.UNKNOWN, after)


@settings(max_examples=100, deadline=None)
@given(people, requirements, st.integers(0, 1000))
def test_the_order_of_lists_does_not_matter(record: Any, requirement: Any, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a reproducible choice, not a secret
    shuffled = dict(record)
    for name in ("metastases", "biomarkers", "treatments", "labs", "conditions", "medications"):
        shuffled[name] = chance.sample(record[name], len(record[name]))
    assert evaluate(requirement, load_patient(shuffled)).truth is evaluate(requirement, load_patient(record)).truth


@settings(max_examples=100, deadline=None)
@given(people, criterion_lists, trees)
def test_an_arm_never_changes_the_verdict_of_another(record: Any, parts: list[Criterion], tree: Node) -> None:
    patient = load_patient(record)
    before = {a.arm: a.verdict for a in screen(patient, criteria_of(parts)).arms}
    more = Criterion(WHOLE, Section.INCLUSION, tree, "Arm C")
    after = {a.arm: a.verdict for a in screen(patient, criteria_of([*parts, more])).arms}
    assert {arm: after[arm] for arm in before} == before


@settings(max_examples=200, deadline=None)
@given(criterion_lists)
def test_a_cohort_gets_the_verdicts_of_one_by_one(parts: list[Criterion]) -> None:
    cohort = [load_patient(record) for record in PEOPLE] + [less_known(record, 7) for record in PEOPLE]
    criteria = criteria_of(parts)
    together = Cohort(cohort).screen(criteria)
    assert [together.verdict(i) for i in range(len(cohort))] == [screen(p, criteria).verdict for p in cohort]


@settings(max_examples=100, deadline=None)
@given(people, criterion_lists)
def test_eligible_means_that_nothing_decisive_is_open(record: Any, parts: list[Criterion]) -> None:
    screening = screen(load_patient(record), criteria_of(parts))
    if screening.verdict is Verdict.ELIGIBLE and not screening.arms:
        assert not screening.open
        assert not screening.contradicted
    if screening.verdict is Verdict.INELIGIBLE:
        assert screening.contradicted
