"""Owns the strict marshmallow fields of the patient record: nothing is coerced, every message says what is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields

from matcher.patient.dates import PartialDate

_TYPE_WORDS = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


_ROMAN = ("I", "II", "III", "IV")


def _fail(expected: str, value: object) -> ValidationError:
    return ValidationError(f"expected {expected}, got {_TYPE_WORDS.get(type(value), 'something else')}")


class _Strict(fields.Field[Any]):
    """A field that may be absent or null, both of which mean unknown."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(required=required, allow_none=not required)
        self.error_messages["required"] = "is required"
        self.error_messages["null"] = "is required"

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        raise NotImplementedError


class Text(_Strict):
    """Text; blank only where ``blank`` says that it may be."""

    def __init__(self, *, required: bool = False, blank: bool = False) -> None:
        super().__init__(required=required)
        self.blank = blank

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object) -> str:
        if not isinstance(value, str):
            raise _fail("text", value)
        if not value.strip() and not self.blank:
            raise ValidationError("expected text, got an empty one")
        return value.strip()

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"type": "string", "minLength": 0 if self.blank else 1}


class Choice(_Strict):
    """One of a few words."""

    def __init__(self, *choices: str, required: bool = False) -> None:
        super().__init__(required=required)
        self.choices = choices

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object) -> str:
        if not isinstance(value, str) or value not in self.choices:
            got = "another text" if isinstance(value, str) else _TYPE_WORDS.get(type(value), "something else")
            raise ValidationError(f"expected one of {', '.join(self.choices)}; got {got}")
        return value

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"enum": list(self.choices)}


class Roman(_Strict):
    """A class written in Roman numerals from I up; the number that it stands for is taken too."""

    def __init__(self, highest: int) -> None:
        super().__init__()
        self.numerals = _ROMAN[:highest]

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= len(self.numerals):
            return self.numerals[value - 1]
        if not isinstance(value, str) or value not in self.numerals:
            got = "another text" if isinstance(value, str) else _TYPE_WORDS.get(type(value), "something else")
            raise ValidationError(f"expected one of {', '.join(self.numerals)}; got {got}")
        return value

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"enum": [*self.numerals, *range(1, len(self.numerals) + 1)]}


class Number(_Strict):
    """A number between two bounds, whole if asked; a bool or a numeral in quotes is not one."""

    def __init__(self, low: float, high: float, *, whole: bool = False, required: bool = False) -> None:
        super().__init__(required=required)
        self.low, self.high, self.whole = low, high, whole

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object) -> float:
        expected = f"a {'whole ' if self.whole else ''}number from {self.low:g} to {self.high:g}"
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _fail(expected, value)
        if not self.low <= value <= self.high or (self.whole and value != int(value)):
            raise ValidationError(f"expected {expected}, got another number")
        return int(value) if self.whole else value

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"type": "integer" if self.whole else "number", "minimum": self.low, "maximum": self.high}


class NumberOrText(_Strict):
    """A number, or the word that a laboratory reports in its place."""

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object
    ) -> float | str:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise _fail("a number or text", value)
        return value

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"type": ["number", "string"]}


class Flag(_Strict):
    """true or false, and no other spelling of them."""

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object) -> bool:
        if not isinstance(value, bool):
            raise _fail("true or false", value)
        return value

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"type": "boolean"}


_DATE_WORDS = "a date as YYYY, YYYY-MM or YYYY-MM-DD"
_DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class When(_Strict):
    """A date to the day, the month or the year."""

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object
    ) -> PartialDate:
        if not isinstance(value, str):
            raise _fail(_DATE_WORDS, value)
        try:
            return PartialDate.parse(value)
        except ValueError:
            raise ValidationError(f"expected {_DATE_WORDS}, got another text") from None

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"type": "string", "pattern": _DATE_PATTERN}


class WhenOrFlag(When):
    """A date, or only whether it happened."""

    def _deserialize(  # type: ignore[override]
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **kwargs: object
    ) -> PartialDate | bool:
        return value if isinstance(value, bool) else super()._deserialize(value, attr, data, **kwargs)

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"anyOf": [super().json_schema(), {"type": "boolean"}]}


class Day(_Strict):
    """A date to the day."""

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object) -> date:
        if not isinstance(value, str):
            raise _fail("a date as YYYY-MM-DD", value)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError("expected a date as YYYY-MM-DD, got another text") from None

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        return {"type": "string", "format": "date"}


class Words(_Strict):
    """A list of texts, from a closed set where ``choices`` are given."""

    def __init__(self, *choices: str) -> None:
        super().__init__()
        self.choices = choices

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **_: object
    ) -> tuple[str, ...]:
        expected = f"a list with some of {', '.join(self.choices)}" if self.choices else "a list of texts"
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise _fail(expected, value)
        if not all(isinstance(word, str) and (not self.choices or word in self.choices) for word in value):
            raise ValidationError(f"expected {expected}, got other items")
        return tuple(value)

    def json_schema(self) -> dict[str, object]:
        """The field as JSON Schema."""
        items: dict[str, object] = {"enum": list(self.choices)} if self.choices else {"type": "string"}
        return {"type": "array", "items": items}
