"""Owns the patient form: from what was typed to a patient record, or to a message beside each field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from api.web.fields import FIELDS, FLAGS, SITES, TREATMENT_FIELDS
from api.web.record import patient_record

Answers = Mapping[str, str]

TICKS = (*FLAGS, *(f"site-{site}" for site, _ in SITES))
"""The names of all that can be ticked."""
FEWEST_TREATMENT_ROWS = 3
MORE_TREATMENT_ROWS = 3
_MOST_TREATMENT_ROWS = 40
_MONTH = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_PLACE_OF = {  # the part of a patient record that each field fills, to put the record's own errors beside the field
    "age": "age",
    "ecog": "ecog",
    "diagnosis.stage": "stage",
    "diagnosis.extent": "extent",
    "metastases": "brain",
    "conditions": "illnesses",
    "medications": "medicines",
    "location.country": "country",
}


@dataclass(slots=True)
class Form:
    """The answers as given, kept whole, and the message for each that cannot be used."""

    answers: dict[str, str] = field(default_factory=dict)
    treatments: list[dict[str, str]] = field(default_factory=list)
    ticked: frozenset[str] = frozenset()
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> Form:
        """A form in which nothing is answered."""
        return cls(dict.fromkeys(FIELDS, ""))

    @classmethod
    def read(cls, sent: Answers) -> Form:
        """The form that was sent, with a message for each answer that cannot be used."""
        answers = {name: sent.get(name, "").strip() for name in FIELDS}
        form = cls(answers, _treatment_rows(sent), frozenset(name for name in TICKS if name in sent))
        for name, answer in form.answers.items():
            form._check(name, FIELDS[name].problem(answer))
        for row, treatment in enumerate(form.treatments):
            for part, answer in treatment.items():
                form._check(
                    treatment_name(row, part), TREATMENT_FIELDS[part].problem(answer) or _end_problem(part, answer)
                )
            if any(treatment.values()) and not treatment["name"]:
                form._check(treatment_name(row, "name"), "Name the treatment, or empty this row.")
        if not any(form.answers.values()) and not any(treatment["name"] for treatment in form.treatments):
            form._check("age", "Answer at least one question; the more you answer, the more we can tell.")
        return form

    def note_record_errors(self, problems: tuple[tuple[str, str], ...]) -> None:
        """Put what the patient record found wrong beside the field that it came from."""
        for path, message in problems:
            row = re.match(r"treatments\[(\d+)\]\.?(\w*)", path)
            if row:
                number = self._filled_rows()[int(row[1])]
                name = treatment_name(number, row[2] if row[2] in TREATMENT_FIELDS else "name")
            else:
                name = next((name for start, name in _PLACE_OF.items() if path.startswith(start)), "age")
            self._check(name, message)

    def rows(self, least: int = FEWEST_TREATMENT_ROWS) -> list[dict[str, str]]:
        """The rows of the treatment table: those that were sent, and empty ones up to ``least``."""
        empty = dict.fromkeys(TREATMENT_FIELDS, "")
        return self.treatments + [empty] * (min(least, _MOST_TREATMENT_ROWS) - len(self.treatments))

    def told(self) -> list[tuple[str, str]]:
        """Every answer with its question, as a person reads them; what was left open is left out."""
        told = [(FIELDS[name].label, FIELDS[name].told(answer)) for name, answer in self.answers.items() if answer]
        spread = ", ".join(label for site, label in SITES if f"site-{site}" in self.ticked)
        told += [("It has spread to", spread)] if spread else []
        for row in self._filled_rows():
            parts = [TREATMENT_FIELDS[part].told(answer) for part, answer in self.treatments[row].items() if answer]
            told.append(("Treatment", ", ".join(parts)))
        return told + [("Ticked", label) for flag, label in FLAGS.items() if flag in self.ticked]

    def record(self) -> dict[str, Any]:
        """The answers as a patient record, without the place."""
        return patient_record(self.answers, [self.treatments[row] for row in self._filled_rows()], self.ticked)

    def _filled_rows(self) -> list[int]:
        return [row for row, treatment in enumerate(self.treatments) if treatment["name"]]

    def _check(self, name: str, problem: str | None) -> None:
        if problem:
            self.errors.setdefault(name, problem)


def treatment_name(row: int, part: str) -> str:
    """The name of one field of the treatment table."""
    return f"treatment-{row}-{part}"


def _treatment_rows(sent: Answers) -> list[dict[str, str]]:
    sent_rows = {int(match[1]) for name in sent if (match := re.fullmatch(r"treatment-(\d{1,2})-name", name))}
    rows = [
        {part: sent.get(treatment_name(row, part), "").strip() for part in TREATMENT_FIELDS}
        for row in sorted(sent_rows)
    ]
    return rows[:_MOST_TREATMENT_ROWS]


def _end_problem(part: str, answer: str) -> str | None:
    if part != "end" or not answer or _MONTH.fullmatch(answer):
        return None
    return "Write the month as year and number: 2025-06."
