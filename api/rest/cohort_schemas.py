"""Owns the shapes of the operations on cohorts and on questions."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.rest.schemas import QuerySchema, Strict
from indexer.study import NCT_ID

MOST_PATIENTS = 1000
_NUMBER = validate.Range(1, 10_000)


class CohortRequestSchema(Strict):
    """Patients, and one study or which studies to screen them for."""

    patients = fields.List(
        fields.Raw(metadata={"allOf": [{"$ref": "#/components/schemas/Patient"}]}),
        required=True,
        validate=validate.Length(1, MOST_PATIENTS),
    )
    study = fields.String(
        validate=validate.Regexp(f"^{NCT_ID.pattern}$", error="expected an NCT id"),
        metadata={"description": "with the funnel of its criteria"},
    )
    query = fields.Nested(QuerySchema)
    limit = fields.Integer(strict=True, validate=validate.Range(1, 1_000), load_default=100)
    without = fields.List(
        fields.Integer(strict=True, validate=_NUMBER), metadata={"description": "numbers of criteria that fall away"}
    )
    reword = fields.Nested(lambda: RewordSchema())

    @validates_schema
    def check_study(self, data: dict[str, Any], **_: Any) -> None:
        """What changes is the criteria of one study, and only all studies can be narrowed."""
        for name in ("without", "reword"):
            if name in data and "study" not in data:
                raise ValidationError("expected together with study", name)
        if "study" in data and "query" in data:
            raise ValidationError("expected without study", "query")


class RewordSchema(Strict):
    """A criterion, and the words that it would have."""

    number = fields.Integer(required=True, strict=True, validate=_NUMBER)
    words = fields.String(required=True, validate=validate.Length(1, 5_000))


class StepSchema(Schema):
    """One criterion in the funnel; ``returns`` are those whom it alone rules out."""

    number = fields.Integer(required=True)
    words = fields.String(required=True)
    registry_field = fields.String(allow_none=True)
    section = fields.String(required=True)
    sentence = fields.String(required=True)
    fails = fields.Integer(required=True)
    remaining = fields.Integer(required=True)
    returns = fields.List(fields.String(), required=True)


class WhatIfSchema(Schema):
    """What the change would make of the cohort; ``returning`` are those whom the trial rules out as it is."""

    without = fields.List(fields.Integer(), required=True)
    reworded = fields.List(fields.Nested(RewordSchema), required=True)
    eligible = fields.List(fields.String(), required=True)
    open_to = fields.List(fields.String(), required=True, attribute="unknown", data_key="unknown")
    ineligible = fields.Integer(required=True)
    returning = fields.List(fields.String(), required=True)


class CohortTrialSchema(Schema):
    """One study against the cohort; with the ids of those who are, or may be, eligible."""

    study = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.String(allow_none=True)
    patients = fields.Integer(required=True)
    eligible = fields.List(fields.String(), required=True)
    open_to = fields.List(fields.String(), required=True, attribute="unknown", data_key="unknown")
    ineligible = fields.Integer(required=True)
    criteria = fields.List(fields.Nested(StepSchema))
    what_if = fields.Nested(WhatIfSchema)


class CohortSchema(Schema):
    """The studies that fit most patients first; ``screened`` counts all that were looked at."""

    patients = fields.Integer(required=True)
    screened = fields.Integer(required=True)
    studies = fields.List(fields.Nested(CohortTrialSchema), required=True)


class QuestionsRequestSchema(Strict):
    """A patient, and of which studies to ask."""

    patient = fields.Raw(required=True, metadata={"allOf": [{"$ref": "#/components/schemas/Patient"}]})
    query = fields.Nested(QuerySchema)
    limit = fields.Integer(strict=True, validate=validate.Range(1, 100), load_default=5)
    audience = fields.String(
        validate=validate.OneOf(("clinician", "patient")),
        load_default="clinician",
        metadata={"description": "whose words to use"},
    )


class QuestionSchema(Schema):
    """A fact worth asking for.

    An answer against the trials would close ``rules_out`` of those that are still open; one for them would make
    ``completes`` of them eligible; ``decides`` is the sum.
    """

    key = fields.String(required=True)
    text = fields.String(required=True)
    where = fields.String(required=True)
    decides = fields.Integer(required=True)
    rules_out = fields.Integer(required=True)
    completes = fields.Integer(required=True)


class QuestionsSchema(Schema):
    """The facts worth asking for, best first; none when no answer would change a verdict."""

    patient = fields.String(required=True)
    questions = fields.List(fields.Nested(QuestionSchema), required=True)
