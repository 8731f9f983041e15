"""The cohort path and the corpus path against the one-by-one path, over the labelled trials and patients."""

from __future__ import annotations

import json

from criteria import parse
from indexer.study import Study
from matcher.cohort import Cohort
from matcher.corpus import Corpus
from matcher.match import answers, matched, order
from matcher.patient import Patient, load_patients
from matcher.screen import screen
from tests.shared import SHARED, needs_shared


def everyone() -> tuple[Patient, ...]:
    gold = SHARED / "gold"
    records = json.loads((gold / "patients_dev.json").read_text())
    for file in sorted((gold / "made").glob("*.json")):
        made = json.loads(file.read_text())
        records += [{key: value for key, value in record.items() if key != "made"} for record in made]
    return load_patients(records)


@needs_shared
def test_a_cohort_gives_the_verdicts_of_one_by_one_for_every_pair_of_the_gold() -> None:
    people = everyone()
    cohort = Cohort(people)
    texts = sorted((SHARED / "gold" / "texts").glob("*.txt"))
    assert texts
    for file in texts:
        criteria = parse(file.read_text())
        together = cohort.screen(criteria)
        alone = [screen(person, criteria).verdict for person in people]
        assert [together.verdict(place) for place in range(len(people))] == alone, file.stem


@needs_shared
def test_a_corpus_keeps_what_one_by_one_does_not_rule_out_in_the_same_order() -> None:
    texts = sorted((SHARED / "gold" / "texts").glob("*.txt"))
    trials = [(Study(file.stem, "Breast cancer trial"), parse(file.read_text())) for file in texts]
    corpus = Corpus(trials)
    for person in everyone()[:8]:
        ask = answers(person)
        alone = sorted((matched(person, study, criteria, ask) for study, criteria in trials), key=order)
        kept = [one.study.nct_id for one in alone if one.screening.score > 0]
        assert [one.study.nct_id for one in corpus.match(person, limit=len(trials))] == kept
