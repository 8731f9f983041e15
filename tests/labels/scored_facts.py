"""Owns how well the facts of a labelled set are read, as the gold's own scorer reckons it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from criteria import parse
from tests.labels.layout import lay_out
from tests.shared import SHARED

GOLD = SHARED / "gold"
# "therapy   428   0.900   0.800   0.847    0.950": kind, labelled facts, precision, recall, F1, share with detail
_ROW = re.compile(r"^(?P<kind>\w+)\s+\d+\s+[\d.]+\s+[\d.]+\s+(?P<f1>[\d.]+)\s+[\d.]+$", re.MULTILINE)


@cache
def figures(name: str) -> dict[str, float]:
    """F1 by kind, and of "all", on the gold's trials or on a set of this folder; the set must have facts."""
    with TemporaryDirectory() as place:
        folder = GOLD if name == "gold" else lay_out(name, Path(place))
        predicted = Path(place) / "facts.jsonl"
        with predicted.open("w") as file:
            for path in sorted((folder / "texts").glob("*.txt")):
                text = path.read_text()
                facts = [fact.record(text) for fact in parse(text).facts()]
                file.write(json.dumps({"study": path.stem, "facts": facts}) + "\n")
        command = [sys.executable, str(GOLD / "score.py"), "facts", str(predicted), "--gold", str(folder)]
        table = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - the gold's own scorer
    return {row["kind"]: float(row["f1"]) for row in _ROW.finditer(table)}
