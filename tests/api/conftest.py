"""An index of the invented trials, and the service over it."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from indexer.document import prepare
from indexer.index import open_index
from matcher.hard import stored_gates
from tests.indexer.records import record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def example_index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an embedded index that holds the invented trials."""
    return load_examples(f"sqlite:{tmp_path_factory.mktemp('index') / 'index.sqlite'}")


@pytest.fixture
def elastic_example_index(elastic_index_url: str) -> str:
    """The address of an Elasticsearch index that holds the invented trials."""
    return load_examples(elastic_index_url)


def load_examples(url: str, count: int | None = None) -> str:
    """Load the first ``count`` invented trials, or all of them, into the index at ``url``."""
    index = open_index(url)
    with index.change(rebuild=True) as change:
        for path in sorted((EXAMPLES / "studies").glob("*.json"))[:count]:
            change.put(
                prepare(json.loads(path.read_text(encoding="utf-8")), "2026-03-02T09:00:00", gates=stored_gates())
            )
    index.close()
    return url


@pytest.fixture
def changed_index(tmp_path: Path) -> str:
    """The address of an index in which one trial has lowered its bar, and one criterion cannot be read."""
    url = f"sqlite:{tmp_path / 'index.sqlite'}"
    index = open_index(url)
    unread = "* Schnurps of the second degree\n"
    for seen, ecog in (("2026-02-01T09:00:00", "0 or 1"), ("2026-02-04T09:00:00", "0 to 2")):
        texts = (f"* ECOG performance status {ecog}\n{unread}", unread)
        with index.change() as change:
            for number, text in enumerate(texts, 1):
                eligibility = {"eligibilityCriteria": f"Inclusion Criteria:\n\n{text}"}
                change.put(prepare(record(number, eligibilityModule=eligibility), seen, gates=stored_gates()))
    index.close()
    return url


@pytest.fixture(scope="session")
def example_patients() -> dict[str, dict[str, Any]]:
    """The invented patients by id."""
    return {record["id"]: record for record in json.loads((EXAMPLES / "patients.json").read_text(encoding="utf-8"))}


@pytest.fixture(scope="session")
def app(example_index: str) -> Flask:
    """The service over the invented trials."""
    return create_app(Settings(index=example_index, requests_a_minute=0))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the service, with a cookie jar of its own."""
    return app.test_client()
