"""Owns the way from our labels to a folder in the gold's form, with the texts of the registry's records beside them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.shared import SHARED

_HERE = Path(__file__).parent
_PREFIX = {"ours": ""} | {
    name: f"{name}_" for name in ("later", "wide", "unseen", "fresh", "modern", "learned", "kept")
}


def lay_out(name: str, folder: Path) -> Path:
    """Write ``texts``, ``verdicts`` and ``made`` of a set, and ``facts`` if it has any, as the gold has them.

    ``name`` is that of a set in README.md. The folder is given back.
    """
    texts = dict(_texts({row["study"] for kind in ("facts", "made") for row in rows(name, kind)}))
    for study, text in texts.items():
        _write(folder / "texts" / f"{study}.txt", text)
    for row in rows(name, "facts"):
        facts = [_quoted(fact, texts[row["study"]]) for fact in row["facts"]]
        _write(folder / "facts" / f"{row['study']}.json", json.dumps({"nct_id": row["study"], "facts": facts}))
    for row in rows(name, "verdicts"):
        text = texts[row["study"]]
        verdicts = {patient: _verdict(one, text) for patient, one in row["verdicts"].items()}
        _write(folder / "verdicts" / f"{row['study']}.json", json.dumps({"verdicts": verdicts}))
    for row in rows(name, "made"):
        text = texts[row["study"]]
        patients = [patient | {"made": _words(patient["made"], text)} for patient in row["patients"]]
        _write(folder / "made" / f"{row['study']}.json", json.dumps(patients))
    return folder


def rows(name: str, kind: str) -> Iterator[dict[str, Any]]:
    """The lines of one file of a set; none where it has no such file."""
    path = _HERE / f"{_PREFIX[name]}{kind}.jsonl"
    if path.exists():
        with path.open() as lines:
            yield from map(json.loads, lines)


def _texts(studies: set[str]) -> Iterator[tuple[str, str]]:
    """The labelled texts among the registry's records, by their digest; places count universal newlines."""
    with gzip.open(SHARED / "registry" / "studies.jsonl.gz", "rt") as lines:
        for line in lines:
            section = json.loads(line)["protocolSection"]
            text = section.get("eligibilityModule", {}).get("eligibilityCriteria", "").replace("\r\n", "\n")
            digest = hashlib.sha256(text.encode()).hexdigest()[:16]
            if digest in studies:
                yield digest, text


def _quoted(fact: dict[str, Any], text: str) -> dict[str, Any]:
    start, end = fact["at"]
    named = {key: value for key, value in fact.items() if key not in ("at", "except")}
    excepted = {"except": text[slice(*fact["except"])]} if "except" in fact else {}
    return {"quote": text[start:end]} | named | excepted


def _verdict(one: dict[str, Any], text: str) -> dict[str, Any]:
    contradicted = [{"quote": text[slice(*c["at"])], "why": c["why"]} for c in one["contradicted"]]
    return {
        "verdict": one["verdict"],
        "contradicted": contradicted,
        "unknown": [text[slice(*at)] for at in one["unknown"]],
    }


def _words(made: dict[str, Any], text: str) -> dict[str, Any]:
    return {key: text[slice(*value)] if isinstance(value, list) else value for key, value in made.items()}


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
