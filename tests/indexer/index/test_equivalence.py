"""Both indexes answer the same: hits in their order, scores, distances, counts and facets."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from bench.search import COUNTRIES, PHASES, PLACES, STATUSES, WORDS, answer, queries
from indexer.document import prepare
from indexer.index import SearchQuery, StudyIndex, open_index
from matcher.hard import stored_gates
from tests.indexer.records import record, site, status

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def invented(number: int, draw: random.Random) -> dict[str, Any]:
    """A record of words, places and codes that the queries ask for, so that every query finds some."""
    places = [
        site(f"City {at}", draw.choice(COUNTRIES), lat + draw.random(), lon, draw.choice([None, *STATUSES]))
        for at, (lat, lon) in enumerate(draw.sample(PLACES, 2))
    ]
    lines = "".join(f"* {words}\n" for words in draw.sample(WORDS, 5))
    made = record(
        number,
        statusModule=status(
            draw.choice(STATUSES), draw.choice([None, f"20{draw.randint(10, 26)}-0{draw.randint(1, 9)}"])
        ),
        conditionsModule={"conditions": draw.sample(WORDS, 2), "keywords": draw.sample(WORDS, 2)},
        designModule={"studyType": "INTERVENTIONAL", "phases": draw.sample(PHASES, 2)},
        armsInterventionsModule={"interventions": [{"type": "DRUG", "name": words} for words in draw.sample(WORDS, 2)]},
        eligibilityModule={
            "eligibilityCriteria": f"Inclusion Criteria:\n\n{lines}",
            "sex": draw.choice(["ALL", "FEMALE"]),
        },
        contactsLocationsModule={"locations": places},
    )
    made["protocolSection"]["identificationModule"]["briefTitle"] = " with ".join(draw.sample(WORDS, 2))
    return made


@pytest.fixture(scope="module")
def both(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StudyIndex, StudyIndex]]:
    draw = random.Random(7)  # noqa: S311 – always the same
    records = [json.loads(path.read_text()) for path in sorted(EXAMPLES.rglob("NCT*.json"))]
    records += [invented(5_000_000 + number, draw) for number in range(150)]
    documents = [prepare(item, "2026-02-01T09:00:00", gates=stored_gates()) for item in records]
    prefix = f"test-equal-{draw.getrandbits(32):x}"
    local = open_index(f"sqlite:{tmp_path_factory.mktemp('equal') / 'index.sqlite'}")
    remote = open_index(f"{elasticsearch_url}/{prefix}")
    for index in (local, remote):
        with index.change(rebuild=True) as change:
            for document in documents:
                change.put(document)
    yield local, remote
    local.close()
    remote.close()
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.delete(index=list(client.indices.get(index=f"{prefix}-*")))


@pytest.mark.parametrize("part", range(4))
def test_two_hundred_generated_queries(both: tuple[StudyIndex, StudyIndex], part: int) -> None:
    local, remote = both
    found = 0
    for query in queries(200)[part::4]:
        first, second = answer(local, query), answer(remote, query)
        assert first == second, query
        found += len(first["hits"])  # type: ignore[arg-type]
    assert found > 200


def test_completions_terms_and_scans(both: tuple[StudyIndex, StudyIndex]) -> None:
    local, remote = both
    for kind in ("condition", "intervention", "place"):
        for prefix in "abcdlpt":
            assert local.suggest(kind, prefix) == remote.suggest(kind, prefix)
    for name in ("gate", "biomarker", "status", "membership"):
        assert local.terms(name) == remote.terms(name)
    assert local.terms("gate")
    assert [s.nct_id for s in local.scan()] == [s.nct_id for s in remote.scan()]
    assert list(local.scan(SearchQuery(text="HER2"))) == list(remote.scan(SearchQuery(text="HER2")))


def test_leaving_out_by_gates(both: tuple[StudyIndex, StudyIndex]) -> None:
    local, remote = both
    keys = sorted(local.terms("gate"))
    for at in range(0, len(keys), max(1, len(keys) // 10)):
        query = SearchQuery(without=tuple(keys[at::7]))
        assert answer(local, query) == answer(remote, query)
