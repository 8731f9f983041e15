"""Owns the shapes of the operations on what changes over time."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.rest.answer_schemas import FacetSchema
from api.rest.schemas import Strict

MOST_PATIENTS = 100
_VERSION = validate.Regexp(r"^([1-9][0-9]{0,5}|[0-9]{4}-[0-9]{2}-[0-9]{2})$", error="expected a number or YYYY-MM-DD")


class DiffQuerySchema(Strict):
    """Which versions to compare; a day stands for the version in force when it ended."""

    earlier = fields.String(data_key="from", validate=_VERSION)
    later = fields.String(data_key="to", validate=_VERSION)


class ChangesRequestSchema(Strict):
    """Patients, and the first day that counts."""

    since = fields.Date(required=True)
    patients = fields.List(
        fields.Raw(metadata={"allOf": [{"$ref": "#/components/schemas/Patient"}]}),
        required=True,
        validate=validate.Length(1, MOST_PATIENTS),
    )


class ReviewQuerySchema(Strict):
    """How many criteria."""

    limit = fields.Integer(validate=validate.Range(1, 1000), load_default=20)


class SuggestQuerySchema(Strict):
    """The letters that were typed."""

    kind = fields.String(required=True, validate=validate.OneOf(("condition", "intervention", "place")))
    prefix = fields.String(required=True, validate=validate.Length(1, 100))
    limit = fields.Integer(validate=validate.Range(1, 100), load_default=10)


class VersionSchema(Schema):
    """One version of a study; ``seen`` is the registry's timestamp when it was first seen."""

    number = fields.Integer(required=True)
    seen = fields.String(required=True)
    posted = fields.String(allow_none=True)
    hash = fields.String(required=True)


class FieldChangeSchema(Schema):
    """A field with another value."""

    name = fields.String(required=True)
    before = fields.Raw(allow_none=True)
    after = fields.Raw(allow_none=True)


class SiteChangeSchema(Schema):
    """A site that is new, gone, or has another status."""

    facility = fields.String(required=True)
    city = fields.String(allow_none=True)
    country = fields.String(allow_none=True)
    before = fields.String(allow_none=True)
    after = fields.String(allow_none=True)
    how = fields.String(required=True, metadata={"enum": ["added", "removed", "changed"]})


class CriterionChangeSchema(Schema):
    """A criterion that is new, gone, reworded, or changed in its meaning."""

    how = fields.String(required=True, metadata={"enum": ["added", "removed", "changed", "reworded"]})
    section = fields.String(required=True)
    before = fields.String(allow_none=True)
    after = fields.String(allow_none=True)
    meaning = fields.List(fields.String(), required=True)


class DiffSchema(Schema):
    """All that changed from one version to another."""

    nct_id = fields.String(required=True)
    earlier = fields.Nested(VersionSchema, required=True, data_key="from", attribute="from")
    later = fields.Nested(VersionSchema, required=True, data_key="to", attribute="to")
    fields_ = fields.List(fields.Nested(FieldChangeSchema), required=True, data_key="fields", attribute="fields")
    sites = fields.List(fields.Nested(SiteChangeSchema), required=True)
    criteria = fields.List(fields.Nested(CriterionChangeSchema), required=True)


_STANDING = {"enum": ["eligible", "unknown", "ineligible", "closed", "absent"]}


class FlipSchema(Schema):
    """A patient whose standing with a trial is another now, and the changes that made it so."""

    patient = fields.String(required=True)
    nct_id = fields.String(required=True)
    title = fields.String(required=True)
    before = fields.String(required=True, metadata=_STANDING)
    now = fields.String(required=True, metadata=_STANDING)
    because = fields.List(fields.String(), required=True)


class RefreshSchema(Schema):
    """What one refresh did."""

    scope, mode, started, finished, stamp = (fields.String(required=True) for _ in range(5))
    total = fields.Integer(allow_none=True)
    studies, read, new, changed, unchanged, reread = (fields.Integer(required=True) for _ in range(6))
    closed, withdrawn, aside, odd, requests, retries, comparing = (fields.Integer(required=True) for _ in range(7))
    coverage = fields.Float(allow_none=True)
    resumed, repaired = (fields.Boolean(required=True) for _ in range(2))
    seconds = fields.Float(required=True)
    warnings = fields.List(fields.String(), required=True)
    set_aside = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class DoubtSchema(Schema):
    """A criterion worth a look; ``read`` is the share of its words that was read."""

    hash, text, section = (fields.String(required=True) for _ in range(3))
    read = fields.Float(required=True)
    warnings = fields.List(fields.String(), required=True)
    studies = fields.List(fields.String(), required=True)


class CorrectionSchema(Schema):
    """What a person said that a criterion means; ``tree`` is its stored form."""

    hash, text, section, tree, nct_id, who, when, note = (fields.String(required=True) for _ in range(8))


class SuggestionSchema(FacetSchema):
    """A name and how many studies have it."""
