"""The figures on labelled trials may rise, never fall; ``ratchet.tsv`` holds them, kind by kind and set by set."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.labels.scored_facts import figures
from tests.shared import needs_shared

with Path(__file__).with_name("ratchet.tsv").open() as rows:
    FLOORS = [
        (row["kind"], name, float(row[name]))
        for row in csv.DictReader(rows, delimiter="\t")
        for name in ("gold", "ours", "later", "learned")
    ]


@needs_shared
@pytest.mark.parametrize(("kind", "name", "floor"), FLOORS)
def test_no_kind_is_read_worse_than_before(kind: str, name: str, floor: float) -> None:
    assert figures(name)[kind] >= floor, f"{kind} fell on {name}; read the misses with score.py --show {kind}"
