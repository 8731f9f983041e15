"""Trials held in memory give the answers of one by one, whichever requirement closes them and whoever came before."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import Comparison, Kind, Node, Not, Requirement, Section, Unless, Unparsed
from indexer.study import Study
from matcher.at_once.corpus import Corpus
from matcher.at_once.program import Program
from matcher.at_once.run import Run
from matcher.at_once.silence import Shared
from matcher.doubts import beyond_doubt
from matcher.evaluate.lab import OF_LUNG_DISEASE
from matcher.match import answers, matched, order
from matcher.patient import Patient, load_patient
from matcher.screening import Verdict
from tests.matcher.cases import PEOPLE
from tests.matcher.people import leaf, patient
from tests.matcher.test_laws import criteria_of, criterion_lists, less_known

Trials = tuple[tuple[Study, Criteria], ...]


def trials_of(lists: list[list[Criterion]]) -> Trials:
    return tuple((Study(f"NCT{n}", "Breast cancer trial"), criteria_of(parts)) for n, parts in enumerate(lists))


def trial(node: Node, section: Section = Section.INCLUSION, text: str = "some words") -> Trials:
    return ((Study("NCT0", "Breast cancer trial"), Criteria(text, (Criterion(Span(0, 5), section, node),))),)


def assert_like_one_by_one(persons: list[Patient], trials: Trials) -> None:
    """The same trials in the same order, with every reason."""
    softened = [(study, beyond_doubt(criteria)) for study, criteria in trials]
    corpus = Corpus(softened)
    for person in persons:
        ask = answers(person)
        alone = sorted((matched(person, study, criteria, ask) for study, criteria in softened), key=order)
        kept = [one for one in alone if one.verdict is not Verdict.INELIGIBLE]
        found = corpus.match(person, limit=len(trials))
        assert [(one.study, one.screening, one.rank) for one in found] == [(o.study, o.screening, o.rank) for o in kept]


@settings(max_examples=100, deadline=None)
@given(st.lists(criterion_lists, max_size=4), st.integers(0, 10_000))
def test_a_corpus_gives_what_one_by_one_does_not_rule_out(lists: list[list[Criterion]], seed: int) -> None:
    whole = [load_patient(record) for record in PEOPLE]
    assert_like_one_by_one([*whole, *(less_known(record, seed) for record in PEOPLE), *whole], trials_of(lists))


ANC = leaf(Kind.LAB, "ANC", Comparison(">=", 1500, "/mm3"))
PTEN = leaf(Kind.BIOMARKER, "PTEN", "mutated")
SURGERY = leaf(Kind.THERAPY, "surgery", "planned")
BRAIN = Not(leaf(Kind.METASTASIS, "brain", "any"), Span(0, 5))
OTHER = Not(leaf(Kind.CANCER, "other malignancy"), Span(0, 5))


@pytest.mark.parametrize("node", [ANC, PTEN, SURGERY, Not(SURGERY, Span(0, 5))])
@pytest.mark.parametrize(
    "record",
    [
        {},
        {"labs": [{"name": "neutrophils", "value": 900, "unit": "/mm3"}]},
        {"biomarkers": [{"name": "PTEN", "result": "wild-type"}]},
        {"conditions": [{"name": "ANC normal"}]},
        {"conditions": [{"name": "PTEN mutated", "present": False}]},
        {"conditions": [{"name": "surgery planned"}]},
        {"conditions": [{"name": "surgery planned", "present": False}]},
        {"complete": ["biomarkers", "conditions"]},
    ],
)
def test_whoever_speaks_to_a_requirement_is_asked_though_others_are_silent(node: Node, record: dict[str, Any]) -> None:
    assert_like_one_by_one([patient(), patient(**record), patient()], trial(node))


@pytest.mark.parametrize("held", [BRAIN, OTHER])
@pytest.mark.parametrize(
    "text", ["treated and stable for a year", "cured cancer of the thyroid", "kept under observation"]
)
@pytest.mark.parametrize(
    "record",
    [
        {"metastases": [{"site": "brain", "status": "stable", "treated": "2025-01"}]},
        {"metastases": [{"site": "brain", "status": "active"}]},
        {"conditions": [{"name": "thyroid cancer", "date": "2019"}]},
    ],
)
def test_an_unread_exception_is_looked_up_for_those_whom_it_may_be_for(
    held: Node, text: str, record: dict[str, Any]
) -> None:
    node = Unless(held, Unparsed(Span(0, len(text))), Span(0, 5))
    assert_like_one_by_one([patient(), patient(**record), patient()], trial(node, Section.EXCLUSION, text))


def test_what_is_kept_of_a_patient_is_names_without_values() -> None:
    program = Program()
    program.compile(trial(ANC)[0][1])
    shared = Shared(program)
    low, high = (patient(labs=[{"name": "ANC", "value": value, "unit": "/mm3"}]) for value in (900, 2500))
    assert shared.touched(low) == shared.touched(high) != shared.touched(patient())
    assert not shared.touched(patient(labs=[{"name": "hemoglobin", "value": 9}]))


def test_a_value_worked_out_from_others_is_never_silent() -> None:
    clearance = Requirement(Kind.LAB, "creatinine clearance", Comparison(">=", 50, "mL/min"))
    labs = [{"name": "creatinine", "value": 1.0, "unit": "mg/dL"}, {"name": "weight", "value": 70, "unit": "kg"}]
    known = patient(age=50, sex="female", labs=labs)
    assert_like_one_by_one([patient(), known], trial(leaf(clearance.kind, clearance.concept, clearance.value)))


def test_a_bound_that_is_of_the_ill_alone_is_never_silent() -> None:
    diffusion = leaf(Kind.LAB, "DLCO", Comparison("<", 40, "%"), detail=(OF_LUNG_DISEASE,))
    well, ill = patient(complete=["conditions"]), patient(conditions=[{"name": "emphysema"}], complete=["conditions"])
    assert_like_one_by_one([well, ill, well], trial(Not(diffusion, Span(0, 5))))


def test_what_was_found_for_a_patient_goes_as_soon_as_it_is_no_longer_looked_at() -> None:
    """Nothing of it waits for the garbage collector, whose pause another patient would feel."""
    corpus = Corpus(trial(Unless(OTHER, leaf(Kind.CANCER, "skin cancer"), Span(0, 5)), Section.EXCLUSION))
    gc.disable()
    try:
        assert [one.screening.verdict for one in corpus.match(patient())]
        assert not [one for one in gc.get_objects() if isinstance(one, Run)]
    finally:
        gc.enable()
