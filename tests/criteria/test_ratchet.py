"""The figures on the labelled trials of ../shared may rise, never fall; ``ratchet.tsv`` holds them, kind by kind."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from criteria import parse
from tests.shared import SHARED, needs_shared

GOLD = SHARED / "gold"
FLOORS = dict(line.split("\t") for line in Path(__file__).with_name("ratchet.tsv").read_text().splitlines()[1:])
# "therapy   428   0.900   0.800   0.847    0.950": kind, labelled facts, precision, recall, F1, share with detail
ROW = re.compile(r"^(?P<kind>\w+)\s+\d+\s+[\d.]+\s+[\d.]+\s+(?P<f1>[\d.]+)\s+[\d.]+$", re.MULTILINE)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """F1 by kind, as the gold's own scorer reckons it."""
    predicted = tmp_path_factory.mktemp("gold") / "facts.jsonl"
    with predicted.open("w") as file:
        for path in sorted((GOLD / "texts").glob("*.txt")):
            text = path.read_text()
            facts = [fact.record(text) for fact in parse(text).facts()]
            file.write(json.dumps({"study": path.stem, "facts": facts}) + "\n")
    command = [sys.executable, str(GOLD / "score.py"), "facts", str(predicted)]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - the gold's own scorer
    return {row["kind"]: float(row["f1"]) for row in ROW.finditer(table)}


@needs_shared
@pytest.mark.parametrize("kind", FLOORS)
def test_no_kind_is_read_worse_than_before(kind: str, figures: dict[str, float]) -> None:
    assert figures[kind] >= float(FLOORS[kind]), f"{kind} fell; read the misses with score.py --show {kind}"
