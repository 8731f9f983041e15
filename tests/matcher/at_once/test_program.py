"""The program of many trials says of each criterion what its tree says, for whomever it is run."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from criteria.criterion import Criteria, Criterion
from criteria.sentence.second_cancers import AS_ANOTHER
from criteria.span import Span
from criteria.tree import All, Kind, Leaf, Not, Section, Unless, Unparsed
from matcher.at_once.cohort import Cohort
from matcher.at_once.program import Op, Program
from matcher.at_once.run import Run, prepare
from matcher.at_once.silence import Shared
from matcher.at_once.states import BAD, BLOCKS, GOOD
from matcher.doubts import beyond_doubt
from matcher.evaluate import evaluate
from matcher.logic import blocks
from matcher.patient import load_patient
from matcher.screen import criterion_outcome, screen
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.matcher.cases import PEOPLE, REQUIREMENTS
from tests.matcher.people import ALL_LISTS, leaf, patient
from tests.matcher.test_laws import TEXT, criteria_of, criterion_lists, people

STATES = {Truth.TRUE: GOOD, Truth.FALSE: BAD}


def one(node: Any, section: Section = Section.INCLUSION) -> Criterion:
    return Criterion(Span(0, 11), section, node)


@settings(max_examples=300, deadline=None)
@given(people, criterion_lists)
def test_a_step_says_of_a_criterion_what_its_tree_says(record: Any, parts: list[Criterion]) -> None:
    person, program = load_patient(record), Program()
    compiled = program.compile(criteria_of(parts))
    run = Run(Shared(program), person)
    for criterion, step in zip(compiled.criteria.criteria, compiled.steps, strict=True):
        outcome = criterion_outcome(criterion, person, TEXT, lambda requirement: evaluate(requirement, person))
        state = run.state(step)
        assert STATES.get(outcome.truth, 0) == state & (GOOD | BAD)
        assert blocks(outcome) == bool(state & BLOCKS)


def test_equal_criteria_of_two_trials_are_one_step() -> None:
    program = Program()
    first, second = (
        program.compile(Criteria(text, (Criterion(Span(start, start + 5), Section.INCLUSION, leaf(Kind.SEX, "female", at=start)),)))
        for text, start in (("women", 0), ("only women", 5))
    )  # fmt: skip
    assert first.steps == second.steps
    assert len(program.leaves) == 1


def test_a_negation_is_the_same_requirement_wanted_otherwise() -> None:
    program = Program()
    program.compile(Criteria(TEXT, (one(leaf(Kind.SEX, "female")), one(Not(leaf(Kind.SEX, "female"), Span(0, 5))))))
    assert len(program.leaves) == 1
    assert program.wanted == [True, False]


def test_a_gate_is_what_no_alternative_or_exception_softens() -> None:
    program = Program()
    adult, woman, brain = leaf(Kind.AGE, "age"), leaf(Kind.SEX, "female"), leaf(Kind.METASTASIS, "brain", "any")
    spared = Unless(Not(brain, Span(0, 5)), Unparsed(Span(0, 5)), Span(0, 5))
    compiled = program.compile(Criteria(TEXT, (one(All((adult, Not(woman, Span(0, 5)), spared), Span(0, 5))),)))
    steps = [step for step in program.conjuncts(compiled.steps[0]) if program.ops[step] == Op.LEAF]
    gates = [(program.leaves[program.parts[step][0]].kind, program.wanted[step]) for step in steps]
    assert gates == [(Kind.AGE, True), (Kind.SEX, False)]


SPOKEN = ("surgery planned", "no surgery planned", "candidate for surgery", "ANC normal", "PIK3CA mutated", "allergy")
"""Conditions that speak of what other lists hold, too."""


def test_an_answer_of_the_run_is_that_of_the_record_whoever_was_run_before() -> None:
    criteria = Criteria(TEXT, tuple(one(Leaf(requirement, Span(0, 4))) for requirement in REQUIREMENTS))
    program = Program()
    program.compile(criteria)
    shared = Shared(program)
    prepare(shared)
    silent = [{"id": "S", "as_of": "2026-03-15", "complete": ALL_LISTS[:count]} for count in range(6)]
    without = [record | {name: []} for record in PEOPLE for name in (*ALL_LISTS, "labs")]
    spoken = [
        {"id": "T", "as_of": "2026-03-15", "conditions": [{"name": name}], "complete": ALL_LISTS} for name in SPOKEN
    ]
    for record in (*PEOPLE, *silent, *without, *spoken, *PEOPLE):
        person = load_patient(record)
        run = Run(shared, person)
        for requirement in REQUIREMENTS:
            assert run.ask(requirement) == evaluate(requirement, person), requirement


SECOND = [
    {"name": "basal cell carcinoma of the skin", "status": "excised", "date": "2020"},
    {"name": "melanoma", "status": "active", "date": "2025"},
    {"name": "cervical carcinoma in situ", "status": "treated", "date": "2019"},
]


def test_an_exception_for_one_cancer_does_not_cover_another_where_other_malignancies_go_by_another_name() -> None:
    blood = Not(leaf(Kind.CANCER, "hematologic malignancy"), Span(0, 5))
    solid = Not(Unparsed(Span(0, 5)), Span(0, 5))
    excepted = leaf(Kind.CANCER, "basal cell carcinoma", detail=(AS_ANOTHER,))
    criterion = one(Unless(All((solid, blood), Span(0, 5)), excepted, Span(0, 5)), Section.EXCLUSION)
    both = [SECOND[0], {"name": "thyroid cancer", "date": "2023"}]
    person = patient(conditions=both, complete=["conditions"])
    assert screen(person, Criteria(TEXT, (criterion,))).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("conditions", [SECOND[:1], SECOND[:2], SECOND[::2], SECOND[1:], SECOND])
def test_several_second_cancers_are_looked_at_one_by_one(conditions: list[dict[str, Any]]) -> None:
    other = Not(leaf(Kind.CANCER, "other malignancy"), Span(0, 5))
    excepted = leaf(Kind.CANCER, "basal cell carcinoma", detail=(AS_ANOTHER,))
    criterion = one(Unless(other, excepted, Span(0, 5)), Section.EXCLUSION)
    person = patient(conditions=conditions, complete=["conditions"])
    program = Program()
    compiled = program.compile(Criteria(TEXT, (criterion,)))
    outcome = criterion_outcome(criterion, person, TEXT, lambda requirement: evaluate(requirement, person))
    state = Run(Shared(program), person).state(compiled.steps[0])
    assert STATES.get(outcome.truth, 0) == state & (GOOD | BAD)
    assert blocks(outcome) == bool(state & BLOCKS)
    found = Cohort([patient(), person]).screen(Criteria(TEXT, (criterion,)))
    assert found.verdict(1) is screen(person, Criteria(TEXT, (criterion,))).verdict


@pytest.mark.parametrize(
    ("record", "open_still"),
    [
        ({}, True),
        ({"complete": ["treatments"]}, True),
        ({"complete": ["treatments", "medications"]}, False),
        ({"complete": ["treatments", "medications"], "medications": [{"name": "brellimab"}]}, True),
        ({"complete": ["treatments", "medications"], "treatments": [{"name": "brellimab forte"}]}, True),
        ({"complete": ["treatments", "medications"], "treatments": [{"name": "letrozole"}]}, False),
    ],
)
def test_an_unread_item_of_an_excluded_list_is_presumed_absent_of_a_whole_record_without_it(
    record: dict[str, Any], open_still: bool
) -> None:
    text = "brellimab"
    node = Not(Unparsed(Span(0, 9), "not read", Kind.THERAPY), Span(0, 9))
    criteria = Criteria(text, (Criterion(Span(0, 9), Section.EXCLUSION, node),))
    program = Program()
    compiled = program.compile(beyond_doubt(criteria))
    shared = Shared(program)
    prepare(shared)
    person = patient(**record)
    assert bool(Run(shared, person).state(compiled.steps[0]) & BLOCKS) is open_still
    assert (screen(person, criteria).verdict is Verdict.UNKNOWN) is open_still
    assert (Cohort([patient(), person]).screen(criteria).verdict(1) is Verdict.UNKNOWN) is open_still


def test_words_that_a_record_speaks_to_are_looked_up_though_others_are_silent_on_them() -> None:
    text = "able to whistle"
    criteria = Criteria(text, (Criterion(Span(0, 15), Section.INCLUSION, Unparsed(Span(0, 15))),))
    program = Program()
    compiled = program.compile(beyond_doubt(criteria))
    shared = Shared(program)
    prepare(shared)
    silent, told = patient(), patient(conditions=[{"name": "able to whistle"}])
    states = [Run(shared, person).state(compiled.steps[0]) & BLOCKS for person in (silent, told, silent)]
    assert states == [BLOCKS, 0, BLOCKS]
