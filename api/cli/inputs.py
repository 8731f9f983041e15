"""Owns how the command line reads what it is given: eligibility texts, study records and patients."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.errors import InputError

if TYPE_CHECKING:
    from criteria.criterion import Criteria
    from indexer.study import Study
    from matcher.patient import Patient

INPUT_PATH = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@dataclass(frozen=True, slots=True)
class Source:
    """The criteria of one file; ``study`` is there when the file was a study record and not a bare text."""

    name: str
    criteria: Criteria
    study: Study | None = None


def read_source(path: Path) -> Source:
    """The criteria in ``path``: a study record if it ends in ``.json``, eligibility text otherwise.

    Raises InputError if it cannot be read, StudyError if the record lacks what a study must have.
    """
    if path.suffix.lower() == ".json":
        from indexer.records import read_study, typed_criteria

        study = read_study(read_json(path))
        return Source(path.stem, typed_criteria(study), study)
    from criteria import parse

    return Source(path.stem, parse(read_text(path)))


def read_patients(path: Path) -> tuple[Patient, ...]:
    """The patients in ``path``: one JSON object or a list of them. Raises InputError or PatientError."""
    from matcher.patient import load_patients

    patients = load_patients(read_json(path))
    if not patients:
        raise InputError(f"{path}: holds no patient")
    return patients


def read_json(path: Path) -> Any:
    """The JSON document in ``path``. Raises InputError with line and column where it is not JSON."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise InputError(f"{path}, line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise InputError(f"{path}: nested too deeply to be read") from None


def read_text(path: Path) -> str:
    """The UTF-8 text in ``path`` with every line end as a newline. Raises InputError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
