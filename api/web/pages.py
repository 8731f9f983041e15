"""Owns the pages and the answers to their forms; works without JavaScript, keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from api import words
from api.rest.routes import stored_study
from api.security import CSRF_FIELD, form_token, is_genuine_form
from api.services import countries, finder, gazetteer, open_to_join
from api.web import treatments, views
from api.web.fields import FIELDS, FLAGS, SITES, TREATMENT_FIELDS
from api.web.form import FEWEST_TREATMENT_ROWS, MORE_TREATMENT_ROWS, Form, treatment_name
from indexer.index import SearchQuery
from matcher.errors import PatientError
from matcher.patient import Patient, load_patient

pages = Blueprint("pages", __name__)
_MORE_TRIALS = 20
_MOST_TRIALS = 500
_MOST_EXCLUDED = 20
_TRYING = ("INTERVENTIONAL", "EXPANDED_ACCESS")  # study types in which something is tried
_STALE = "This page had been open for long, so your answers were not used yet. Please send them again."


@pages.get("/")
def start() -> str:
    """The empty form."""
    return _form_page(Form.empty())


@pages.post("/")
def results() -> Response | str:
    """The ranked trials for what was sent; or the form again, with everything that was typed in it."""
    form = Form.read(request.form)
    if "more" in request.form or "edit" in request.form:
        form.errors.clear()
        extra = MORE_TREATMENT_ROWS if "more" in request.form else 0
        return _form_page(form, rows=len(form.treatments) + extra)
    if not is_genuine_form():
        return make_response(_form_page(form, notice=_STALE), 403)
    patient = _patient(form)
    if patient is None or form.errors:
        return make_response(_form_page(form), 422)
    return _results_page(form, patient)


@pages.get("/studies/<nct:nct_id>")
def study(nct_id: str) -> str:
    """One study: its criteria with what was read beside them."""
    stored = stored_study(nct_id)
    found = stored.study()
    typed = stored.criteria(found)
    sites, more_sites = views.site_views(found)
    return render_template(
        "study.html",
        study=views.study_view(found),
        rows=list(views.criteria_rows(typed)),
        coverage=f"{typed.coverage:.0%}",
        sites=sites,
        more_sites=more_sites,
        contacts=found.contacts,
    )


def _patient(form: Form) -> Patient | None:
    """The patient that the form describes; None, with its messages in the form, if it describes none."""
    if form.errors:
        return None
    record = form.record()
    if (location := _location(form)) is not None:
        record["location"] = location
    try:
        return None if form.errors else load_patient(record)
    except PatientError as error:
        form.note_record_errors(error.problems)
        return None


def _location(form: Form) -> dict[str, Any] | None:
    """Where the form says that the patient lives, or None; a place that is not known gets a message."""
    town, country = form.answers["place"], form.answers["country"]
    known = {name.casefold(): name for name in countries()}
    if not country:
        if town:
            form.errors["country"] = "Choose the country too, so that we look in the right one."
        return None
    if country.casefold() not in known:
        form.errors["country"] = "We know no trial in a country of that name. Write it in English, as in the list."
        return None
    country = form.answers["country"] = known[country.casefold()]
    if not town:
        return {"country": country}
    point = gazetteer().find(town, country)
    if point is None:
        form.errors["place"] = "We know no trial site in a place of that name. Try the nearest bigger city."
        return None
    return {"country": country, "city": town, "lat": point[0], "lon": point[1]}


def _results_page(form: Form, patient: Patient) -> str:
    country = form.answers["country"] or None
    query = _query(patient, country, () if "observing_too" in form.ticked else _TRYING)
    kept = finder().kept(patient, query)
    shown = _shown(request.form.get("shown", ""))
    possible = [views.trial_view(m) for m in kept[:shown]]
    excluded = [views.trial_view(m) for m in finder().ruled_out(patient, query, kept, _MOST_EXCLUDED)]
    return render_template(
        "results.html",
        possible=possible,
        excluded=excluded,
        questions=finder().questions(patient, query, limit=5),
        summary=views.summary(kept, shown, country),
        total=len(kept),
        told=form.told(),
        more=shown + _MORE_TRIALS if shown < len(kept) else None,
        unrecognised=treatments.unrecognised(row["name"] for row in form.treatments if row["name"]),
        country=country,
        sent=[(name, value) for name, value in request.form.items() if name not in (CSRF_FIELD, "shown")],
        verdicts=words.VERDICTS,
        outcomes=words.OUTCOMES,
        group_titles=views.GROUP_TITLES,
        form_token=form_token,
    )


def _shown(asked: str) -> int:
    """How many trials to show, by what the button for more of them sends."""
    return min(max(int(asked), _MORE_TRIALS), _MOST_TRIALS) if asked.isdecimal() else _MORE_TRIALS


def _query(patient: Patient, country: str | None, study_types: tuple[str, ...]) -> SearchQuery:
    """Open trials in the country, near the place where one and a distance are known."""
    where, km = patient.location, patient.preferences.max_distance_km
    query = SearchQuery(country=country, study_types=study_types)
    if where and where.lat is not None and where.lon is not None and km is not None:
        query = replace(query, lat=where.lat, lon=where.lon, km=km)
    return open_to_join(query)


def _form_page(form: Form, *, rows: int = FEWEST_TREATMENT_ROWS, notice: str | None = None) -> str:
    return render_template(
        "start.html",
        form=form,
        rows=form.rows(rows),
        more=MORE_TREATMENT_ROWS,
        fields=FIELDS,
        sites=SITES,
        flags=FLAGS,
        treatment_fields=TREATMENT_FIELDS,
        treatment_name=treatment_name,
        labels=_labels(form),
        notice=notice,
        form_token=form_token,
        drugs=treatments.names(),
        countries=countries(),
    )


def _labels(form: Form) -> dict[str, Any]:
    labels = {name: field.label for name, field in FIELDS.items()}
    for row in range(len(form.treatments)):
        for part, field in TREATMENT_FIELDS.items():
            labels[treatment_name(row, part)] = f"Treatment {row + 1}, {field.label.lower()}"
    return labels
