"""``trialmatch cohort``: whom each trial fits, why not, and what a change would do."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from indexer.document import prepare
from indexer.index import open_index
from tests.api.conftest import EXAMPLES

Run = Callable[..., Result]
Write = Callable[[str, Any], Path]

TEXT = "Inclusion Criteria:\n\n* Age 18 years or older\n* ECOG 0-1\n\nExclusion Criteria:\n\n* Pregnancy\n"
PATIENTS = [
    {"id": "fits", "age": 40, "ecog": 0, "pregnant": False, "sex": "female", "diagnosis": {"cancer": "breast cancer"}},
    {"id": "weak", "age": 40, "ecog": 2, "pregnant": False, "sex": "female", "diagnosis": {"cancer": "breast cancer"}},
    {"id": "young", "age": 12, "ecog": 2, "pregnant": False, "sex": "female", "diagnosis": {"cancer": "breast cancer"}},
    {"id": "unasked", "age": 40, "pregnant": False, "sex": "female", "diagnosis": {"cancer": "breast cancer"}},
]


@pytest.fixture
def index(tmp_path: Path) -> str:
    """One trial with three criteria and the registry's own fields taken away, and one that is over."""
    url = f"sqlite:{tmp_path / 'index.sqlite'}"
    record = json.loads((EXAMPLES / "studies" / "NCT90000001.json").read_text(encoding="utf-8"))
    modules = record["protocolSection"]
    modules["eligibilityModule"] = {"eligibilityCriteria": TEXT}
    modules["conditionsModule"]["conditions"] = ["Breast Cancer"]
    modules["statusModule"]["overallStatus"] = "RECRUITING"
    over = json.loads(json.dumps(record).replace("NCT90000001", "NCT90000002").replace("RECRUITING", "COMPLETED"))
    opened = open_index(url)
    with opened.change(rebuild=True) as change:
        for one in (record, over):
            change.put(prepare(one, "2026-03-02T09:00:00"))
    opened.close()
    return url


def records(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_all_open_trials_come_with_who_fits_who_may_and_how_many_do_not(run: Run, write: Write, index: str) -> None:
    (found,) = records(run("cohort", "--patients", write("p.json", PATIENTS), "--index", index, "--json"))
    assert found["study"] == "NCT90000001"
    assert (found["eligible"], found["unknown"], found["ineligible"]) == (["fits"], ["unasked"], 2)


def test_another_status_can_be_asked_for(run: Run, write: Write, index: str) -> None:
    result = run("cohort", "--patients", write("p.json", PATIENTS), "--index", index, "--json", "--status", "COMPLETED")
    assert [one["study"] for one in records(result)] == ["NCT90000002"]


def test_one_trial_comes_with_its_funnel(run: Run, write: Write, index: str) -> None:
    (found,) = records(
        run("cohort", "NCT90000001", "--patients", write("p.json", PATIENTS), "--index", index, "--json")
    )
    steps = {" ".join(step["words"].split()): step for step in found["criteria"]}
    age, ecog = steps["Age 18 years or older"], steps["ECOG 0-1"]
    assert (age["fails"], age["remaining"], age["returns"]) == (1, 3, [])
    assert (ecog["fails"], ecog["remaining"], ecog["returns"]) == (2, 2, ["weak"])


def number_of(run: Run, patients: Path, index: str, words: str) -> int:
    (found,) = records(run("cohort", "NCT90000001", "--patients", patients, "--index", index, "--json"))
    return next(step["number"] for step in found["criteria"] if words in step["words"])


def test_who_comes_back_without_a_criterion(run: Run, write: Write, index: str) -> None:
    patients = write("p.json", PATIENTS)
    number = number_of(run, patients, index, "ECOG")
    asked = ("cohort", "NCT90000001", "--patients", patients, "--index", index, "--without", number)
    (found,) = records(run(*asked, "--json"))
    assert found["what_if"]["returning"] == ["weak"]
    assert found["what_if"]["eligible"] == ["fits", "weak", "unasked"]
    assert "back come weak" in run(*asked).stdout


def test_who_comes_back_if_a_criterion_read_otherwise(run: Run, write: Write, index: str) -> None:
    patients = write("p.json", PATIENTS)
    number = number_of(run, patients, index, "ECOG")
    asked = ("cohort", "NCT90000001", "--patients", patients, "--index", index, "--json", "--reword", number)
    (wider,) = records(run(*asked, "ECOG 0-2"))
    assert wider["what_if"]["returning"] == ["weak"]
    assert wider["what_if"]["unknown"] == ["unasked"]
    (same,) = records(run(*asked, "ECOG 0-1"))
    assert same["what_if"]["returning"] == []


def test_for_a_person_the_funnel_stands_in_the_trials_words(run: Run, write: Write, index: str) -> None:
    patients = write("p.json", PATIENTS)
    one = run("cohort", "NCT90000001", "--patients", patients, "--index", index).stdout
    assert "4 patients: ✓ 1  ? 1  ✗ 2" in one
    assert "rules out 2, 1 by it alone; 2 left: ECOG 0-1" in one
    every = run("cohort", "--patients", patients, "--index", index).stdout
    assert "4 patients, 1 trials; 1 may take one of them" in every
    assert "fits: eligible for 1, unknown for 0" in every


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["NCT90000099"], "the index holds no study NCT90000099"),
        (["--without", "1"], "name one"),
        (["NCT90000001", "--without", "77"], "there is no criterion 77"),
        (["NCT90000001", "--without", "1", "--reword", "2", "x"], "either criteria are dropped or one is reworded"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Run, write: Write, index: str, arguments: list[str], message: str
) -> None:
    result = run("cohort", *arguments, "--patients", write("p.json", PATIENTS), "--index", index)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
