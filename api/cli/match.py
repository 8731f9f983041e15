"""Owns ``trialmatch match``: patients against the index, ranked trials with their reasons."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.inputs import INPUT_PATH, read_patients
from api.cli.services import index_option, open_named_index
from api.cli.show import show_match
from api.errors import InputError

if TYPE_CHECKING:
    from matcher.patient import Patient


@click.command("match")
@click.option("--patients", required=True, type=INPUT_PATH, help="JSON: one patient or a list of them.")
@click.option("--patient", "only", metavar="ID", help="Only this patient of the file.")
@index_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=10, show_default=True, help="Most trials a patient.")
@click.option("--text", help="Words that the trial must hold.")
@click.option("--condition", help="Words that its title, conditions or keywords must hold.")
@click.option("--country", help="Only trials with a site there, as the registry writes it: United States.")
@click.option("--near", metavar="LAT,LON", help="Only trials with a site near here; needs --km.")
@click.option("--km", type=click.FloatRange(0, 20_040), help="How near, in kilometres.")
@click.option("--status", "statuses", multiple=True, help="Such as RECRUITING; default: all that one may still join.")
@click.option("--phase", "phases", multiple=True, help="Such as PHASE2.")
@click.option(
    "--type", "study_types", multiple=True, help="Such as INTERVENTIONAL, which leaves out those that only observe."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON line a patient.")
@click.option("--all", "everything", is_flag=True, help="Show the criteria that are met, too.")
def command(
    patients: Path,
    only: str | None,
    index_at: str | None,
    limit: int,
    as_json: bool,
    everything: bool,
    near: str | None,
    km: float | None,
    **narrowing: str | tuple[str, ...] | None,
) -> None:
    """Rank the trials in the index for each patient.

    Each comes with its reasons in the trial's own words. Those that the record rules out come last, and only as many
    as the limit leaves room for.
    """
    from api.finder import Finder
    from indexer.index import SearchQuery
    from indexer.study import OPEN_STATUSES

    people = _chosen(read_patients(patients), only, patients)
    lat, lon = _point(near, km)
    given = {name: value for name, value in narrowing.items() if value}
    query = SearchQuery(**given, lat=lat, lon=lon, km=km)  # type: ignore[arg-type]  # click has checked each
    if not query.statuses:
        query = replace(query, statuses=OPEN_STATUSES)
    finder = Finder(open_named_index(index_at))
    for patient in people:
        matches = finder.find(patient, query, limit)
        if as_json:
            from api.records import match_record

            found = {"patient": patient.id, "matches": [match_record(m) for m in matches]}
            click.echo(json.dumps(found, ensure_ascii=False))
            continue
        click.secho(f"{patient.id}: {len(matches)} trials", bold=True)
        for number, one in enumerate(matches, 1):
            click.echo(f"\n{number}.")
            show_match(one, everything=everything)


def _chosen(people: tuple[Patient, ...], only: str | None, path: Path) -> tuple[Patient, ...]:
    if only is None:
        return people
    chosen = tuple(patient for patient in people if patient.id == only)
    if not chosen:
        raise InputError(f"{path}: holds no patient {only!r}; it holds {', '.join(p.id for p in people)}")
    return chosen


def _point(near: str | None, km: float | None) -> tuple[float | None, float | None]:
    if near is None:
        if km is not None:
            raise InputError("--km says how near, so it needs --near LAT,LON")
        return None, None
    try:
        lat, lon = (float(part) for part in near.split(","))
    except ValueError:
        raise InputError(f"--near is {near!r}: expected LAT,LON in degrees, such as 48.86,2.35") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise InputError(f"--near is {near!r}: latitude is -90 to 90, longitude -180 to 180")
    if km is None:
        raise InputError("--near needs --km")
    return lat, lon
