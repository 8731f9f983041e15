"""Owns what requests to the REST interface may hold: strictly that."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema
from webargs.fields import DelimitedList

from matcher.patient import patient_json_schema

LONGEST_TEXT = 500_000
_CODE = validate.Regexp(r"^[A-Z0-9_]{1,40}$", error="expected a code of the registry, such as RECRUITING or PHASE2")
_WORDS = validate.Length(min=1, max=300)
_AUDIENCES = ("clinician", "patient")


class Strict(Schema):
    """A part of a request: what it does not know, it refuses."""

    class Meta:
        """Refuse unknown keys, in queries too, where webargs would drop them."""

        unknown = RAISE


def _number(low: float, high: float, **more: Any) -> fields.Float:
    return fields.Float(validate=validate.Range(low, high), allow_nan=False, **more)


def _whole(low: int, high: int, **more: Any) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(low, high), **more)


def _audience() -> fields.String:
    return fields.String(
        validate=validate.OneOf(_AUDIENCES), load_default="clinician", metadata={"description": "whose words to use"}
    )


def _patient() -> fields.Raw:
    return fields.Raw(required=True, metadata={"allOf": [{"$ref": "#/components/schemas/Patient"}]})


def patient_component() -> dict[str, Any]:
    """The patient record as an OpenAPI component."""
    return {key: value for key, value in patient_json_schema().items() if key != "$schema"}


class SearchSchema(Strict):
    """What to look for; every field that is set must hold."""

    text = fields.String(validate=_WORDS, metadata={"description": "words that must occur; quotes make a phrase"})
    condition = fields.String(validate=_WORDS)
    intervention = fields.String(validate=_WORDS)
    country = fields.String(validate=_WORDS, metadata={"description": "as the registry writes it: United States"})
    lat = _number(-90, 90)
    lon = _number(-180, 180)
    km = _number(0, 20_040, metadata={"description": "at most this far from lat and lon"})

    @validates_schema
    def check_place(self, data: dict[str, Any], **_: Any) -> None:
        """A place is a pair, and a distance is from a place."""
        for name, other in (("lat", "lon"), ("lon", "lat"), ("km", "lat")):
            if name in data and other not in data:
                raise ValidationError(f"expected together with {name}", other)


class QuerySchema(SearchSchema):
    """The part of a match request that narrows the trials."""

    status = fields.List(fields.String(validate=_CODE), metadata={"description": "default: open to join"})
    phase = fields.List(fields.String(validate=_CODE))
    study_type = fields.List(fields.String(validate=_CODE))


class StudiesQuerySchema(SearchSchema):
    """The query string of the study search; lists are separated by commas."""

    status = DelimitedList(fields.String(validate=_CODE))
    phase = DelimitedList(fields.String(validate=_CODE))
    study_type = DelimitedList(fields.String(validate=_CODE))
    sponsor_class = DelimitedList(fields.String(validate=_CODE))
    intervention_class = fields.String(validate=_WORDS, metadata={"description": "a value of that facet"})
    biomarker = fields.String(validate=_WORDS, metadata={"description": "a value of that facet: HER2 negative"})
    limit = fields.Integer(validate=validate.Range(0, 100), load_default=20)
    offset = fields.Integer(validate=validate.Range(0, 10_000), load_default=0)


class MatchRequestSchema(Strict):
    """A patient, and which trials to match against."""

    patient = _patient()
    query = fields.Nested(QuerySchema)
    limit = _whole(1, 1_000, load_default=20)
    audience = _audience()


class ScreenRequestSchema(Strict):
    """A patient to screen for one study."""

    patient = _patient()
    audience = _audience()


class ParseRequestSchema(Strict):
    """An eligibility text."""

    text = fields.String(required=True, validate=validate.Length(max=LONGEST_TEXT))
    audience = _audience()


class AudienceQuerySchema(Strict):
    """Whose words to use."""

    audience = _audience()
