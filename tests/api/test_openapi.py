"""The OpenAPI document, and the service held to it by generated requests."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import negative_data_rejection, positive_data_acceptance

from matcher.patient import patient_json_schema

OPERATIONS = [
    ("POST", "/api/v1/cohort"),
    ("POST", "/api/v1/match"),
    ("POST", "/api/v1/parse"),
    ("POST", "/api/v1/questions"),
    ("GET", "/api/v1/studies"),
    ("GET", "/api/v1/studies/{nct_id}"),
    ("GET", "/api/v1/studies/{nct_id}/criteria"),
    ("POST", "/api/v1/studies/{nct_id}/screen"),
    ("GET", "/api/v1/studies/{nct_id}/versions"),
    ("GET", "/api/v1/studies/{nct_id}/diff"),
    ("POST", "/api/v1/changes"),
    ("GET", "/api/v1/refreshes"),
    ("GET", "/api/v1/review"),
    ("GET", "/api/v1/review/corrections"),
    ("GET", "/api/v1/suggest"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_to_any_request_is_one_that_the_document_describes(app: Flask, method: str, path: str) -> None:
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(case=document[path][method].as_strategy())
    def holds(case: Any) -> None:
        # The document cannot say that 2025-02-30 is no date, nor that null counts as absent: what is accepted and
        # what is refused has its own tests in test_rest.py.
        case.call_and_validate(excluded_checks=[positive_data_acceptance, negative_data_rejection])

    holds()


def test_the_document_is_openapi_3_1_and_lists_every_operation(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    listed = [(m.upper(), path) for path, operations in document["paths"].items() for m in operations]
    assert sorted(operation for operation in listed if operation[0] in ("GET", "POST")) == sorted(OPERATIONS)


def test_the_patient_in_the_document_is_the_record_that_is_validated(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    written = document["components"]["schemas"]["Patient"]
    assert written["properties"] == patient_json_schema()["properties"]
    request = document["components"]["schemas"]["MatchRequest"]
    assert request["properties"]["patient"]["allOf"] == [{"$ref": "#/components/schemas/Patient"}]


def test_every_operation_says_what_it_does_and_errors_are_problem_documents(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    for path, operations in document["paths"].items():
        for method in ("get", "post"):
            if method in operations:
                assert operations[method]["summary"], (method, path)
                assert "default" in operations[method]["responses"], (method, path)
    error = document["components"]["responses"]["DEFAULT_ERROR"]
    assert list(error["content"]) == ["application/problem+json"]


def test_the_documentation_page_shows_the_document(client: FlaskClient) -> None:
    page = client.get("/api/docs/").text
    assert 'data-openapi="/api/v1/openapi.json"' in page
