"""Owns the operations on what changes over time: versions, differences, refreshes, and the review of criteria."""
# mypy: disable-error-code="untyped-decorator"
# flask-smorest carries no types, so its decorators have none.

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import NotFound

from api import history as records
from api.rest import history_schemas as schemas
from api.rest.routes import StrictBlueprint, stored_study
from api.services import doubts, index
from indexer.diff import diff, version_at, versions_in_force
from indexer.index.base import Version
from indexer.report import reports
from indexer.review import corrections
from matcher.flips import flips
from matcher.patient import load_patients

history = StrictBlueprint("history", __name__, url_prefix="/api/v1", description="What changed, and what to look at")


@history.get("/studies/<nct:nct_id>/versions")
@history.response(200, schemas.VersionSchema(many=True))
@history.alt_response(404, description="No such study in the index")
@history.alt_response(503, description="The index is not built or cannot be reached")
def get_versions(nct_id: str) -> list[dict[str, Any]]:
    """Every version of a study that was seen, oldest first."""
    return [records.version_record(version) for version in _versions(nct_id)]


@history.get("/studies/<nct:nct_id>/diff")
@history.arguments(schemas.DiffQuerySchema, location="query")
@history.response(200, schemas.DiffSchema)
@history.alt_response(404, description="No such study in the index, or no such version")
@history.alt_response(503, description="The index is not built or cannot be reached")
def get_diff(query: dict[str, Any], nct_id: str) -> dict[str, Any]:
    """What changed between two versions: fields, sites, and criteria by their meaning."""
    versions = _versions(nct_id)
    after = version_at(versions, query["later"]) if "later" in query else versions[-1]
    before = version_at(versions, query["earlier"] if "earlier" in query else str(after.number - 1)) if after else None
    if after is None or before is None:
        raise NotFound(f"The index holds versions 1 to {versions[-1].number} of {nct_id}.")
    return records.diff_record(before, after, diff(before.record(), after.record()))


@history.post("/changes")
@history.arguments(schemas.ChangesRequestSchema)
@history.response(200, schemas.FlipSchema(many=True))
@history.alt_response(503, description="The index is not built or cannot be reached")
def get_changes(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Whose verdict flipped since a day, and by which change of the trial.

    Nothing of the patients is stored or logged.
    """
    people = load_patients(body["patients"])
    return [records.flip_record(flip) for flip in flips(index(), body["since"].isoformat(), people)]


@history.get("/refreshes")
@history.response(200, schemas.RefreshSchema(many=True))
@history.alt_response(503, description="The index cannot be reached")
def get_refreshes() -> list[dict[str, Any]]:
    """What the last refreshes did, newest first."""
    return [report.record() for report in reports(index())]


@history.get("/review")
@history.arguments(schemas.ReviewQuerySchema, location="query")
@history.response(200, schemas.DoubtSchema(many=True))
@history.alt_response(503, description="The index is not built or cannot be reached")
def get_review(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Criteria in the order of doubt: the least read first, then those with warnings."""
    return [records.doubt_record(doubt) for doubt in doubts()[: query["limit"]]]


@history.get("/review/corrections")
@history.response(200, schemas.CorrectionSchema(many=True))
@history.alt_response(503, description="The index cannot be reached")
def get_corrections() -> list[dict[str, Any]]:
    """What people have corrected, by whom and when."""
    return [records.correction_record(each) for each in corrections(index()).values()]


@history.get("/suggest")
@history.arguments(schemas.SuggestQuerySchema, location="query")
@history.response(200, schemas.SuggestionSchema(many=True))
@history.alt_response(503, description="The index is not built or cannot be reached")
def get_suggestions(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Names of drugs, conditions or places that begin with a few letters, the most frequent first."""
    found = index().suggest(query["kind"], query["prefix"], query["limit"])
    return [{"value": value, "count": count} for value, count in found]


def _versions(nct_id: str) -> tuple[Version, ...]:
    return versions_in_force(index(), stored_study(nct_id))
