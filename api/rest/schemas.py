"""Owns the shapes of the REST interface: what requests may hold (strictly) and what responses hold."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema
from webargs.fields import DelimitedList

from indexer.study import NCT_ID
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


def _text() -> fields.String:
    return fields.String(allow_none=True)


class StudySchema(Schema):
    """What a search shows of a study."""

    nct_id = fields.String(required=True, metadata={"pattern": f"^{NCT_ID.pattern}$"})
    title = fields.String(required=True)
    official_title, acronym, status, study_type, sponsor = _text(), _text(), _text(), _text(), _text()
    phases = fields.List(fields.String())
    conditions = fields.List(fields.String())
    interventions = fields.List(fields.String())
    start_date, last_update_posted = _text(), _text()


class SiteSchema(Schema):
    """A place where a study runs, with the status that holds there."""

    facility, status, city, state, zip, country = _text(), _text(), _text(), _text(), _text(), _text()
    lat = fields.Float(allow_none=True)
    lon = fields.Float(allow_none=True)


class ContactSchema(Schema):
    """Someone to ask."""

    name, phone, email = _text(), _text(), _text()


class StudyArmSchema(Schema):
    """One arm of a study."""

    label, type, description = _text(), _text(), _text()


class FullStudySchema(StudySchema):
    """All that is known of a study."""

    summary, eligibility, sex, minimum_age, maximum_age = _text(), _text(), _text(), _text(), _text()
    healthy_volunteers = fields.Boolean(allow_none=True)
    arms = fields.List(fields.Nested(StudyArmSchema))
    sites = fields.List(fields.Nested(SiteSchema))
    contacts = fields.List(fields.Nested(ContactSchema))


class FoundStudySchema(StudySchema):
    """A study that a search found; ``km`` to its nearest site that the query admits."""

    km = fields.Float(allow_none=True)


class FacetSchema(Schema):
    """One value of a facet and how many studies have it."""

    value = fields.String(required=True)
    count = fields.Integer(required=True)


class StudiesSchema(Schema):
    """One page of a search."""

    total = fields.Integer(required=True)
    studies = fields.List(fields.Nested(FoundStudySchema), required=True)
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FacetSchema)))


class CriterionSchema(Schema):
    """One criterion and what was read from it."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    words = fields.String(required=True)
    section = fields.String(required=True)
    arm, registry_field = _text(), _text()
    read = fields.Float(required=True)
    sentence = fields.String(required=True)
    facts = fields.List(fields.Dict(keys=fields.String()), required=True)
    tree = fields.Dict(keys=fields.String(), required=True)


class CriteriaSchema(Schema):
    """All criteria of one text."""

    coverage = fields.Float(required=True)
    arms = fields.List(fields.String(), required=True)
    criteria = fields.List(fields.Nested(CriterionSchema), required=True)
    warnings = fields.List(fields.String(), required=True)


class EvidenceSchema(Schema):
    """A fact of the patient record that was used."""

    path = fields.String(required=True)
    text = fields.String(required=True)


class MissingSchema(Schema):
    """A fact that the record lacks, and where one finds it."""

    what = fields.String(required=True)
    where = fields.String(required=True)


class SpanSchema(Schema):
    """A stretch of the criteria text."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class CriterionVerdictSchema(Schema):
    """One criterion against the patient."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    words = fields.String(required=True)
    section = fields.String(required=True)
    arm, registry_field = _text(), _text()
    truth = fields.String(required=True, metadata={"enum": ["true", "false", "unknown"]})
    decisive = fields.Boolean(required=True)
    met = fields.String(required=True, metadata={"enum": ["met", "not met", "open", "not asked"]})
    sentence = fields.String(required=True)
    reasons = fields.List(fields.String(), required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    missing = fields.List(fields.Nested(MissingSchema), required=True)
    eligible_on = _text()
    read = fields.Float(required=True)
    broken = fields.List(fields.Nested(SpanSchema), required=True)
    unsettled = fields.List(fields.Nested(SpanSchema), required=True)
    leaves = fields.List(fields.Dict(keys=fields.String()))


class ArmVerdictSchema(Schema):
    """The verdict for one arm or cohort."""

    arm = fields.String(required=True)
    verdict = fields.String(required=True)


class ScreeningSchema(Schema):
    """A patient against one study."""

    patient = fields.String(required=True)
    study = _text()
    verdict = fields.String(required=True, metadata={"enum": ["eligible", "ineligible", "unknown"]})
    score = fields.Float(required=True)
    coverage = fields.Float(required=True)
    eligible_on = _text()
    near_miss = fields.Boolean(required=True)
    criteria = fields.List(fields.Nested(CriterionVerdictSchema), required=True)
    arms = fields.List(fields.Nested(ArmVerdictSchema), required=True)


class NearestSchema(SiteSchema):
    """The nearest site that recruits; ``km`` where the patient's place is known."""

    km = fields.Float(allow_none=True)


class FeatureSchema(Schema):
    """One part of what a rank is made of."""

    name = fields.String(required=True)
    value = fields.Float(required=True)
    weight = fields.Float(required=True)
    why = fields.String(required=True)


class RankSchema(Schema):
    """Where a trial stands in the list, and by what."""

    total = fields.Float(required=True)
    features = fields.List(fields.Nested(FeatureSchema), required=True)


class MatchSchema(Schema):
    """One ranked trial."""

    study = fields.Nested(StudySchema, required=True)
    screening = fields.Nested(ScreeningSchema, required=True)
    nearest = fields.Nested(NearestSchema, allow_none=True)
    rank = fields.Nested(RankSchema, required=True)


class MatchesSchema(Schema):
    """The trials for one patient, best first."""

    patient = fields.String(required=True)
    matches = fields.List(fields.Nested(MatchSchema), required=True)


class HealthSchema(Schema):
    """Whether the service can answer."""

    status = fields.String(required=True)
    studies = fields.Integer()
