"""The commands on what changes over time: diff, changes, review."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[[str, Any], Path]

PEOPLE = [
    {"id": name, "as_of": "2026-02-05", "age": 40, "sex": "female", "ecog": ecog} for name, ecog in (("a", 1), ("b", 2))
]


class TestDiff:
    def test_the_last_change_is_shown_by_its_meaning(self, run: Run, changed_index: str) -> None:
        lines = run("diff", "NCT90000001", "--index", changed_index).stdout.splitlines()
        assert lines[0] == "NCT90000001: version 1 (2026-02-01) → 2 (2026-02-04)"
        assert "    - “ECOG performance status 0 or 1”" in lines
        assert "    + “ECOG performance status 0 to 2”" in lines
        assert any("→" in line for line in lines[4:])

    def test_versions_are_named_by_number_or_day(self, run: Run, changed_index: str) -> None:
        back = run("diff", "NCT90000001", "--from", 2, "--to", "2026-02-02", "--index", changed_index, "--json")
        record = json.loads(back.stdout)
        assert (record["from"]["number"], record["to"]["number"]) == (2, 1)
        assert [change["how"] for change in record["criteria"]] == ["changed"]

    def test_a_study_or_version_that_is_not_there_is_named(self, run: Run, changed_index: str) -> None:
        for arguments, complaint in (
            (["NCT90000009"], "the index holds no study NCT90000009"),
            (["NCT90000002"], "NCT90000002 has no version before 1 (2026-02-01)"),
            (["NCT90000001", "--to", "7"], "--to is '7': there are versions 1 (2026-02-01), 2 (2026-02-04)"),
        ):
            result = run("diff", *arguments, "--index", changed_index)
            assert (result.exit_code, result.stderr) == (2, f"Error: {complaint}\n")


def test_changes_tell_whose_verdict_flips_and_by_which_change(run: Run, changed_index: str, write: Write) -> None:
    since = ("changes", "--since", "2026-02-02", "--patients", write("patients.json", PEOPLE), "--index", changed_index)
    told = run(*since).stdout
    assert told.startswith("a: 0 trials\nb: 1 trials\n  NCT90000001 Invented study 1: ineligible → unknown\n")
    assert "“ECOG performance status 0 or 1” → “ECOG performance status 0 to 2”" in told
    (line,) = run(*since, "--json").stdout.splitlines()
    assert (json.loads(line)["patient"], json.loads(line)["now"]) == ("b", "unknown")


class TestReview:
    @pytest.fixture
    def doubt(self, run: Run, changed_index: str) -> dict[str, Any]:
        first = run("review", "list", "--index", changed_index, "--json").stdout.splitlines()[0]
        found: dict[str, Any] = json.loads(first)
        return found

    def test_what_is_least_read_comes_first(self, run: Run, changed_index: str, doubt: dict[str, Any]) -> None:
        assert doubt["studies"] == ["NCT90000001", "NCT90000002"]
        told = run("review", "list", "--index", changed_index).stdout
        assert told.startswith(f"{doubt['hash'][:12]}  ")
        assert "inclusion: “Schnurps of the second degree”" in told

    def test_a_correction_holds_in_every_trial_with_the_words_and_is_no_longer_in_doubt(
        self, run: Run, changed_index: str, doubt: dict[str, Any]
    ) -> None:
        correct = ("review", "correct", "NCT90000002", doubt["hash"][:8], "--who", "Dr. A", "--index", changed_index)
        result = run(*correct, "--as", "HER2-negative breast cancer")
        assert (result.exit_code, result.stdout) == (0, "2 trials read again.\n")
        exported = [json.loads(line) for line in run("index", "export", "--index", changed_index).stdout.splitlines()]
        assert all("HER2" in json.dumps(line["facts"]) for line in exported)
        assert "Schnurps" not in run("review", "list", "--index", changed_index).stdout

    def test_it_is_exported_with_who_and_when_taken_back_and_imported(
        self, run: Run, changed_index: str, doubt: dict[str, Any], tmp_path: Path
    ) -> None:
        named = ("review", "correct", "NCT90000001", doubt["hash"], "--who", "Dr. A", "--index", changed_index)
        assert run(*named, "--unread", "--note", "ask the sponsor").exit_code == 0
        exported = run("review", "export", "--index", changed_index).stdout
        assert (json.loads(exported)["who"], json.loads(exported)["note"]) == ("Dr. A", "ask the sponsor")
        assert run("review", "withdraw", doubt["hash"], "--index", changed_index).stdout == "2 trials read again.\n"
        assert run("review", "export", "--index", changed_index).stdout == ""
        file = tmp_path / "corrections.jsonl"
        file.write_text(exported)
        told = run("review", "import", file, "--index", changed_index).stdout
        assert told == "1 corrections kept; 2 trials read again.\n"
        assert run("review", "export", "--index", changed_index).stdout == exported
        assert run("review", "outdated", "--index", changed_index).stdout == ""

    def test_what_cannot_be_done_is_said(
        self, run: Run, changed_index: str, doubt: dict[str, Any], write: Write
    ) -> None:
        named = ("review", "correct", "NCT90000001", doubt["hash"], "--who", "Dr. A", "--index", changed_index)
        assert "expected one of --as, --confirm and --unread" in run(*named).stderr
        assert "these words are not read in full either" in run(*named, "--as", "Schnorps").stderr
        nothing = run("review", "correct", "NCT90000001", "zz", "--who", "A", "--confirm", "--index", changed_index)
        assert "0 criteria of the study have a fingerprint that begins with 'zz'" in nothing.stderr
        broken = run("review", "import", write("broken.jsonl", "{}"), "--index", changed_index)
        assert (broken.exit_code, "line 1 is not a correction" in broken.stderr) == (2, True)
        assert "there is no correction 'zz'" in run("review", "withdraw", "zz", "--index", changed_index).stderr
