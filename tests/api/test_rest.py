"""The REST interface: what it answers, and how it refuses."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from matcher.patient import Patient

PROBLEM = "application/problem+json"
Patients = dict[str, dict[str, Any]]


def test_a_match_gives_ranked_open_trials_with_reasons_that_quote_the_trial(
    client: FlaskClient, example_patients: Patients
) -> None:
    patient = example_patients["hr-positive-second-line"]
    answer = client.post("/api/v1/match", json={"patient": patient, "limit": 5})
    assert answer.status_code == 200
    matches = answer.get_json()["matches"]
    assert 0 < len(matches) <= 5
    for match in matches:
        study = client.get(f"/api/v1/studies/{match['study']['nct_id']}").get_json()
        assert match["screening"]["verdict"] in ("eligible", "unknown", "ineligible")
        for criterion in match["screening"]["criteria"]:
            if criterion["registry_field"] is None:
                assert criterion["words"] == study["eligibility"][criterion["start"] : criterion["end"]]


def test_trials_that_nobody_can_join_any_more_are_not_matched_unless_asked_for(
    client: FlaskClient, example_patients: Patients
) -> None:
    patient = example_patients["hr-positive-second-line"]
    everyday = client.post("/api/v1/match", json={"patient": patient, "limit": 100}).get_json()["matches"]
    closed = client.post(
        "/api/v1/match", json={"patient": patient, "limit": 100, "query": {"status": ["COMPLETED"]}}
    ).get_json()["matches"]
    assert {m["study"]["status"] for m in closed} == {"COMPLETED"}
    assert "COMPLETED" not in {m["study"]["status"] for m in everyday}


def test_a_match_can_be_narrowed_to_a_country_and_a_distance(client: FlaskClient, example_patients: Patients) -> None:
    patient = example_patients["hr-positive-second-line"]
    query = {"country": "France", "lat": 48.86, "lon": 2.35, "km": 100}
    narrowed = client.post("/api/v1/match", json={"patient": patient, "limit": 100, "query": query})
    for match in narrowed.get_json()["matches"]:
        sites = client.get(f"/api/v1/studies/{match['study']['nct_id']}").get_json()["sites"]
        assert "France" in {site["country"] for site in sites}


def test_one_patient_is_screened_for_one_study_in_the_words_of_the_one_who_asks(
    client: FlaskClient, example_patients: Patients
) -> None:
    patient = example_patients["triple-negative-first-line"]
    for audience in ("clinician", "patient"):
        answer = client.post(
            "/api/v1/studies/NCT90000007/screen", json={"patient": patient, "audience": audience}
        ).get_json()
        assert answer["patient"] == "triple-negative-first-line"
        assert answer["study"] == "NCT90000007"
        assert {c["truth"] for c in answer["criteria"]} <= {"true", "false", "unknown"}


def test_a_text_is_parsed_with_offsets_that_hold_for_plain_newlines(client: FlaskClient) -> None:
    text = "Inclusion Criteria:\r\n\r\n* Age 18 years or older\r\n* ECOG 0-1\r\n"
    answer = client.post("/api/v1/parse", json={"text": text}).get_json()
    plain = text.replace("\r\n", "\n")
    facts = [fact for criterion in answer["criteria"] for fact in criterion["facts"]]
    assert [fact["concept"] for fact in facts] == ["age", "ECOG"]
    assert "18" in plain[facts[0]["start"] : facts[0]["end"]]
    assert answer["coverage"] == 1


def test_studies_are_found_by_words_with_facets_and_pages(client: FlaskClient) -> None:
    first = client.get("/api/v1/studies?limit=1").get_json()
    second = client.get("/api/v1/studies?limit=1&offset=1").get_json()
    assert first["total"] == 48
    assert sum(facet["count"] for facet in first["facets"]["status"]) == 48
    assert first["studies"][0]["nct_id"] != second["studies"][0]["nct_id"]
    recruiting = client.get("/api/v1/studies?status=RECRUITING,NOT_YET_RECRUITING&limit=100").get_json()
    assert {study["status"] for study in recruiting["studies"]} <= {"RECRUITING", "NOT_YET_RECRUITING"}


def test_a_study_has_its_text_its_sites_and_its_criteria(client: FlaskClient) -> None:
    study = client.get("/api/v1/studies/NCT90000001").get_json()
    criteria = client.get("/api/v1/studies/NCT90000001/criteria?audience=patient").get_json()
    assert study["sites"]
    assert 0 < criteria["coverage"] <= 1
    assert {c["words"] for c in criteria["criteria"] if c["registry_field"] is None} <= {
        study["eligibility"][c["start"] : c["end"]] for c in criteria["criteria"]
    }


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "patient"),
        ({"patient": {"id": "p"}, "limit": 2.5}, "limit"),
        ({"patient": {"id": "p"}, "limit": 0}, "limit"),
        ({"patient": {"id": "p"}, "audience": "everyone"}, "audience"),
        ({"patient": {"id": "p"}, "colour": "red"}, "colour"),
        ({"patient": {"id": "p"}, "query": {"km": 5}}, "query.lat"),
        ({"patient": {"id": "p"}, "query": {"lat": 91, "lon": 0}}, "query.lat"),
        ({"patient": {"id": "p"}, "query": {"status": ["open"]}}, "query.status[0]"),
        ({"patient": {}}, "patient.id"),
        ({"patient": {"id": "p", "agee": 5}}, "patient.agee"),
        ({"patient": {"id": "p", "labs": [{"name": "ANC"}, {"value": 1}]}}, "patient.labs[1].name"),
    ],
)
def test_a_request_that_is_not_as_it_should_be_is_told_where(
    client: FlaskClient, body: dict[str, Any], path: str
) -> None:
    answer = client.post("/api/v1/match", json=body)
    assert (answer.status_code, answer.content_type) == (422, PROBLEM)
    assert path in [fault["path"] for fault in answer.get_json()["errors"]]


def test_a_misspelt_query_parameter_is_refused_and_not_ignored(client: FlaskClient) -> None:
    answer = client.get("/api/v1/studies?statsu=RECRUITING")
    assert (answer.status_code, answer.content_type) == (422, PROBLEM)
    assert answer.get_json()["errors"] == [{"path": "statsu", "detail": "Unknown field."}]


def test_a_body_that_is_not_json_is_a_problem_document(client: FlaskClient) -> None:
    answer = client.post("/api/v1/match", data="{", content_type="application/json")
    assert (answer.status_code, answer.content_type) == (400, PROBLEM)


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post("/api/v1/parse", json={"text": "x" * 1_100_000})
    assert (answer.status_code, answer.content_type) == (413, PROBLEM)


def test_a_study_that_is_not_there_is_a_problem_document_that_names_it(client: FlaskClient) -> None:
    answer = client.get("/api/v1/studies/NCT99999999")
    assert (answer.status_code, answer.content_type) == (404, PROBLEM)
    assert "NCT99999999" in answer.get_json()["detail"]


def test_a_method_that_is_not_allowed_says_which_ones_are(client: FlaskClient) -> None:
    answer = client.get("/api/v1/match")
    assert (answer.status_code, answer.content_type) == (405, PROBLEM)
    assert "POST" in answer.headers["Allow"]


def test_the_service_is_alive_and_ready_over_a_built_index(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "alive"}
    assert client.get("/readyz").get_json() == {"status": "ready", "studies": 48}


def test_the_service_answers_alike_over_both_storages(
    client: FlaskClient, elastic_example_index: str, example_patients: Patients
) -> None:
    other = create_app(Settings(index=elastic_example_index, requests_a_minute=0)).test_client()
    for path in (
        "/readyz",
        "/api/v1/studies?text=trastuzumab&limit=50",
        "/api/v1/studies?country=France&status=RECRUITING&lat=48.9&lon=2.4&km=500&limit=50",
        "/api/v1/studies/NCT90000006",
        "/api/v1/studies/NCT90000006/criteria",
    ):
        assert other.get(path).get_json() == client.get(path).get_json(), path
    for patient in example_patients.values():
        body = {"patient": patient, "limit": 30, "query": {"country": "United Kingdom"}}
        assert other.post("/api/v1/match", json=body).get_json() == client.post("/api/v1/match", json=body).get_json()
    assert "United Kingdom" in other.get("/").text


@pytest.fixture(params=["not built", "unreachable"])
def client_without_index(request: pytest.FixtureRequest, tmp_path: Path) -> FlaskClient:
    url = f"sqlite:{tmp_path / 'none.sqlite'}" if request.param == "not built" else "http://127.0.0.1:9"
    return create_app(Settings(index=url)).test_client()


def test_without_an_index_the_service_is_alive_but_not_ready(client_without_index: FlaskClient) -> None:
    assert client_without_index.get("/healthz").status_code == 200
    for path in ("/readyz", "/api/v1/studies", "/api/v1/studies/NCT90000001"):
        answer = client_without_index.get(path)
        assert (answer.status_code, answer.content_type) == (503, PROBLEM)
        assert "index" in answer.get_json()["detail"]


def test_a_limit_on_requests_answers_429_and_when_to_come_back(example_index: str) -> None:
    client = create_app(Settings(index=example_index, requests_a_minute=2)).test_client()
    answers = [client.get("/api/v1/studies?limit=0") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].content_type == PROBLEM
    assert int(answers[2].headers["Retry-After"]) > 0
    assert "Retry-After" not in answers[0].headers
    assert client.get("/healthz").status_code == 200


def test_an_unexpected_error_tells_nothing_and_logs_nothing_of_the_patient(
    app: Flask, example_index: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object, patient: Patient, *__: object) -> None:
        raise ValueError(f"{patient.id} cannot be matched")

    monkeypatch.setattr("api.finder.Corpus.match", fail)
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().post("/api/v1/match", json={"patient": {"id": "Jane"}})
    assert (answer.status_code, answer.content_type) == (500, PROBLEM)
    assert "Jane" not in answer.text
    assert "Jane" not in caplog.text
    assert "ValueError in POST /api/v1/match" in caplog.text


def test_nothing_of_a_patient_is_logged_when_all_goes_well_or_the_record_is_refused(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, example_patients: Patients
) -> None:
    patient = example_patients["man-brca2-metastatic"]
    with caplog.at_level(logging.DEBUG):
        client.post("/api/v1/match", json={"patient": patient, "limit": 1})
        client.post("/api/v1/match", json={"patient": patient | {"age": "sixty-three"}})
    assert "man-brca2" not in caplog.text
    assert "sixty" not in caplog.text


def test_a_match_gives_no_more_trials_than_the_settings_allow(example_index: str, example_patients: Patients) -> None:
    few = create_app(replace(Settings(index=example_index), match_limit=2)).test_client()
    patient = example_patients["hr-positive-second-line"]
    assert len(few.post("/api/v1/match", json={"patient": patient, "limit": 50}).get_json()["matches"]) == 2
