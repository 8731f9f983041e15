"""What the index leaves out for a patient is ruled out by the full screening too, in every case."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from criteria import parse
from criteria.criterion import Criteria
from criteria.tree import Kind
from indexer.document import prepare
from indexer.gates import Gates
from indexer.index import open_index
from indexer.records import read_study, typed_criteria
from matcher.at_once.cohort import Cohort
from matcher.doubts import beyond_doubt
from matcher.hard import KINDS, hard_gates, mismatches, softened, stored_gates
from matcher.match import Match, answers, match
from matcher.patient import load_patient, load_patients
from matcher.screening import Verdict
from matcher.truth import Truth
from tests.indexer.records import record
from tests.shared import gold_patients, needs_shared, real_records

WOMAN = load_patient({"id": "w", "as_of": "2026-01-15", "sex": "female", "age": 40, "ecog": 1})


def told(matches: Iterable[Match]) -> list[tuple[str, Verdict, float]]:
    return [(one.study.nct_id, one.screening.verdict, one.rank.total) for one in matches]


def softens_nothing(criteria: Criteria) -> Criteria:
    return criteria


def gates_of(text: str) -> set[tuple[Kind, str, bool]]:
    return {(r.kind, r.concept, wanted) for r, wanted in hard_gates(beyond_doubt(parse(text)))}


def test_a_plain_requirement_and_a_plain_exclusion_are_gates() -> None:
    text = "Inclusion Criteria:\n\n* Male patients\n\nExclusion Criteria:\n\n* Brain metastases\n"
    assert gates_of(text) == {(Kind.SEX, "male", True), (Kind.METASTASIS, "brain", False)}


@pytest.mark.parametrize(
    "line",
    [
        "Inclusion Criteria:\n\n* Male or postmenopausal",
        "Exclusion Criteria:\n\n* Brain metastases, unless treated and stable",
        "Inclusion Criteria:\n\nArm A:\n\n* ECOG performance status 0",
        "Inclusion Criteria:\n\n* If premenopausal, HER2-negative disease",
    ],
)
def test_what_something_loosens_is_none(line: str) -> None:
    assert gates_of(line) == set()


def test_only_kinds_that_are_cheap_to_answer_are_stored() -> None:
    assert gates_of("Inclusion Criteria:\n\n* Platelets at least 100,000/mm3\n") == set()
    assert Kind.LAB not in KINDS


def test_a_patient_is_kept_from_what_she_fails_and_from_nothing_else(tmp_path: Path) -> None:
    for_men = {"eligibilityCriteria": "Inclusion Criteria:\n\n* Male patients\n"}
    unread = {"eligibilityCriteria": "Inclusion Criteria:\n\n* Schnurps of the second degree\n"}
    index = open_index(f"sqlite:{tmp_path / 'index.sqlite'}")
    with index.change() as change:
        for place, item in enumerate((for_men, unread), 1):
            change.put(prepare(record(place, eligibilityModule=item), "2026-02-01T09:00:00", gates=stored_gates()))
    assert len(mismatches(index, answers(WOMAN))) == 1
    assert [one.study.nct_id for one in match(WOMAN, index, ruled_out=False)] == ["NCT90000002"]
    assert [one.study.nct_id for one in match(WOMAN, index)] == ["NCT90000002", "NCT90000001"]
    index.close()


DOUBTFUL = {"eligibilityCriteria": "Exclusion Criteria:\n\n* Prior aromatase inhibitors other than anastrozole\n"}


@pytest.mark.parametrize("gates", [stored_gates(), Gates(hard_gates, "another version", softens_nothing)])
def test_criteria_are_softened_as_this_version_does_it_whichever_version_stored_them(
    tmp_path: Path, gates: Gates
) -> None:
    with closing(open_index(f"sqlite:{tmp_path / 'index.sqlite'}")) as index:
        with index.change() as change:
            change.put(prepare(record(1, eligibilityModule=DOUBTFUL), "2026-02-01T09:00:00", gates=gates))
        (stored,) = index.scan()
    criteria = stored.criteria()
    assert beyond_doubt(criteria) != criteria
    assert softened(stored, stored.study()) == beyond_doubt(criteria)


@needs_shared
def test_no_real_trial_is_left_out_that_a_screening_would_keep(every: int) -> None:
    people = load_patients(gold_patients())
    asked = [answers(person) for person in people]
    cohort = Cohort(people)
    failing, left_out = {True: Truth.FALSE, False: Truth.TRUE}, 0
    for item in real_records(every):
        study = read_study(item)
        criteria = typed_criteria(study)
        gates = list(stored_gates().read(stored_gates().keys(beyond_doubt(criteria))).values())
        out = sum(1 << p for p, ask in enumerate(asked) if any(ask(r).truth is failing[w] for r, w in gates))
        left_out += out.bit_count()
        assert not out & ~cohort.screen(criteria).ineligible, study.nct_id
    assert left_out > 0


@needs_shared
def test_matching_through_the_filter_gives_the_same_trials_for_every_labelled_patient(
    every: int, tmp_path: Path
) -> None:
    index = open_index(f"sqlite:{tmp_path / 'index.sqlite'}")
    with index.change() as change:
        for item in real_records(every * 5):
            change.put(prepare(item, "2026-02-01T09:00:00", gates=stored_gates()))
    for person in load_patients(gold_patients()[:8]):
        whole = match(person, index, limit=10_000)
        kept = match(person, index, limit=10_000, ruled_out=False)
        assert told(kept) == told(one for one in whole if one.screening.score > 0)
    index.close()
