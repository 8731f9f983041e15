"""The figures on labelled trials may rise, never fall; ``ratchet.tsv`` holds them, kind by kind and set by set."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from criteria import parse
from tests.labels.layout import lay_out
from tests.shared import SHARED, needs_shared

GOLD = SHARED / "gold"
with Path(__file__).with_name("ratchet.tsv").open() as rows:
    FLOORS = [
        (row["kind"], name, float(row[name]))
        for row in csv.DictReader(rows, delimiter="\t")
        for name in ("gold", "ours", "later")
    ]
# "therapy   428   0.900   0.800   0.847    0.950": kind, labelled facts, precision, recall, F1, share with detail
ROW = re.compile(r"^(?P<kind>\w+)\s+\d+\s+[\d.]+\s+[\d.]+\s+(?P<f1>[\d.]+)\s+[\d.]+$", re.MULTILINE)


@cache
def figures(name: str) -> dict[str, float]:
    """F1 by kind on the gold's trials or on a set of ``tests/labels``, as the gold's own scorer reckons it."""
    with TemporaryDirectory() as place:
        gold = GOLD if name == "gold" else lay_out(name, Path(place))
        predicted = Path(place) / "facts.jsonl"
        with predicted.open("w") as file:
            for path in sorted((gold / "texts").glob("*.txt")):
                text = path.read_text()
                facts = [fact.record(text) for fact in parse(text).facts()]
                file.write(json.dumps({"study": path.stem, "facts": facts}) + "\n")
        command = [sys.executable, str(GOLD / "score.py"), "facts", str(predicted), "--gold", str(gold)]
        table = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - the gold's own scorer
    return {row["kind"]: float(row["f1"]) for row in ROW.finditer(table)}


@needs_shared
@pytest.mark.parametrize(("kind", "name", "floor"), FLOORS)
def test_no_kind_is_read_worse_than_before(kind: str, name: str, floor: float) -> None:
    assert figures(name)[kind] >= floor, f"{kind} fell on {name}; read the misses with score.py --show {kind}"
