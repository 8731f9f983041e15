"""Owns checked access to the fields of one registry record: each has the type it should have, or the error says where.

What is missing is None or empty. What has the wrong type is a ``StudyError``, so that the record is set aside. What
has the right type and makes no sense (the 30th of February) is left out and noted, for a trial with an odd date is
still a trial.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Any

from indexer.errors import StudyError

Record = dict[str, Any]


class Fields:
    """One object inside a record, with the path that leads to it."""

    def __init__(self, record: Record, path: str, nct_id: str | None, odd: list[str]) -> None:
        self._record = record
        self._path = path
        self._nct_id = nct_id
        self._odd = odd

    def error(self, name: str, problem: str) -> StudyError:
        """The error for the field ``name`` of this object."""
        return StudyError(self._nct_id, self._at(name), problem)

    def note(self, name: str, problem: str) -> None:
        """Notes that a field has a value that cannot be used."""
        self._odd.append(f"{self._at(name)}: {problem}")

    def module(self, name: str) -> Fields:
        """The object at ``name``; an empty one where it is missing."""
        value = self._value(name, dict, "an object")
        return Fields(value if value is not None else {}, self._at(name), self._nct_id, self._odd)

    def modules(self, name: str) -> Iterator[Fields]:
        """The objects listed at ``name``."""
        for at, value in enumerate(self._value(name, list, "a list") or ()):
            path = self._at(f"{name}[{at}]")
            if not isinstance(value, dict):
                raise StudyError(self._nct_id, path, f"expected an object, found {_kind(value)}")
            yield Fields(value, path, self._nct_id, self._odd)

    def text(self, name: str) -> str | None:
        """The text at ``name``, without blanks around it; None where it is missing or blank."""
        return self.verbatim(name).strip() or None

    def verbatim(self, name: str) -> str:
        """The text at ``name`` as it stands, with plain newlines; empty where it is missing."""
        value = self._value(name, str, "text")
        return _printable(value).replace("\r\n", "\n").replace("\r", "\n") if value is not None else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts listed at ``name``; a single text counts as a list of one, as some records have it."""
        value = self._record.get(name)
        if isinstance(value, str):
            value = [value]
        elif value is None:
            return ()
        elif not isinstance(value, list):
            raise self.error(name, f"expected a list of texts, found {_kind(value)}")
        for at, item in enumerate(value):
            if not isinstance(item, str):
                raise self.error(f"{name}[{at}]", f"expected text, found {_kind(item)}")
        return tuple(clean for item in value if (clean := _printable(item).strip()))

    def flag(self, name: str) -> bool | None:
        """The truth value at ``name``; None where it is missing."""
        value: bool | None = self._value(name, bool, "true or false")
        return value

    def count(self, name: str) -> int | None:
        """The whole number at ``name``; None where it is missing."""
        value: int | None = self._value(name, int, "a whole number")
        if isinstance(value, bool):
            raise self.error(name, "expected a whole number, found true or false")
        return value

    def date(self, name: str) -> str | None:
        """The date at ``name`` as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; what is none is noted and left out."""
        value = self.text(name)
        if value is None:
            return None
        date = read_date(value)
        if date is None:
            self.note(name, f"{value!r} is not a date")
        return date

    def number(self, name: str, low: float, high: float) -> float | None:
        """The number at ``name``; one outside ``low`` to ``high`` is noted and left out."""
        value = self._record.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(name, f"expected a number, found {_kind(value)}")
        if not low <= value <= high:
            self.note(name, f"{value} is not between {low} and {high}")
            return None
        return float(value)

    def _at(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _value(self, name: str, kind: type, wanted: str) -> Any:
        value = self._record.get(name)
        if value is not None and not isinstance(value, kind):
            raise self.error(name, f"expected {wanted}, found {_kind(value)}")
        return value


def read_date(value: str) -> str | None:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` from what the registry writes ("2024-03") or wrote ("March 2024").

    None for what is no date.
    """
    found = _ISO.fullmatch(value)
    if found:
        year, month, day = found["year"], found["month"], found["day"]
    else:
        found = _WORDS.fullmatch(value)
        if not found or found["month"].lower() not in _MONTHS:
            return None
        year, month, day = found["year"], str(_MONTHS[found["month"].lower()]), found["day"]
    if not 1900 <= int(year) <= 2200 or (month and not 1 <= int(month) <= 12):
        return None
    if day and not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})(?:T[\d:.]+Z?)?)?)?", re.ASCII)
_WORDS = re.compile(r"(?P<month>[A-Za-z]+) (?:(?P<day>\d{1,2}), )?(?P<year>\d{4})", re.ASCII)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")  # neither SQLite nor UTF-8 can hold them


def _printable(value: str) -> str:
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
