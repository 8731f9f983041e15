"""The cohort path and the corpus path against the one-by-one path, over labelled trials and over the registry's."""

from __future__ import annotations

import gzip
import json
import random
from functools import cache

from bench.people import people
from criteria import parse
from criteria.criterion import Criteria
from indexer.records import read_study, typed_criteria
from indexer.study import Study
from matcher.at_once.cohort import Cohort
from matcher.at_once.corpus import Corpus
from matcher.doubts import beyond_doubt
from matcher.match import answers, matched, order
from matcher.patient import Patient, load_patients
from matcher.screen import screen_softened
from matcher.screening import Verdict
from matcher.topic import Topic, topic
from tests.shared import SHARED, needs_shared

SAMPLE = 50


@cache
def everyone() -> tuple[Patient, ...]:
    gold = SHARED / "gold"
    records = json.loads((gold / "patients_dev.json").read_text())
    for file in sorted((gold / "made").glob("*.json")):
        made = json.loads(file.read_text())
        records += [{key: value for key, value in record.items() if key != "made"} for record in made]
    return load_patients(records)


@cache
def labelled() -> tuple[tuple[Study, Criteria], ...]:
    texts = sorted((SHARED / "gold" / "texts").glob("*.txt"))
    assert texts
    return tuple((Study(file.stem, "Breast cancer trial"), parse(file.read_text())) for file in texts)


@cache
def sampled() -> tuple[tuple[Study, Criteria], ...]:
    """Records of the registry that are about cancer, drawn by lot, the same each time."""
    with gzip.open(SHARED / "registry" / "studies.jsonl.gz", "rt") as lines:
        studies = [read_study(json.loads(line)) for line in random.Random(7).sample(list(lines), 3 * SAMPLE)]  # noqa: S311
    about = [study for study in studies if topic(study) is not Topic.OTHER][:SAMPLE]
    return tuple((study, typed_criteria(study)) for study in about)


def assert_a_cohort_is_like_one_by_one(
    persons: tuple[Patient, ...], trials: tuple[tuple[Study, Criteria], ...]
) -> None:
    cohort = Cohort(persons)
    for study, criteria in trials:
        together = cohort.screen(criteria)
        softened = beyond_doubt(criteria)
        alone = [screen_softened(person, softened).verdict for person in persons]
        assert [together.verdict(place) for place in range(len(persons))] == alone, study.nct_id


def assert_a_corpus_is_like_one_by_one(
    persons: tuple[Patient, ...], trials: tuple[tuple[Study, Criteria], ...]
) -> None:
    """The same trials in the same order, and every reason of each."""
    softened = [(study, beyond_doubt(criteria)) for study, criteria in trials]
    corpus = Corpus(softened)
    for person in persons:
        ask = answers(person)
        alone = sorted((matched(person, study, criteria, ask) for study, criteria in softened), key=order)
        kept = [one for one in alone if one.verdict is not Verdict.INELIGIBLE]
        found = corpus.match(person, limit=len(trials))
        assert [one.study.nct_id for one in found] == [one.study.nct_id for one in kept], person.id
        assert [one.screening for one in found] == [one.screening for one in kept], person.id
        assert [one.rank for one in found] == [one.rank for one in kept], person.id


@needs_shared
def test_a_cohort_gives_the_verdicts_of_one_by_one_for_every_pair_of_the_gold() -> None:
    assert_a_cohort_is_like_one_by_one(everyone(), labelled())


@needs_shared
def test_a_corpus_keeps_what_one_by_one_does_not_rule_out_for_every_pair_of_the_gold() -> None:
    assert_a_corpus_is_like_one_by_one(everyone(), labelled())


@needs_shared
def test_a_cohort_gives_the_verdicts_of_one_by_one_for_generated_patients_and_records_of_the_registry() -> None:
    assert_a_cohort_is_like_one_by_one(tuple(people(40, seed=3)), sampled())


@needs_shared
def test_a_corpus_is_like_one_by_one_for_generated_patients_and_records_of_the_registry() -> None:
    assert_a_corpus_is_like_one_by_one(tuple(people(10, seed=4)), sampled())


@needs_shared
def test_the_order_in_which_patients_are_matched_does_not_matter() -> None:
    corpus = Corpus(labelled())
    persons = everyone()[:20]
    forth = [[(one.study.nct_id, one.verdict) for one in corpus.match(person, 100)] for person in persons]
    back = [[(one.study.nct_id, one.verdict) for one in corpus.match(person, 100)] for person in reversed(persons)]
    assert forth == back[::-1]
