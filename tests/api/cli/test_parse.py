"""``trialmatch parse``: the contract of --facts, and the views for people."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

from tests.api.conftest import EXAMPLES

Run = Callable[..., Result]
Write = Callable[[str, Any], Path]

TEXT = "Inclusion Criteria:\n\n* Age 18 years or older\n* ECOG 0-1\n\nExclusion Criteria:\n\n* Pregnant women\n"


def test_facts_are_one_json_line_a_path_with_the_files_stem_as_study(run: Run, write: Write) -> None:
    result = run("parse", "--facts", write("one.txt", TEXT), write("two.txt", ""))
    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert (first["study"], second) == ("one", {"study": "two", "facts": []})
    assert [(f["kind"], f["concept"], f["effect"]) for f in first["facts"]] == [
        ("age", "age", "require"),
        ("performance", "ECOG", "require"),
        ("pregnancy", "pregnant", "exclude"),
    ]


def test_offsets_count_characters_of_the_text_as_read_with_universal_newlines(run: Run, write: Write) -> None:
    plain = json.loads(run("parse", "--facts", write("a.txt", TEXT)).stdout)["facts"]
    windows = json.loads(run("parse", "--facts", write("b.txt", TEXT.replace("\n", "\r\n"))).stdout)["facts"]
    assert plain == windows
    assert "Pregnant" in TEXT[plain[-1]["start"] : plain[-1]["end"]]


def test_a_study_record_gives_the_facts_of_its_eligibility_text(run: Run, write: Write) -> None:
    path = EXAMPLES / "studies" / "NCT90000001.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    text = record["protocolSection"]["eligibilityModule"]["eligibilityCriteria"]
    from_record = json.loads(run("parse", "--facts", path).stdout)
    from_text = json.loads(run("parse", "--facts", write("NCT90000001.txt", text)).stdout)
    assert from_record == from_text
    assert from_record["study"] == "NCT90000001"


def test_json_gives_each_criterion_with_words_logic_and_sentence(run: Run, write: Write) -> None:
    record = json.loads(run("parse", "--json", write("a.txt", TEXT)).stdout)
    last = record["criteria"][-1]
    assert record["study"] == "a"
    assert record["coverage"] == 1
    assert last["section"] == "exclusion"
    assert last["tree"]["is"] == "not"
    assert "regnan" in last["sentence"]


def test_the_tree_names_each_node_with_the_words_of_its_leaves(run: Run, write: Write) -> None:
    lines = run("parse", "--tree", write("a.txt", TEXT)).stdout.splitlines()
    assert lines[0] == "a: 3 criteria, 100% of the words read"
    assert lines[-3] == "exclusion"
    assert lines[-2] == "  not"
    assert lines[-1].startswith("    pregnancy pregnant  “")


def test_by_default_words_facts_and_sentence_stand_side_by_side(run: Run, write: Write) -> None:
    shown = run("parse", write("a.txt", TEXT)).stdout
    assert "100% of the words read" in shown
    for word in ("Pregnant", "exclude", "ECOG"):
        assert word in shown


def test_words_that_cannot_be_read_are_shown_as_such_and_not_dropped(run: Run, write: Write) -> None:
    shown = run("parse", "--tree", write("a.txt", "Inclusion Criteria:\n\n* Zorgblat flimmering of the quux\n")).stdout
    assert "unread" in shown
    assert "Zorgblat flimmering of the quux" in shown
