"""The REST interface to what changes over time."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from indexer.index import open_index
from indexer.report import RefreshReport, keep_report

STUDY = "/api/v1/studies/NCT90000001"


@pytest.fixture
def changed(changed_index: str) -> FlaskClient:
    """A client of a service over an index in which something changed."""
    return create_app(Settings(index=changed_index, requests_a_minute=0)).test_client()


def test_versions_and_what_changed_between_them(changed: FlaskClient) -> None:
    assert [version["number"] for version in changed.get(f"{STUDY}/versions").get_json()] == [1, 2]
    found = changed.get(f"{STUDY}/diff").get_json()
    assert (found["from"]["number"], found["to"]["number"]) == (1, 2)
    assert [criterion["how"] for criterion in found["criteria"]] == ["changed"]
    assert changed.get(f"{STUDY}/diff?from=2026-02-04&to=1").get_json()["from"]["number"] == 2


@pytest.mark.parametrize("path", ["/diff?from=7", "/diff?to=1", "/diff?to=2020-01-01"])
def test_a_version_that_is_not_there_is_not_found(changed: FlaskClient, path: str) -> None:
    assert changed.get(STUDY + path).status_code == 404
    assert changed.get("/api/v1/studies/NCT90000009/versions").status_code == 404


def test_whose_verdict_flips(changed: FlaskClient) -> None:
    people = [{"id": "a", "as_of": "2026-02-05", "ecog": 2}, {"id": "b", "as_of": "2026-02-05", "ecog": 1}]
    answer = changed.post("/api/v1/changes", json={"since": "2026-02-02", "patients": people})
    assert [(flip["patient"], flip["before"], flip["now"]) for flip in answer.get_json()] == [
        ("a", "ineligible", "unknown")
    ]
    refused = changed.post("/api/v1/changes", json={"since": "2026-02-02", "patients": [{"id": "a", "egoc": 2}]})
    assert refused.status_code == 422


def test_refreshes_are_listed_newest_first(changed: FlaskClient, changed_index: str) -> None:
    assert changed.get("/api/v1/refreshes").get_json() == []
    index = open_index(changed_index)
    numbers: dict[str, Any] = dict.fromkeys(
        ("studies", "read", "new", "changed", "unchanged", "reread", "closed", "withdrawn", "aside", "odd", "requests"),
        1,
    )
    for day in ("01", "02"):
        finished = f"2026-02-{day}T09:00:00"
        told = RefreshReport(
            scope="all", mode="delta", started=finished, finished=finished, stamp=finished, total=1, coverage=0.9,
            retries=0, resumed=False, repaired=False, seconds=1.0, set_aside={"NCT90000009": "no title"}, **numbers,
        )  # fmt: skip
        keep_report(index, told)
    index.close()
    listed = changed.get("/api/v1/refreshes").get_json()
    assert [one["finished"] for one in listed] == ["2026-02-02T09:00:00", "2026-02-01T09:00:00"]
    assert listed[0]["set_aside"] == {"NCT90000009": "no title"}


def test_what_is_in_doubt_and_what_was_corrected(changed: FlaskClient) -> None:
    (doubt,) = changed.get("/api/v1/review?limit=1").get_json()
    assert doubt["studies"] == ["NCT90000001", "NCT90000002"]
    assert changed.get("/api/v1/review/corrections").get_json() == []


def test_names_are_completed(changed: FlaskClient) -> None:
    assert changed.get("/api/v1/suggest?kind=intervention&prefix=let").get_json() == [
        {"value": "Letrozole", "count": 2}
    ]
    assert changed.get("/api/v1/suggest?kind=patient&prefix=let").status_code == 422
