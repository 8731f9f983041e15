"""Owns what answers of the REST interface hold."""

from __future__ import annotations

from marshmallow import Schema, fields

from indexer.study import NCT_ID


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
