"""The commands that work on an index: match, index status, refresh, demo, serve."""

import json
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import responses
from click.testing import Result

from tests.api.conftest import EXAMPLES, load_examples

Run = Callable[..., Result]
Write = Callable[[str, Any], Path]
PATIENTS = EXAMPLES / "patients.json"


def test_match_ranks_open_trials_for_one_patient_with_reasons_and_the_nearest_site(
    run: Run, example_index: str
) -> None:
    result = run(
        "match", "--patients", PATIENTS, "--patient", "hr-positive-second-line", "--index", example_index, "--limit", 3
    )
    assert result.exit_code == 0
    assert result.stdout.startswith("hr-positive-second-line: 3 trials")
    assert "NCT9" in result.stdout
    assert "Nearest open site:" in result.stdout
    assert "\n  completed, " not in result.stdout


def test_match_as_json_is_one_line_a_patient(run: Run, example_index: str) -> None:
    result = run("match", "--patients", PATIENTS, "--index", example_index, "--limit", 2, "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["patient"] for line in lines] == [p["id"] for p in json.loads(PATIENTS.read_text(encoding="utf-8"))]
    assert all(0 < len(line["matches"]) <= 2 for line in lines)


def test_match_can_be_narrowed_by_country_place_and_status(run: Run, example_index: str) -> None:
    narrow = ["--country", "France", "--near", "48.86,2.35", "--km", 60, "--status", "RECRUITING"]
    result = run("match", "--patients", PATIENTS, "--index", example_index, "--json", "--limit", 50, *narrow)
    for line in result.stdout.splitlines():
        assert {match["study"]["status"] for match in json.loads(line)["matches"]} <= {"RECRUITING"}


def test_match_gives_the_same_trials_in_the_same_order_on_elasticsearch(
    run: Run, example_index: str, elastic_example_index: str
) -> None:
    match = ("match", "--patients", PATIENTS, "--limit", 48, "--json", "--index")
    embedded = run(*match, example_index)
    assert embedded.stdout.count("NCT9") > 100
    assert run(*match, elastic_example_index).stdout == embedded.stdout


def test_index_status_tells_what_is_there(run: Run, example_index: str) -> None:
    told = run("index", "status", "--index", example_index).stdout
    assert "48 trials" in told
    assert "are on breast cancer by heading" in told
    assert json.loads(run("index", "status", "--index", example_index, "--json").stdout)["studies"] == 48


def test_verify_finds_a_sound_index_sound_and_names_what_is_damaged(run: Run, tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    load_examples(f"sqlite:{index}", 3)
    sound = run("index", "verify", "--index", f"sqlite:{index}")
    assert (sound.exit_code, sound.stdout) == (0, "3 trials, all sound.\n")
    with closing(sqlite3.connect(index)) as db:
        db.execute("UPDATE studies SET hash = 'x' WHERE nct_id = 'NCT90000002'")
        db.commit()
    damaged = run("index", "verify", "--index", f"sqlite:{index}")
    assert damaged.exit_code == 1
    assert "NCT90000002" in damaged.stdout


def test_an_index_can_be_rebuilt_exported_and_compacted(run: Run, tmp_path: Path) -> None:
    index = load_examples(f"sqlite:{tmp_path / 'index.sqlite'}", 3)
    assert run("index", "rebuild", "--index", index).stdout == "3 records read again.\n"
    lines = [json.loads(line) for line in run("index", "export", "--index", index).stdout.splitlines()]
    assert [line["nct_id"] for line in lines] == ["NCT90000001", "NCT90000002", "NCT90000003"]
    assert all(line["facts"] and line["record"]["protocolSection"] for line in lines)
    assert "MB now" in run("index", "compact", "--index", index).stdout


@responses.activate
def test_refresh_loads_what_the_registry_has_and_reports_what_it_did(run: Run, tmp_path: Path) -> None:
    base = "http://registry.test/api/v2"
    studies = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((EXAMPLES / "studies").glob("*"))[:3]]
    version = {"apiVersion": "2.0.5", "dataTimestamp": "2026-03-02T09:00:05"}
    responses.get(f"{base}/version", json=version)
    responses.get(f"{base}/studies", json={"totalCount": 3, "studies": studies})
    index = f"sqlite:{tmp_path / 'index.sqlite'}"
    result = run("refresh", "--scope", "all", "--index", index, "--registry", base, "--pace", 0)
    assert result.exit_code == 0, result.output
    assert "3 trials in the index; the registry has 3 in view, by its data of 2026-03-02T09:00:05." in result.stdout
    assert "3 records read: 3 new" in result.stdout
    assert "3 trials" in run("index", "status", "--index", index).stdout


def test_the_ways_of_refreshing_exclude_each_other(run: Run, tmp_path: Path) -> None:
    result = run("refresh", "--full", "--delta", "--index", f"sqlite:{tmp_path / 'index.sqlite'}")
    assert (result.exit_code, result.stderr) == (2, "Error: --full and --delta exclude each other\n")


@responses.activate
def test_refresh_says_what_it_set_aside_and_why(run: Run, tmp_path: Path) -> None:
    base = "http://registry.test/api/v2"
    broken = {"protocolSection": {"identificationModule": {"nctId": "NCT90000001"}, "statusModule": []}}
    responses.get(f"{base}/version", json={"dataTimestamp": "2026-03-02T09:00:05"})
    responses.get(f"{base}/studies", json={"totalCount": 1, "studies": [broken]})
    index = f"sqlite:{tmp_path / 'index.sqlite'}"
    result = run("refresh", "--full", "--scope", "all", "--index", index, "--registry", base, "--pace", 0)
    assert "0 withdrawn, 1 set aside" in result.stdout
    assert result.stderr.startswith("Set aside: NCT90000001: protocolSection.statusModule: expected")


def test_demo_needs_no_network_and_shows_each_patient_with_trials_and_reasons(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the demo opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    shown = run("demo", "--limit", 1).stdout
    for patient in json.loads(PATIENTS.read_text(encoding="utf-8")):
        assert patient["id"] in shown
    assert "48 invented trials" in shown
    assert "Nearest open site:" in shown
    assert "All of this is invented." in shown


def test_serve_answers_on_loopback_and_says_where(example_index: str) -> None:
    command = [
        sys.executable,
        "-c",
        "from api.cli import main; main()",
        "serve",
        "--port",
        "0",
        "--index",
        example_index,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[2]
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(f"{address}/readyz", timeout=20) as answer:  # noqa: S310
                assert json.load(answer) == {"status": "ready", "studies": 48}
        finally:
            server.terminate()
