"""Trials in memory give the same answer as the index, and move on when the index does."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.finder import OPEN, Finder
from indexer.index import SearchQuery, open_index
from matcher.match import match
from matcher.patient import load_patient
from tests.api.conftest import load_examples


def kept_by_index(patient: Any, url: str, query: SearchQuery) -> list[str]:
    return [m.study.nct_id for m in match(patient, open_index(url), query, 100) if m.screening.score > 0]


@pytest.mark.parametrize(
    "query", [OPEN, replace(OPEN, country="France"), replace(OPEN, lat=51.5, lon=-0.1, km=300), SearchQuery()]
)
def test_what_is_kept_in_memory_is_what_the_index_gives(
    example_index: str, example_patients: dict[str, dict[str, Any]], query: SearchQuery
) -> None:
    finder = Finder(open_index(example_index))
    for record in example_patients.values():
        patient = load_patient(record)
        kept = [m.study.nct_id for m in finder.kept(patient, query, 100)]
        assert kept == kept_by_index(patient, example_index, query)


def test_trials_that_are_ruled_out_follow_those_that_are_not_and_never_come_twice(
    example_index: str, example_patients: dict[str, dict[str, Any]]
) -> None:
    finder = Finder(open_index(example_index))
    found = finder.find(load_patient(example_patients["man-brca2-metastatic"]), OPEN, 40)
    scores = [one.screening.score > 0 for one in found]
    assert scores == sorted(scores, reverse=True)
    assert False in scores
    assert len({one.study.nct_id for one in found}) == len(found)


def test_a_trial_that_enters_the_index_is_found_without_a_restart(tmp_path: Path) -> None:
    index = open_index(f"sqlite:{tmp_path / 'index.sqlite'}")
    finder = Finder(index)
    sizes = []
    for count in (10, 20):
        load_examples(f"sqlite:{tmp_path / 'index.sqlite'}", count)
        sizes.append(len(finder.corpus().trials))
        assert sizes[-1] == index.count(OPEN)
    assert sizes[0] < sizes[1]
