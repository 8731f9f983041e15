"""Owns where the material lies that stands beside the repository, and the mark for tests that need it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the material in ../shared is not here")


def gold_patients() -> list[dict[str, Any]]:
    """The patients of the labelled material, and those that were made to measure for its trials."""
    records: list[dict[str, Any]] = json.loads((SHARED / "gold" / "patients_dev.json").read_text())
    for file in sorted((SHARED / "gold" / "made").glob("*.json")):
        made = json.loads(file.read_text())
        records += [{key: value for key, value in record.items() if key != "made"} for record in made]
    return records


def real_records(every: int) -> Iterator[dict[str, Any]]:
    """Every so many-th of the registry's real records."""
    with gzip.open(SHARED / "registry" / "studies.jsonl.gz", "rt") as lines:
        for place, line in enumerate(lines):
            if place % every == 0:
                yield json.loads(line)
