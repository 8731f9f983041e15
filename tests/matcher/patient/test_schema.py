"""What a patient record may hold, and what is said of one that cannot be read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matcher.errors import PatientError
from matcher.patient import load_patient, load_patients, patient_json_schema


def problems(record: object) -> dict[str, str]:
    with pytest.raises(PatientError) as caught:
        load_patient(record)
    return dict(caught.value.problems)


def test_a_record_with_an_id_alone_is_whole_and_everything_else_is_unknown() -> None:
    person = load_patient({"id": "P1"})
    assert person.age is None
    assert person.treatments == ()
    assert person.complete == frozenset()
    assert person.as_of == date.today()


def test_null_means_unknown() -> None:
    person = load_patient({"id": "P1", "ecog": None, "treatments": [{"name": "letrozole", "setting": None}]})
    assert person.ecog is None
    assert person.treatments[0].setting is None


def test_an_unknown_key_is_refused_with_its_path() -> None:
    assert problems({"id": "P1", "labs": [{"name": "ANC", "valeu": 2}]}) == {
        "labs[0].valeu": "is not a key of the patient record"
    }


@pytest.mark.parametrize(
    ("record", "path", "expected"),
    [
        ({"age": "58"}, "age", "a number from 0 to 130"),
        ({"age": True}, "age", "a number from 0 to 130"),
        ({"age": float("nan")}, "age", "a number from 0 to 130"),
        ({"ecog": 1.5}, "ecog", "a whole number from 0 to 4"),
        ({"ecog": 7}, "ecog", "a whole number from 0 to 4"),
        ({"pregnant": "no"}, "pregnant", "true or false"),
        ({"sex": "F"}, "sex", "one of female, male"),
        ({"as_of": "2026-02-30"}, "as_of", "a date as YYYY-MM-DD"),
        ({"diagnosis": []}, "diagnosis", "an object"),
        ({"diagnosis": {"extent": "wide"}}, "diagnosis.extent", "one of early, locally advanced, metastatic"),
        ({"treatments": {}}, "treatments", "a list"),
        ({"treatments": ["letrozole"]}, "treatments[0]", "an object"),
        ({"treatments": [{"name": "letrozole", "start": "May 2024"}]}, "treatments[0].start", "YYYY-MM"),
        (
            {"treatments": [{"name": "x", "start": "2024-05", "end": "2023"}]},
            "treatments[0].end",
            "on or after the start",
        ),
        ({"metastases": [{}]}, "metastases[0].site", "is required"),
        ({"biomarkers": [{"name": "HER2", "ihc": "4+"}]}, "biomarkers[0].ihc", "one of 0, faint, 1+, 2+, 3+"),
        ({"conditions": [{"name": "  "}]}, "conditions[0].name", "text, got an empty one"),
        ({"complete": ["labs"]}, "complete", "treatments"),
    ],
)
def test_every_fault_is_named_with_path_and_expectation(record: dict[str, Any], path: str, expected: str) -> None:
    found = problems({"id": "P1"} | record)
    assert list(found) == [path]
    assert expected in found[path]


def test_all_faults_are_reported_at_once_and_no_value_is_repeated() -> None:
    found = problems({"age": "fifty-eight", "sex": "secret"})
    assert set(found) == {"id", "age", "sex"}
    assert "secret" not in str(found)


def test_a_class_is_taken_as_a_number_and_a_score_without_a_unit() -> None:
    person = load_patient(
        {
            "id": "P1",
            "conditions": [{"name": "heart failure", "nyha": 2}],
            "biomarkers": [{"name": "PD-L1", "value": 12, "unit": ""}],
        }
    )
    assert person.conditions[0].nyha == "II"
    assert person.biomarkers[0].value == 12
    assert list(problems({"id": "P1", "conditions": [{"name": "heart failure", "nyha": 5}]})) == ["conditions[0].nyha"]


def test_a_route_in_the_dose_tells_that_a_medicine_acts_in_one_place() -> None:
    person = load_patient(
        {
            "id": "P1",
            "medications": [{"name": "budesonide", "dose": "200 ug inhaled"}, {"name": "prednisone", "dose": "5 mg"}],
        }
    )
    assert [one.as_taken for one in person.medications] == ["budesonide inhaled", "prednisone"]


def test_faults_in_a_list_of_patients_say_which_patient() -> None:
    with pytest.raises(PatientError) as caught:
        load_patients([{"id": "P1"}, {"id": "P2", "labs": [{"name": "ANC", "value": []}]}])
    assert caught.value.problems == (("[1].labs[0].value", "expected a number or text, got a list"),)


def test_two_patients_with_one_id_are_refused() -> None:
    with pytest.raises(PatientError, match="more than one patient"):
        load_patients([{"id": "P1"}, {"id": "P1"}])


def test_a_single_record_counts_as_a_list_of_one() -> None:
    assert [p.id for p in load_patients({"id": "P1"})] == ["P1"]


def test_what_is_not_an_object_is_refused_in_words() -> None:
    assert problems("P1") == {"": "expected an object"}


def test_the_json_schema_names_every_key_and_refuses_others() -> None:
    schema: Any = patient_json_schema()
    assert schema["required"] == ["id"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["treatments"]["items"]["properties"]["outcome"]["enum"][0] == "completed"
    assert schema["properties"]["treatments"]["items"]["additionalProperties"] is False
