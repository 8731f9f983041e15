"""Whatever goes wrong, the command line says so in one clear line on stderr, with an exit code and no traceback."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.api.conftest import EXAMPLES

Run = Callable[..., Result]
Write = Callable[[str, Any], Path]

STUDY = EXAMPLES / "studies" / "NCT90000001.json"
NOBODY = "http://127.0.0.1:9"  # the discard port, on which nothing listens
GOOD_PATIENT = {"id": "p", "age": 50}

MALFORMED_PATIENTS = [
    ([{"id": "p", "agee": 50}], "agee"),
    ([{"age": 50}], "id"),
    ([GOOD_PATIENT, {"id": "q", "as_of": "today"}], "[1].as_of"),
    ([{"id": "p", "age": "50"}], "age"),
    ([{"id": "p", "birth_date": "1970-13"}], "birth_date"),
    ([{"id": "p", "sex": "F"}], "sex"),
    ([{"id": "p", "menopausal_status": "post"}], "menopausal_status"),
    ([{"id": "p", "pregnant": "no"}], "pregnant"),
    ([{"id": "p", "breastfeeding": 0}], "breastfeeding"),
    ([{"id": "p", "ecog": 7}], "ecog"),
    ([{"id": "p", "karnofsky": "90"}], "karnofsky"),
    ([{"id": "p", "diagnosis": {"extent": "spread"}}], "diagnosis.extent"),
    ([{"id": "p", "metastases": [{"status": "active"}]}], "metastases[0].site"),
    ([{"id": "p", "biomarkers": [{"name": "HER2", "ihc": "4+"}]}], "biomarkers[0].ihc"),
    ([{"id": "p", "treatments": [{"name": "x"}, {"name": "y", "start": "soon"}]}], "treatments[1].start"),
    ([{"id": "p", "labs": [{"name": "ANC", "date": 2025}]}], "labs[0].date"),
    ([{"id": "p", "conditions": "none"}], "conditions"),
    ([{"id": "p", "medications": [7]}], "medications[0]"),
    ([{"id": "p", "complete": ["everything"]}], "complete"),
    ([{"id": "p", "location": {"lat": 91}}], "location.lat"),
    ([{"id": "p", "preferences": {"distance": 5}}], "preferences.distance"),
    ("nobody", "[0]"),
]


def one_line(result: Result) -> str:
    """The message, after checking that it is one line on stderr and nothing came out on stdout."""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("Error: ")
    assert result.stdout == ""
    return lines[0]


@pytest.mark.parametrize(("records", "path"), MALFORMED_PATIENTS)
def test_a_malformed_patient_is_told_with_the_path_of_the_problem(
    run: Run, write: Write, records: Any, path: str
) -> None:
    result = run("screen", "--patients", write("p.json", json.dumps(records)), "--json", write("a.txt", "ECOG 0-1"))
    message = one_line(result)
    assert result.exit_code == 2
    assert path in message or path.replace("[0]", "") in message


def test_every_problem_of_every_patient_is_told_at_once(run: Run, write: Write) -> None:
    patients = write("p.json", [{"id": "p", "age": "50", "ecog": 9}, {"sex": "male"}])
    message = one_line(run("screen", "--patients", patients, write("a.txt", "ECOG 0-1")))
    for path in ("[0].age", "[0].ecog", "[1].id"):
        assert path in message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1, column 2: not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "holds no patient"),
    ],
)
def test_a_patients_file_that_is_no_list_of_patients_is_named(run: Run, write: Write, content: str, said: str) -> None:
    result = run("screen", "--patients", write("p.json", content), write("a.txt", ""))
    assert result.exit_code == 2
    assert "p.json" in one_line(result)
    assert said in result.stderr or "nested too deeply" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not json", "not JSON"),
        ({}, "NCT id"),
        ({"protocolSection": {"identificationModule": {"nctId": "NCT1"}}}, "'NCT1'"),
        ({"protocolSection": []}, "protocolSection"),
        ([1, 2], "expected an object"),
    ],
)
def test_a_malformed_study_is_told_with_what_is_wrong(run: Run, write: Write, content: Any, said: str) -> None:
    result = run("parse", "--facts", write("study.json", content))
    assert result.exit_code == 2
    assert said in one_line(result)


def test_a_text_that_is_not_utf8_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"ECOG \xff 0-1")
    result = run("parse", tmp_path / "a.txt")
    assert result.exit_code == 2
    assert "a.txt: not UTF-8 text (byte 5)" in one_line(result)


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    result = run("parse", tmp_path / "missing.txt")
    assert result.exit_code == 2
    assert "missing.txt" in result.stderr


def test_an_unreachable_registry_is_named_and_the_index_is_left_as_it_was(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    index = f"sqlite:{tmp_path / 'index.sqlite'}"
    result = run("refresh", "--registry", NOBODY, "--pace", 0, "--index", index)
    assert result.exit_code == 1
    assert "127.0.0.1:9" in one_line(result)


@pytest.mark.parametrize("command", ["match", "status"])
def test_an_unreachable_elasticsearch_is_named(run: Run, write: Write, command: str) -> None:
    match = ("match", "--patients", write("p.json", GOOD_PATIENT))
    result = run(*(match if command == "match" else ("index", "status")), "--index", NOBODY)
    assert result.exit_code == 1
    assert "127.0.0.1:9" in one_line(result)


@pytest.mark.parametrize("command", ["match", "status"])
def test_an_index_that_was_never_built_is_told_with_how_to_build_it(
    run: Run, write: Write, tmp_path: Path, command: str
) -> None:
    match = ("match", "--patients", write("p.json", GOOD_PATIENT))
    index = f"sqlite:{tmp_path / 'none.sqlite'}"
    result = run(*(match if command == "match" else ("index", "status")), "--index", index)
    assert result.exit_code == 1
    assert "trialmatch refresh" in one_line(result)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--near", "48.86"),
        ("--near", "north,east", "--km", "5"),
        ("--near", "95,2", "--km", "5"),
        ("--near", "48.86,2.35"),
        ("--km", "5"),
        ("--patient", "nobody"),
    ],
)
def test_options_of_match_that_make_no_sense_are_told(run: Run, write: Write, arguments: tuple[str, ...]) -> None:
    result = run("match", "--patients", write("p.json", GOOD_PATIENT), *arguments)
    assert result.exit_code == 2
    assert arguments[0].strip("-") in one_line(result)


def test_an_index_address_that_is_none_is_told(run: Run) -> None:
    result = run("index", "status", "--index", "/var/index")
    assert result.exit_code == 2
    assert "sqlite:PATH or http(s)://host:port" in result.stderr


@pytest.mark.parametrize("command", [("index", "status"), ("serve",)])
def test_a_host_that_is_none_is_told(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--index", "http://127.0.0.1:port")
    assert result.exit_code == 2
    assert "127.0.0.1:port" in one_line(result)


def test_a_scope_without_words_is_told(run: Run) -> None:
    result = run("refresh", "--scope", " ", "--registry", NOBODY)
    assert result.exit_code == 2
    assert "--scope" in one_line(result)


def test_a_setting_that_makes_no_sense_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALMATCH_PORT", "none")
    result = run("serve")
    assert result.exit_code == 2
    assert "TRIALMATCH_PORT" in one_line(result)


def test_a_port_that_is_taken_is_told(run: Run, example_index: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", taken.getsockname()[1], "--index", example_index)
    assert result.exit_code == 2
    assert "cannot listen" in one_line(result)


def test_as_a_program_of_its_own_it_exits_2_without_a_traceback(write: Write) -> None:
    arguments = ["screen", "--patients", write("p.json", [{"id": "p", "agee": 1}]), write("a.txt", "")]
    command = [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "agee" in done.stderr


def test_help_lists_every_command_without_loading_what_they_need() -> None:
    code = (
        "import sys; from api.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(sorted({'flask', 'elasticsearch', 'rich', 'requests', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    for command in ("demo", "index", "match", "parse", "refresh", "screen", "serve"):
        assert f"\n  {command} " in done.stdout
    assert done.stdout.rstrip().endswith("[]")
