"""Owns the operations of the REST interface."""
# mypy: disable-error-code="untyped-decorator"
# flask-smorest carries no types, so its decorators have none.

from __future__ import annotations

from typing import Any, ClassVar

from flask import current_app
from flask_smorest import Blueprint  # type: ignore[import-untyped]
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import NotFound

import criteria
from api import records
from api.rest import answer_schemas, schemas
from api.services import finder, index, open_to_join
from indexer.index import SearchQuery, StoredStudy
from matcher.patient import load_patient
from matcher.screen import screen


class _StrictParser(FlaskParser):
    """webargs without its habit of dropping unknown keys of a query string: the schemas decide, and refuse them."""

    DEFAULT_UNKNOWN_BY_LOCATION: ClassVar[dict[str, str | None]] = {}  # type: ignore[misc]


class StrictBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest carries no types
    """A blueprint whose arguments are checked strictly."""

    ARGUMENTS_PARSER = _StrictParser()


rest = StrictBlueprint("trials", __name__, url_prefix="/api/v1", description="Matching patients to trials")
health = Blueprint("health", __name__, description="For supervisors")


@rest.post("/match")
@rest.arguments(schemas.MatchRequestSchema)
@rest.response(200, answer_schemas.MatchesSchema)
@rest.alt_response(503, description="The index is not built or cannot be reached")
def match_patient(body: dict[str, Any]) -> dict[str, Any]:
    """Trials for one patient, best first, with the reasons in the trial's own words.

    Those that the record rules out come last, and only as many as the limit leaves room for.

    Nothing of the patient is stored or logged.
    """
    patient = load_patient(body["patient"])
    query = open_to_join(search_query(body.get("query", {})))
    limit = min(body["limit"], current_app.config["MATCH_LIMIT"])
    found = finder().find(patient, query, limit)
    return {"patient": patient.id, "matches": [records.match_record(m, audience=body["audience"]) for m in found]}


@rest.post("/studies/<nct:nct_id>/screen")
@rest.arguments(schemas.ScreenRequestSchema)
@rest.response(200, answer_schemas.ScreeningSchema)
@rest.alt_response(404, description="No such study in the index")
@rest.alt_response(503, description="The index is not built or cannot be reached")
def screen_patient(body: dict[str, Any], nct_id: str) -> dict[str, Any]:
    """One patient against one study, criterion by criterion."""
    patient = load_patient(body["patient"])
    stored = stored_study(nct_id)
    study = stored.study()
    typed = stored.criteria(study)
    return screen(patient, typed, study).full_record(typed.text, audience=body["audience"])


@rest.post("/parse")
@rest.arguments(schemas.ParseRequestSchema)
@rest.response(200, answer_schemas.CriteriaSchema)
def parse_text(body: dict[str, Any]) -> dict[str, Any]:
    """What is read from an eligibility text."""
    text = body["text"].replace("\r\n", "\n").replace("\r", "\n")
    return records.criteria_record(criteria.parse(text), audience=body["audience"])


@rest.get("/studies")
@rest.arguments(schemas.StudiesQuerySchema, location="query")
@rest.response(200, answer_schemas.StudiesSchema)
@rest.alt_response(503, description="The index is not built or cannot be reached")
def search_studies(query: dict[str, Any]) -> dict[str, Any]:
    """Search the studies, with facets."""
    page = index().search(search_query(query, facets=True))
    return {
        "total": page.total,
        "studies": [records.study_record(hit.study) | {"km": hit.km} for hit in page.hits],
        "facets": {
            name: [{"value": value, "count": count} for value, count in values] for name, values in page.facets.items()
        },
    }


@rest.get("/studies/<nct:nct_id>")
@rest.response(200, answer_schemas.FullStudySchema)
@rest.alt_response(404, description="No such study in the index")
@rest.alt_response(503, description="The index is not built or cannot be reached")
def get_study(nct_id: str) -> dict[str, Any]:
    """One study with its sites and contacts."""
    return records.full_study_record(stored_study(nct_id).study())


@rest.get("/studies/<nct:nct_id>/criteria")
@rest.arguments(schemas.AudienceQuerySchema, location="query")
@rest.response(200, answer_schemas.CriteriaSchema)
@rest.alt_response(404, description="No such study in the index")
@rest.alt_response(503, description="The index is not built or cannot be reached")
def get_criteria(query: dict[str, Any], nct_id: str) -> dict[str, Any]:
    """The eligibility criteria of one study as they were read."""
    return records.criteria_record(stored_study(nct_id).criteria(), audience=query["audience"])


@health.get("/healthz")
@health.response(200, answer_schemas.HealthSchema)
def healthz() -> dict[str, Any]:
    """Whether the process answers."""
    return {"status": "alive"}


@health.get("/readyz")
@health.response(200, answer_schemas.HealthSchema)
@health.alt_response(503, description="The index is not built or cannot be reached")
def readyz() -> dict[str, Any]:
    """Whether questions about trials can be answered."""
    return {"status": "ready", "studies": index().count(SearchQuery())}


def stored_study(nct_id: str) -> StoredStudy:
    """The study of that id; ends the request with 404 if the index has none."""
    stored = index().get(nct_id)
    if stored is None:
        raise NotFound(f"The index holds no study {nct_id}.")
    return stored


def search_query(given: dict[str, Any], *, facets: bool = False) -> SearchQuery:
    """The query of the index that a checked request asks for."""
    wanted: dict[str, Any] = {_RENAMED.get(k, k): tuple(v) if isinstance(v, list) else v for k, v in given.items()}
    for name, field in (("intervention_class", "intervention_classes"), ("biomarker", "biomarkers")):
        if name in wanted:
            wanted[field] = (wanted.pop(name),)
    return SearchQuery(**wanted, facets=facets)


_RENAMED = {"status": "statuses", "phase": "phases", "study_type": "study_types", "sponsor_class": "sponsor_classes"}
