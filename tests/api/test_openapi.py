"""The OpenAPI document, and the service held to it by generated requests."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from schemathesis.checks import negative_data_rejection, positive_data_acceptance

from matcher.patient import patient_json_schema


@pytest.fixture
def described(app: Flask) -> Any:
    """The service as its own document describes it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_answer_to_any_request_is_one_that_the_document_describes(case: Any) -> None:
    # The document cannot say that 2025-02-30 is no date, nor that null counts as absent: what is accepted has its
    # own tests in test_rest.py.
    case.call_and_validate(excluded_checks=[positive_data_acceptance, negative_data_rejection])


def test_the_document_is_openapi_3_1_and_lists_every_operation(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        "/api/v1/match",
        "/api/v1/parse",
        "/api/v1/studies",
        "/api/v1/studies/{nct_id}",
        "/api/v1/studies/{nct_id}/criteria",
        "/api/v1/studies/{nct_id}/screen",
        "/healthz",
        "/readyz",
    }


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
