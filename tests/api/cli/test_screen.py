"""``trialmatch screen``: the contract of --json, and what a person reads."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

from tests.api.conftest import EXAMPLES

Run = Callable[..., Result]
Write = Callable[[str, Any], Path]

TEXT = "Inclusion Criteria:\n\n* Age 18 years or older\n* ECOG 0-1\n* Platelets ≥ 100,000/mm3\n"


def test_json_is_one_line_a_pair_with_verdict_score_and_what_decides(run: Run, write: Write) -> None:
    patients = write("patients.json", [{"id": "young", "age": 12, "ecog": 0}, {"id": "grown", "age": 40, "ecog": 0}])
    result = run("screen", "--patients", patients, "--json", write("a.txt", TEXT), write("b.txt", TEXT))
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["study"], line["patient"]) for line in lines] == [
        ("a", "young"),
        ("a", "grown"),
        ("b", "young"),
        ("b", "grown"),
    ]
    young, grown = lines[:2]
    assert (young["verdict"], grown["verdict"]) == ("ineligible", "unknown")
    assert 0 <= young["score"] < grown["score"] <= 1
    assert "18" in TEXT[young["contradicted"][0]["start"] : young["contradicted"][0]["end"]]
    assert young["contradicted"][0]["why"]
    assert "Platelets" in TEXT[grown["unknown"][0]["start"] : grown["unknown"][0]["end"]]


def test_a_single_patient_needs_no_list(run: Run, write: Write) -> None:
    patient = write("patient.json", {"id": "p", "age": 40, "ecog": 0, "labs": [{"name": "platelets", "value": 2e5}]})
    result = run("screen", "--patients", patient, "--json", write("a.txt", TEXT))
    assert json.loads(result.stdout)["patient"] == "p"


def test_a_study_record_brings_its_registry_fields_into_the_verdict(run: Run, write: Write) -> None:
    path = EXAMPLES / "studies" / "NCT90000001.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    eligibility = record["protocolSection"]["eligibilityModule"]
    eligibility |= {"eligibilityCriteria": "Inclusion Criteria:\n\n* ECOG 0-1\n", "sex": "FEMALE"}
    man = write("man.json", {"id": "man", "sex": "male", "age": 50, "ecog": 0})
    result = run("screen", "--patients", man, "--json", write("NCT90000001.json", record))
    assert json.loads(result.stdout)["verdict"] == "ineligible"


def test_for_a_person_the_trials_words_stand_beside_the_reason_and_symbols_beside_colours(
    run: Run, write: Write
) -> None:
    patients = write("patients.json", [{"id": "young", "age": 12}])
    shown = run("screen", "--patients", patients, write("a.txt", TEXT)).stdout
    assert "young, a: ✗ ineligible" in shown
    assert "✗ not met" in shown
    assert "Age 18 years or older" in shown
    assert "12" in shown
    assert "missing:" in shown


def test_criteria_that_are_met_are_counted_and_shown_on_request(run: Run, write: Write) -> None:
    patients = write("patients.json", [{"id": "p", "age": 40}])
    text = write("a.txt", TEXT)
    assert "and 1 met" in run("screen", "--patients", patients, text).stdout
    assert "✓ met" in run("screen", "--patients", patients, "--all", text).stdout
