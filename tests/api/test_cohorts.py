"""Cohorts and questions over REST."""

from typing import Any

import pytest
from flask.testing import FlaskClient

PROBLEM = "application/problem+json"
Patients = dict[str, dict[str, Any]]


def test_a_cohort_is_counted_for_every_open_study_as_one_by_one(
    client: FlaskClient, example_patients: Patients
) -> None:
    people = list(example_patients.values())
    answer = client.post("/api/v1/cohort", json={"patients": people, "limit": 5})
    assert answer.status_code == 200
    found = answer.get_json()
    assert found["patients"] == len(people)
    assert found["screened"] > len(found["studies"]) == 5
    for study in found["studies"]:
        verdicts = {
            person["id"]: client.post(f"/api/v1/studies/{study['study']}/screen", json={"patient": person}).get_json()[
                "verdict"
            ]
            for person in people
        }
        assert study["eligible"] == [name for name, verdict in verdicts.items() if verdict == "eligible"]
        assert study["unknown"] == [name for name, verdict in verdicts.items() if verdict == "unknown"]
        assert study["ineligible"] == sum(verdict == "ineligible" for verdict in verdicts.values())


def test_one_study_comes_with_its_funnel_and_with_what_a_change_would_do(
    client: FlaskClient, example_patients: Patients
) -> None:
    body = {"patients": list(example_patients.values()), "study": "NCT90000001"}
    (study,) = client.post("/api/v1/cohort", json=body).get_json()["studies"]
    alone = [step for step in study["criteria"] if step["returns"]]
    assert "what_if" not in study
    for step in alone:
        changed = client.post("/api/v1/cohort", json=body | {"without": [step["number"]]}).get_json()["studies"][0]
        assert set(changed["what_if"]["returning"]) >= set(step["returns"])


@pytest.mark.parametrize(
    "change",
    [
        {"patients": []},
        {"without": [1]},
        {"study": "NCT90000001", "query": {}},
        {"study": "NCT90000001", "without": [999]},
        {"study": "NCT90000001", "without": ["1"]},
        {"study": "7"},
        {"surprise": 1},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(client: FlaskClient, change: dict[str, Any]) -> None:
    answer = client.post("/api/v1/cohort", json={"patients": [{"id": "p"}]} | change)
    assert answer.status_code == 422
    assert answer.mimetype == PROBLEM


def test_a_faulty_patient_is_named_by_its_path(client: FlaskClient) -> None:
    answer = client.post("/api/v1/cohort", json={"patients": [{"id": "p"}, {"id": "q", "age": "old"}]})
    assert answer.status_code == 422
    assert any("[1].age" in error["path"] for error in answer.get_json()["errors"])


def test_a_study_that_the_index_does_not_hold_is_not_found(client: FlaskClient) -> None:
    answer = client.post("/api/v1/cohort", json={"patients": [{"id": "p"}], "study": "NCT99999999"})
    assert answer.status_code == 404


def test_the_next_questions_decide_trials_that_are_open(client: FlaskClient) -> None:
    patient = {"id": "p", "age": 55, "sex": "female", "diagnosis": {"cancer": "breast cancer"}}
    answer = client.post("/api/v1/questions", json={"patient": patient, "limit": 3})
    assert answer.status_code == 200
    found = answer.get_json()["questions"]
    assert len(found) == 3
    assert [one["decides"] for one in found] == sorted((one["decides"] for one in found), reverse=True)
    assert all(one["decides"] == one["rules_out"] + one["completes"] > 0 for one in found)
    plain = client.post("/api/v1/questions", json={"patient": patient, "limit": 3, "audience": "patient"}).get_json()
    assert [one["key"] for one in plain["questions"]] == [one["key"] for one in found]
    assert [one["text"] for one in plain["questions"]] != [one["text"] for one in found]


def test_questions_are_the_same_for_trials_in_memory_and_for_those_read_from_the_index(client: FlaskClient) -> None:
    patient = {"id": "p", "age": 55, "sex": "female", "diagnosis": {"cancer": "breast cancer"}}
    statuses = ["RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE"]
    asked = {"patient": patient, "limit": 50}
    kept = client.post("/api/v1/questions", json=asked | {"query": {"status": statuses}}).get_json()
    # no trial has the further status, with which the query is no longer one of trials in memory
    read = client.post("/api/v1/questions", json=asked | {"query": {"status": [*statuses, "NO_SUCH"]}}).get_json()
    assert kept == read
