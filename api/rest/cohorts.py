"""Owns the operations on many patients at once, and on the next question for one."""
# mypy: disable-error-code="untyped-decorator"
# flask-smorest carries no types, so its decorators have none.

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import UnprocessableEntity

from api import cohorts as records
from api.rest import cohort_schemas as schemas
from api.rest.routes import StrictBlueprint, search_query, stored_study
from api.services import finder, index, open_to_join
from matcher.at_once.cohort import Cohort
from matcher.patient import load_patient, load_patients

cohorts = StrictBlueprint("cohorts", __name__, url_prefix="/api/v1", description="Many patients, and what to ask one")


@cohorts.post("/cohort")
@cohorts.arguments(schemas.CohortRequestSchema)
@cohorts.response(200, schemas.CohortSchema)
@cohorts.alt_response(404, description="No such study in the index")
@cohorts.alt_response(503, description="The index is not built or cannot be reached")
def screen_cohort(body: dict[str, Any]) -> dict[str, Any]:
    """Whom each study fits, those first that fit most; or one study with its funnel and what-if.

    Without `query.status` only studies that one may still join. Nothing of the patients is stored or logged.
    """
    cohort = Cohort(load_patients(body["patients"]))
    if "study" in body:
        reword = body.get("reword")
        words = {reword["number"]: reword["words"]} if reword else {}
        try:
            found = [records.one_trial(cohort, stored_study(body["study"]), body.get("without", ()), words)]
        except ValueError as error:
            raise UnprocessableEntity(f"The change cannot be made: {error}.") from None
    else:
        query = open_to_join(search_query(body.get("query", {})))
        found = records.best_first(list(records.every_trial(cohort, index(), query)))
    return {"patients": len(cohort.patients), "screened": len(found), "studies": found[: body["limit"]]}


@cohorts.post("/questions")
@cohorts.arguments(schemas.QuestionsRequestSchema)
@cohorts.response(200, schemas.QuestionsSchema)
@cohorts.alt_response(503, description="The index is not built or cannot be reached")
def next_questions(body: dict[str, Any]) -> dict[str, Any]:
    """The facts worth asking a patient for next, by how many of the studies still open each decides.

    Nothing of the patient is stored or logged.
    """
    patient = load_patient(body["patient"])
    query = open_to_join(search_query(body.get("query", {})))
    plain = body["audience"] == "patient"
    found = finder().questions(patient, query, body["limit"])
    return {
        "patient": patient.id,
        "questions": [
            {
                "key": one.key,
                "text": one.patient_text if plain else one.text,
                "where": one.where,
                "decides": one.decides,
                "rules_out": one.rules_out,
                "completes": one.completes,
            }
            for one in found
        ],
    }
