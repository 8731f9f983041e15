"""Whole texts of invented trials with people who fit, who are barred, and of whom something is not known."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.matcher.people import ALL_LISTS

_FILE = Path(__file__).with_name("whole_texts.txt")
VERDICTS = {"E": "eligible", "N": "ineligible", "U": "unknown"}
_LABS = {
    "ANC": (3.2, "10*9/L"), "platelets": (210, "10*9/L"), "hemoglobin": (12.4, "g/dL"), "creatinine": (0.8, "mg/dL"),
    "creatinine clearance": (90, "mL/min"), "bilirubin": (0.6, "mg/dL"), "AST": (25, "U/L"), "ALT": (24, "U/L"),
    "LVEF": (62, "%"), "QTc": (420, "ms"), "INR": (1.0, ""), "BMI": (24, "kg/m2"),
}  # fmt: skip
_BASE: dict[str, Any] = {
    "id": "whole", "as_of": "2026-01-15", "age": 55, "sex": "female", "menopausal_status": "postmenopausal",
    "pregnant": False, "breastfeeding": False, "ecog": 1, "conditions": [], "medications": [], "complete": ALL_LISTS,
    "labs": [{"name": name, "value": value, "unit": unit} for name, (value, unit) in _LABS.items()],
}  # fmt: skip
_SPREAD: dict[str, Any] = {
    "diagnosis": {"cancer": "breast cancer", "histology": "invasive ductal carcinoma", "stage": "IV", "m": "M1",
                  "extent": "metastatic", "presentation": "recurrent", "metastatic_since": "2023-12",
                  "measurable_disease": True},
    "metastases": [{"site": "liver"}, {"site": "bone"}, {"site": "brain", "present": False}],
}  # fmt: skip
_EARLY: dict[str, Any] = {
    "diagnosis": {"cancer": "breast cancer", "histology": "invasive ductal carcinoma", "stage": "IIB", "t": "T2", "n": "N1",
                  "m": "M0", "extent": "early", "presentation": "primary", "tumor_size_cm": 3},
    "metastases": [], "treatments": [],
}  # fmt: skip


def _markers(er: str, her2: str) -> list[dict[str, str]]:
    return [{"name": "ER", "result": er}, {"name": "PR", "result": er}, {"name": "HER2", "result": her2}]


def _treated(*drugs: str) -> list[dict[str, Any]]:
    later = {"setting": "metastatic", "line": 1, "start": "2024-01", "end": "2025-10", "outcome": "progression"}
    first = {"name": "doxorubicin", "setting": "adjuvant", "start": "2018-03", "end": "2018-06", "outcome": "completed"}
    operated = {"name": "lumpectomy", "kind": "surgery", "start": "2018-02"}
    return [operated, first, *({"name": drug, **later} for drug in drugs)]


PEOPLE: dict[str, dict[str, Any]] = {
    "metastatic": {
        **_BASE, **_SPREAD, "biomarkers": _markers("positive", "negative"), "treatments": _treated("fulvestrant", "palbociclib"),
    },
    "triple negative": {**_BASE, **_SPREAD, "biomarkers": _markers("negative", "negative"), "treatments": _treated("paclitaxel")},
    "her2": {**_BASE, **_SPREAD, "biomarkers": _markers("negative", "positive"), "treatments": _treated("trastuzumab", "docetaxel")},
    "early": {**_BASE, **_EARLY, "biomarkers": _markers("positive", "negative")},
}  # fmt: skip
_LISTS = {"c": "conditions", "t": "treatments", "m": "metastases", "d": "medications", "b": "biomarkers", "lab": "labs"}


class Case(NamedTuple):
    """A text, one person with the changes to her record, and the verdict that she should have."""

    title: str
    text: str
    person: str
    changes: str
    verdict: str

    @property
    def record(self) -> dict[str, Any]:
        """The record of the person with the changes made."""
        record = copy.deepcopy(PEOPLE[self.person])
        for change in filter(None, map(str.strip, self.changes.split(";"))):
            _change(record, change)
        return record


def _change(record: dict[str, Any], change: str) -> None:
    """Make one change: "c + stroke|date:2025-11" adds, "t - letrozole" and "ecog -" take away, "age = 17" sets."""
    if match := re.fullmatch(r"(\w+) \+ ([^|]+)((?:\|[^|]+)*)", change):
        kind, name, rest = match.groups()
        key = "site" if kind == "m" else "name"
        entries = record[_LISTS[kind]]
        entries[:] = [entry for entry in entries if entry[key] != name]
        entry: dict[str, Any] = {key: name}
        for pair in filter(None, rest.split("|")):
            field, _, value = pair.partition(":")
            number = int(value) if field in ("grade", "line") else float(value) if field == "value" else None
            entry[field] = value == "yes" if field == "present" else value if number is None else number
        entries.append(entry)
    elif match := re.fullmatch(r"(\w+) - (.+)", change):
        kind, name = match.groups()
        record[_LISTS[kind]] = [e for e in record[_LISTS[kind]] if e.get("name", e.get("site")) != name]
        if kind == "b":  # what is no longer told was measured, but the result is not here
            record["complete"] = [part for part in record["complete"] if part != "biomarkers"]
    elif match := re.fullmatch(r"(\w+) -", change):
        record.pop(match[1])
        record["complete"] = [part for part in record["complete"] if part != match[1]]
    elif match := re.fullmatch(r"([\w.]+) = (.+)", change):
        *path, field = match[1].split(".")
        owner = record[path[0]] if path else record
        owner[field] = {"yes": True, "no": False}.get(match[2], float(match[2]) if match[2][0].isdigit() else match[2])
    else:
        raise ValueError(f"{change!r} is no change to a record")


def cases() -> Iterator[Case]:
    """The cases of the file, in its order."""
    for block in re.split(r"^=== ", _FILE.read_text(), flags=re.MULTILINE)[1:]:
        title, _, rest = block.partition("\n")
        text, _, people = rest.rpartition("\n--- ")
        person, *lines = people.strip().splitlines()
        for line in lines:
            yield Case(title, text.strip("\n"), person, line[1:].strip(), VERDICTS[line[0]])
